"""A service that refuses questions by a rule of a pack puts that on record (handbook 8.9)."""

import importlib
from pathlib import Path

from concord_shared.contracts.registry import TOLD_BY
from concord_shared.running.read_refused import ReadRefused

BY_RULE = "refusal_of("


def test_who_refuses_a_question_by_a_rule_can_put_it_on_record(root):
    assert {name for name in TOLD_BY if refuses_by_rule(root / f"services/{name}/concord_{name}")} == recording()


def test_a_read_side_that_asks_a_guard_is_found(tmp_path):
    (tmp_path / "read_side").mkdir()
    assert not refuses_by_rule(tmp_path)
    (tmp_path / "read_side" / "rights.py").write_text("raise Refused(refusal_of(guard, unmet, pack))")
    assert refuses_by_rule(tmp_path)


def refuses_by_rule(package: Path) -> bool:
    return any(BY_RULE in path.read_text() for path in (package / "read_side").glob("**/*.py"))


def recording() -> set[str]:
    services = (importlib.import_module(f"concord_{name}.main").service() for name in TOLD_BY)
    return {service.name for service in services if ReadRefused in service.facts}
