"""Each thing that a pack must not say, planted in a copy of Rotherham's: it is named, with its line and a
cure."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from concord_shared.packs.loading import PackInvalid, builtin, parse
from concord_shared.packs.yaml_lines import Problem

ROTHERHAM = builtin()["rotherham"].read_text(encoding="utf-8")


def planted(old: str, new: str, after: str = "") -> str:
    """The text with the first `old` behind `after` replaced."""
    start = ROTHERHAM.index(after)
    assert old in ROTHERHAM[start:], f"nothing to replace: {old}"
    return ROTHERHAM[:start] + ROTHERHAM[start:].replace(old, new, 1)


def line_of(text: str, marker: str, after: str = "") -> int:
    at = text.index(marker, text.index(after))
    return text.count("\n", 0, at) + 1


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(PackInvalid) as refused:
        parse(text, "mine.yaml")
    return refused.value.problems


BREACHES = yaml.safe_load((Path(__file__).parent / "breaches.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: breach["breach"])
def test_a_planted_breach_is_named_with_its_line(breach: dict[str, str]) -> None:
    text = planted(breach["old"], breach["new"], breach.get("behind", ""))
    marker, said = breach["line_of"], breach["said"]
    found = [problem for problem in problems_of(text) if said in problem.what]
    assert found, f"not said: {said}; said instead: {[str(each) for each in problems_of(text)]}"
    last_line = text.count("\n", 0, text.rindex(marker)) + 1
    assert {problem.line for problem in found} & {line_of(text, marker), last_line}
    assert all(problem.file == "mine.yaml" and problem.cure for problem in found)


def without(block_starts: str, block_ends: str) -> Callable[[], str]:
    def cut() -> str:
        start = ROTHERHAM.index(block_starts)
        return ROTHERHAM[:start] + ROTHERHAM[ROTHERHAM.index(block_ends, start) :]

    return cut


def test_a_facilitated_stage_without_an_office_is_refused() -> None:
    text = without("    office:\n      name: mediator", "    confidential: true")()
    assert any("needs an 'office'" in problem.what for problem in problems_of(text))


def test_a_review_without_a_group_is_refused() -> None:
    text = without("    group:\n      kind: review", "    questions: [is_breach")()
    assert any("needs a 'group'" in problem.what for problem in problems_of(text))


def test_a_file_that_is_no_yaml_is_refused_with_its_line() -> None:
    (problem,) = problems_of("schema: compact-pack/2\npack: [\n")
    assert (problem.what, problem.line) == ("This is not valid YAML.", 3)


@pytest.mark.parametrize("text", ["", "- a list\n", "a word\n"])
def test_a_file_that_is_no_map_is_refused(text: str) -> None:
    (problem,) = problems_of(text)
    assert "a map of keys" in problem.what


def test_a_misspelt_predicate_is_offered_its_nearest_neighbour() -> None:
    problems = problems_of(planted("predicate: raiser_admitted", "predicate: raiser_admited"))
    assert "Did you mean 'raiser_admitted'?" in problems[0].cure


def test_several_breaches_are_named_at_once_in_the_order_of_the_file() -> None:
    text = planted("first_stage: informal", "first_stage: formal").replace("close: dormant", "close: asleep", 1)
    problems = problems_of(text)
    assert len(problems) == 2
    assert [each.line for each in problems] == sorted(each.line for each in problems)
    assert str(problems[0]).startswith("mine.yaml:")
