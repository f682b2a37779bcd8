"""The worked cases of the handbook, through all services on SQLite: every "then" line asserted, and each assertion
fails when it is turned round."""

from pathlib import Path

import pytest
from flows.scenario_files import FILES, THEN, claims, files_of, name_of, played, unasserted
from flows.turned import TURNED, negations

from concord.catalogue import every_command
from concord.services import all_services
from concord.simulating.checking import check, differences
from concord.simulating.reading import read_scenario
from concord.simulating.scenario import Expectation
from concord_shared.packs.loading import builtin, load

IMPOSING = ("impose", "enforce", "compel", "bind", "order", "execute", "punish", "sanction")


@pytest.fixture(params=FILES, ids=name_of)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_every_expectation_of_the_scenario_holds(path: Path):
    scenario, result = played(path)
    assert [each.plain for each in differences(scenario, result)] == []


def test_each_assertion_turned_round_fails(path: Path):
    scenario, result = played(path)
    held = [
        f"{each.id}, {claim}"
        for each in scenario.expect
        for claim, turned in negations(each, result)
        if not check(turned, result)
    ]
    assert held == []


@pytest.mark.parametrize("worked_case", THEN)
def test_every_then_line_of_the_handbook_has_an_assertion(worked_case: str):
    scenarios = [read_scenario(path) for path in files_of(worked_case)]
    assert unasserted(THEN[worked_case], scenarios) == set()


def test_a_then_line_that_nobody_asserts_is_named():
    scenario = read_scenario(files_of("S05")[0])
    silent = scenario.model_copy(update={"expect": (Expectation(id="S05.1", case="hall"), *scenario.expect[4:])})
    assert unasserted(THEN["S05"], [silent]) == {"S05.1"}


def test_an_assertion_that_says_nothing_is_found():
    _, result = played(files_of("S05")[0])
    same_backwards = Expectation(id="x", in_order=("StageOpened", "StageOpened"))
    assert [claim for claim, turned in negations(same_backwards, result) if not check(turned, result)]


def test_every_kind_of_claim_can_be_turned_round():
    assert set(TURNED) == set(Expectation.model_fields) - {"id", "case", "at"}


def test_each_file_belongs_to_a_worked_case_and_claims_something_of_it():
    assert {path for case in THEN for path in files_of(case)} == set(FILES)
    for path in FILES:
        lines = [each for each in read_scenario(path).expect if (each.id or "").startswith(name_of(path)[:3])]
        assert any(claims(each) for each in lines), path.name


def test_what_is_said_never_to_happen_could_happen():
    facts = {fact.__name__ for service in all_services().values() for fact in service.facts}
    pack = load(builtin()["rotherham"])
    letters = {notice.type for notice in pack.notices}
    for path in FILES:
        for each in read_scenario(path).expect:
            assert {fact.name for fact in (*each.facts, *each.not_facts)} <= facts, (path.name, each.id)
            assert {letter.type for letter in (*each.notices, *each.not_notices)} <= letters, (path.name, each.id)
            assert all(pack.deadline(name) for name in each.no_deadlines), (path.name, each.id)


def test_no_command_imposes_a_recommendation():
    names = [each["command"].lower() for each in every_command()]
    assert [name for name in names if any(word in name for word in IMPOSING)] == []
