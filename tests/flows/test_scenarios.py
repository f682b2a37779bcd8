"""The worked cases of the handbook, through all services: every "then" line asserted, on both databases."""

import asyncio
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from concord.auditing.replay import audit
from concord.simulating.checking import check, differences
from concord.simulating.playing import play
from concord.simulating.reading import read_scenario
from concord.simulating.result import Result
from concord.simulating.scenario import Expectation, Scenario
from concord_shared.testing import databases

postgres_server, postgres_database = databases.postgres_server, databases.postgres_database

FOLDER = Path(__file__).parent / "scenarios"
FILES = sorted(FOLDER.glob("S*.yaml"))
THEN = yaml.safe_load((FOLDER / "then-lines.yaml").read_text())


@cache
def played(path: Path) -> tuple[Scenario, Result]:
    scenario = read_scenario(path)
    return scenario, asyncio.run(play(scenario, path))


def name_of(path: Path) -> str:
    return path.stem.partition("-")[0]


@pytest.fixture(params=FILES, ids=name_of)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_every_expectation_of_the_scenario_holds_on_sqlite(path: Path):
    scenario, result = played(path)
    assert [each.plain for each in differences(scenario, result)] == []


def test_the_same_facts_come_about_on_postgresql(path: Path, postgres_database: str):
    scenario, on_sqlite = played(path)
    result = asyncio.run(play(scenario, path, stores=postgres_database))
    assert [each.plain for each in differences(scenario, result)] == []
    assert result.plain() == on_sqlite.plain()
    assert audit(postgres_database, scenario.compact).findings == []


def test_every_then_line_of_the_handbook_has_an_assertion(path: Path):
    asserted = {each.id for each in played(path)[0].expect if claims(each)}
    assert set(THEN[name_of(path)]) <= asserted


def test_each_assertion_negated_fails(path: Path):
    scenario, result = played(path)
    held = [
        f"{each.id}: {claim}"
        for each in scenario.expect
        for claim, negated in negations(each, result)
        if not check(negated, result)
    ]
    assert held == []


def claims(expectation: Expectation) -> set[str]:
    return expectation.model_fields_set - {"id", "case", "at"}


def negations(expectation: Expectation, result: Result) -> Iterator[tuple[str, Expectation]]:
    """Each single claim of the expectation, alone and turned round."""
    bare = {"id": expectation.id, "case": expectation.case, "at": expectation.at}
    for claim in sorted(claims(expectation)):
        for said, turned in TURNED[claim](getattr(expectation, claim), expectation, result):
            yield f"{claim} {said}", Expectation.model_validate({**bare, **turned})


def _other(claim: str) -> Any:
    return lambda value, *_: [(value, {claim: "something else"})]


def _parties(value: Any, *_: Any) -> Any:
    return [("as they are", {"parties": {**value, "somebody-else": "raising"}})]


def _deadlines(value: Any, *_: Any) -> Any:
    for key, wanted in value.items():
        for name in wanted.model_fields_set:
            turned = {"status": "paused", "skipped": ["2027-01-01"], "working_days_late": 99}.get(name, "2000-01-03")
            yield f"{key} {name}", {"deadlines": {key: {name: turned}}}
        yield f"{key} is set", {"no_deadlines": [key]}


def _facts(value: Any, *_: Any) -> Any:
    for each in value:
        plain = each.model_dump(exclude_defaults=True)
        times = plain.pop("times", None)
        yield f"{each.name} happened", {"not_facts": [plain]}
        if times is not None:
            yield f"{each.name} {times} times", {"facts": [{**plain, "times": times + 1}]}
        for key, wrong in {"service": "nobody", "occurred_on": "2000-01-03", "by": "nobody/nothing"}.items():
            if key in plain:
                yield f"{each.name} {key}", {"facts": [{**plain, key: wrong}]}
        for key in plain.get("data", {}):
            yield f"{each.name} {key}", {"facts": [{**plain, "data": {**plain["data"], key: "something else"}}]}


def _not_facts(value: Any, *_: Any) -> Any:
    return [(each.name, {"facts": [each.model_dump(exclude_defaults=True)]}) for each in value]


def _in_order(value: Any, *_: Any) -> Any:
    return [("turned round", {"in_order": list(reversed(value))})]


def _notices(value: Any, *_: Any) -> Any:
    for each in value:
        plain = each.model_dump(exclude_defaults=True)
        yield f"{each.type} was issued", {"not_notices": [{k: v for k, v in plain.items() if k != "times"}]}
        for words in each.says:
            yield f"{each.type} says", {"notices": [{**plain, "says": (), "never_says": (words,)}]}
        for words in each.never_says:
            yield f"{each.type} never says {words}", {"notices": [{**plain, "says": (words,), "never_says": ()}]}


def _never_says(value: Any, expectation: Expectation, result: Result) -> Any:
    """A word of each kind that does stand there: the search looks into letters and facts."""
    assert value
    letters = [each["text"] for each in result.notices(next(iter(result.cases.values())), expectation.at)]
    assert all(letters)
    return [("a word of the letters", {"never_says": ["kind regards"]}), ("of a fact", {"never_says": ["accepted"]})]


TURNED: dict[str, Any] = {
    "state": _other("state"),
    "stage": _other("stage"),
    "parties": _parties,
    "deadlines": _deadlines,
    "facts": _facts,
    "not_facts": _not_facts,
    "in_order": _in_order,
    "notices": _notices,
    "never_says": _never_says,
}
