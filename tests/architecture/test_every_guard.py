"""Every guard of the four Compacts is held by a test that names it; those that never refuse, by what they do."""

import re
from pathlib import Path

import pytest

from concord_shared.packs.loading import builtin, load

COMPACTS = ("rotherham", "darlington", "derbyshire", "staffordshire")
GUARDS = [guard for name in COMPACTS for guard in load(builtin()[name]).guards]
TESTS = Path(__file__).parents[1]
SERVICES = ("intake", "mediation", "panel", "notify", "oversight", "flows")
# They advise, prompt or count, and refuse nobody: the test that shows it.
NEVER_REFUSE = {
    "preferred_source_first": "mediation/test_appointing.py::test_a_source_other_than_the_preferred_one_is_only_advised_upon",
    "compact_review_prompted": "oversight/test_repeats.py::test_a_case_unresolved_prompts_a_review_once",
    "case_is_monitored": "oversight/test_repeats.py::test_the_third_is_a_pattern_and_dialogue_is_recommended",
}


def held_by(guard_id: str, texts: dict[Path, str]) -> list[Path]:
    return [path for path, text in texts.items() if re.search(rf"\b{guard_id}\b", text)]


@pytest.fixture(scope="module")
def texts() -> dict[Path, str]:
    return {path: path.read_text() for folder in SERVICES for path in (TESTS / folder).rglob("*.py")}


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.id)
def test_a_guard_is_named_where_it_is_tested(guard, texts):
    if guard.predicate in NEVER_REFUSE:
        file, _, name = NEVER_REFUSE[guard.predicate].partition("::")
        assert f"def {name}(" in (TESTS / file).read_text()
        return
    assert held_by(guard.id, texts)


def test_a_guard_that_nobody_tests_is_found(texts):
    assert held_by("ROT-G" + "42", texts) == []
