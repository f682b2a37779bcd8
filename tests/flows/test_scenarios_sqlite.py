"""The worked cases of the handbook, through all services on SQLite: every "then" line asserted, and each assertion
fails when it is turned round. With further stories they need every kind of fact that a service can write."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest
from flows import at_once
from flows.needing import needed
from flows.scenario_files import FILES, FURTHER, THEN, claims, files_of, name_of, played, stores_of, unasserted
from flows.turned import TURNED, negations

from concord.auditing.records import Records, read_records
from concord.catalogue import every_command
from concord.services import all_services
from concord.simulating.checking import check, differences
from concord.simulating.reading import read_scenario
from concord.simulating.scenario import Expectation
from concord_intake.domain.clockwork import owned as intakes
from concord_panel.domain.clocks import owned as panels
from concord_shared.envelope import Recorded
from concord_shared.facts import Fact
from concord_shared.packs.loading import builtin, load

IMPOSING = ("impose", "enforce", "compel", "bind", "order", "execute", "punish", "sanction")


KEPT: Mapping[str, Mapping[str, str]] = {
    "mediation": {
        "MediationDeclined": "says who declined, to those whom handbook 7.1 lets know; by design nothing follows from it",
    },
    "panel": {
        "ReviewerRefused": "a refused try to take part in the review, for the auditor; whoever tried stays left out",
        "PanelResultSetAside": "says why a result that is on record here opened and closed nothing",
    },
}
"""Facts that are kept though nothing follows from them."""
NEVER: Mapping[str, Mapping[str, str]] = {
    "directory": {
        "PackRenewed": "the one pack whose term has ended has gaps that its own people fill before it can be renewed"
    },
    "intake": {
        "ExtensionProposed": "no pack lets all parties extend what intake keeps",
        "ExtensionAgreed": "the same; a pack of somebody's own may",
    },
    "panel": {"ReminderDue": "no pack has reminders in a stage of panel; a pack of somebody's own may"},
}
"""Facts that a service can write, but not under the packs that come with Concord."""
NOT_THERE = "not there"


@pytest.fixture(params=(*FILES, *FURTHER), ids=name_of)
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
    for path in (*FILES, *FURTHER):
        scenario = read_scenario(path)
        pack = load(builtin()[scenario.compact])
        letters = {notice.type for notice in pack.notices}
        for each in scenario.expect:
            assert {fact.name for fact in (*each.facts, *each.not_facts)} <= facts, (path.name, each.id)
            assert {letter.type for letter in (*each.notices, *each.not_notices)} <= letters, (path.name, each.id)
            assert all(pack.deadline(name) for name in each.no_deadlines), (path.name, each.id)


def test_no_command_imposes_a_recommendation():
    names = [each["command"].lower() for each in every_command()]
    assert [name for name in names if any(word in name for word in IMPOSING)] == []


@cache
def records_of(service: str) -> tuple[Records, ...]:
    """What it has on record of every scenario, and of two results at one moment."""
    at_once.played_at_once()
    for path in (*FILES, *FURTHER):
        played(path)
    found = all_services()[service]
    return tuple(
        read_records(stores_of(path), found, read_scenario(path).compact) for path in (*FILES, *FURTHER, at_once.FILE)
    )


def by_what(fact: type[Fact], records: tuple[Records, ...]) -> str | None:
    """By what it is needed in the first records in which it is; None where it is there and nothing needs it."""
    there = [each for each in records if any(type(one.fact) is fact for one in each.facts)]
    return next((why for each in there if (why := needed(each, fact))), None) if there else NOT_THERE


@pytest.mark.parametrize("service", all_services())
def test_every_kind_of_fact_is_needed(service: str):
    found = {fact.__name__: by_what(fact, records_of(service)) for fact in all_services()[service].facts}
    assert {name for name, why in found.items() if why is None} == set(KEPT.get(service, ()))
    assert {name for name, why in found.items() if why == NOT_THERE} == set(NEVER.get(service, ()))


def test_no_pack_asks_for_the_facts_that_are_said_never_to_be_written():
    rules = [rule for path in builtin().values() for rule in load(path).deadlines]
    assert not [rule.id for rule in rules if intakes(rule) and rule.extension and rule.extension.who == "all_parties"]
    assert not [rule.id for rule in rules if panels(rule) and rule.kind == "reminders"]


def test_two_results_at_one_moment_count_once():
    assert at_once.played_at_once() == [True] * 4
    records = records_of("intake")[-1]
    aside = [each.fact.result for each in records.facts if type(each.fact).__name__ == "ResultSetAside"]
    assert sorted(aside) == ["InvestigationReportSubmitted", "MediationFailed"]


class NobodyNeeds(Fact):
    stored_name: ClassVar[str] = "notify.nobody-needs.v1"


def test_a_fact_that_nothing_needs_is_found():
    records = records_of("notify")[0]
    planted = replace(records, facts=list(with_one_after_each(records, NobodyNeeds())))
    assert by_what(NobodyNeeds, (records,)) == NOT_THERE
    assert by_what(NobodyNeeds, (planted,)) is None


def with_one_after_each(records: Records, fact: Fact) -> Iterator[Recorded]:
    for each in records.facts:
        yield replace(each, version=2 * each.version - 1)
        yield replace(each, version=2 * each.version, fact=fact)


@pytest.mark.parametrize(
    ("service", "name", "why"),
    [
        ("intake", "StageOpened", "state"),
        ("intake", "BackdatedEntryProposed", "state"),
        ("intake", "CaseSettled", "date or notice"),
        ("directory", "PersonalDataErased", "date or notice"),
        ("notify", "ErasureHeard", "date or notice"),
    ],
)
def test_what_is_missed_when_a_kind_of_fact_is_taken_out_is_named(service: str, name: str, why: str):
    fact = next(each for each in all_services()[service].facts if each.__name__ == name)
    assert by_what(fact, records_of(service)) == why
