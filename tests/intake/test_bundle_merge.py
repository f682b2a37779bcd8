"""A case that comes over again goes on in the other one; two that have to do with each other are linked."""

from datetime import date

import pytest

from concord_intake.domain import bundle_facts as bundle
from concord_intake.domain import facts
from concord_shared.contracts import intake as told
from concord_shared.contracts.directory import RoleAssigned

from .conftest import RAISER, RESPONDENT, actor

OTHER_GROUP = "swallownest-lunch-club"
COORDINATOR = actor("var", "coordinator")
ON = date(2027, 4, 12)
WHY = "Both are about the same letter."


@pytest.fixture
def twice(intake):
    """Two groups raised the same thing about the Council, each for itself."""
    first = intake.advised()
    again = intake.advised(raiser_org=OTHER_GROUP)
    intake.today = ON
    return intake, first, again


def merge(intake, again, into, by=COORDINATOR):
    return intake.do("MergeCases", by, again, ON, into=into, reason=WHY)


def agree(intake, again, org, **acting):
    return intake.do("AgreeMerge", actor(org, **acting), again, ON)


def merged(intake, again, into):
    merge(intake, again, into).accepted()
    for org in intake.load(f"case-{again}").orgs:
        came = agree(intake, again, org).accepted()
    return came


def test_with_the_last_agreement_the_second_case_closes_as_merged(twice):
    intake, first, again = twice
    came = merged(intake, again, first)

    assert came.one(facts.StageClosed).outcome == "merged"
    assert came.one(facts.CaseClosed).reason == "merged"
    assert intake.load(f"case-{again}").closed_for == "merged"
    assert intake.load(f"case-{first}").phase == "open"


def test_both_cases_say_so_and_the_first_gains_the_party_it_did_not_have(twice):
    intake, first, again = twice
    merged(intake, again, first)

    both = intake.facts(bundle.CasesMerged)
    assert [(each.other_case_ids, each.into) for each in both] == [((first,), first), ((again,), first)]
    assert intake.facts(facts.PartyAdded)[-1] == facts.PartyAdded(org=OTHER_GROUP, side="raising")
    kept = intake.load(f"case-{first}")
    assert kept.orgs == (RAISER, RESPONDENT, OTHER_GROUP)
    assert kept.raising == (RAISER, OTHER_GROUP)
    assert kept.bundle.linked == (again,)


def test_it_ends_before_the_other_gains_so_that_nobody_counts_it_twice(twice):
    intake, first, again = twice
    merged(intake, again, first)

    names = [type(each).__name__ for each in intake.told()]
    assert names.index("CaseClosed") < names.index("PartyAdded")


def test_who_joined_confirms_for_itself_too(twice):
    intake, first, again = twice
    merged(intake, again, first)

    assert intake.confirm(first, RAISER).accepted().names[0] == "InformalExhaustionConfirmed"
    assert "StageOpened" not in intake.confirm(first, RESPONDENT).accepted().names
    assert "StageOpened" in intake.confirm(first, OTHER_GROUP).accepted().names


def test_every_party_of_it_agrees_for_itself(twice):
    intake, first, again = twice
    agree(intake, again, RESPONDENT).refused("AgreementOfAllRequired", "ROT-G32")
    merge(intake, again, first).accepted()

    agree(intake, again, RAISER).refused("NotAParty", "ROT-G32")
    agree(intake, again, "var", office="coordinator", on_behalf_of=OTHER_GROUP).refused("NoAuthority", "ROT-G32")
    assert agree(intake, again, RESPONDENT).accepted().names == ["MergeAgreed"]
    agree(intake, again, RESPONDENT).refused("AlreadyConfirmed")
    assert intake.load(f"case-{again}").phase == "open"


def test_only_the_coordinator_proposes_and_into_another_open_case(twice):
    intake, first, again = twice
    merge(intake, again, first, actor(RESPONDENT)).refused("NotTheCoordinator")
    merge(intake, again, again).refused("SameCase")
    assert merge(intake, again, "ROT-0000-000").refused("NoSuchCase").refusal.field == "into"
    merge(intake, again, intake.raised()).refused("StageNotOpen")
    intake.do("WithdrawCase", actor(RAISER), first).accepted()
    merge(intake, again, first).refused("AlreadyClosed")


def test_nobody_joins_a_case_whose_talks_are_over(twice):
    intake, first, again = twice
    merge(intake, again, first).accepted()
    agree(intake, again, OTHER_GROUP).accepted()
    for org in (RAISER, RESPONDENT):
        intake.confirm(first, org).accepted()

    assert OTHER_GROUP in agree(intake, again, RESPONDENT).refused("JoinsTooLate").refusal.message
    assert intake.load(f"case-{again}").phase == "open"


def test_the_same_parties_can_merge_at_any_stage(intake):
    first, again = intake.formal(), intake.advised()
    intake.today = ON

    assert merged(intake, again, first).one(facts.CaseClosed).reason == "merged"
    assert intake.load(f"case-{first}").stage.id == "mediation"


def test_in_the_list_the_case_has_who_joined_it(twice):
    intake, first, again = twice
    merged(intake, again, first)

    lines = {each["case"]: each for each in intake.ask("Cases", COORDINATOR)["cases"]}
    assert lines[first]["raising"] == [RAISER, OTHER_GROUP]
    assert (lines[again]["state"], lines[again]["closed_for"]) == ("closed", "merged")


def test_two_cases_know_of_each_other_once_linked(twice):
    intake, first, again = twice
    intake.do("LinkCases", COORDINATOR, again, ON, other=first, reason=WHY).accepted()

    one, other = intake.facts(bundle.CasesLinked)
    assert (one.other_case_ids, other.other_case_ids) == ((first,), (again,))
    assert (one.reason.subject, other.reason.subject) == (again, first)
    assert [each.why for each in intake.told() if isinstance(each, told.CasesLinked)] == ["related", "related"]
    intake.do("LinkCases", COORDINATOR, first, ON, other=again).refused("AlreadyLinked")


def test_a_closed_case_may_be_linked_to_a_new_one(twice):
    intake, first, again = twice
    intake.do("WithdrawCase", actor(RAISER), first).accepted()
    intake.do("LinkCases", COORDINATOR, again, ON, other=first).accepted()

    assert intake.load(f"case-{first}").closed_for == "withdrawn"


def test_a_link_is_the_coordinators_and_between_two_cases(twice):
    intake, first, again = twice
    intake.do("LinkCases", actor(RAISER), first, ON, other=again).refused("NotTheCoordinator")
    intake.do("LinkCases", COORDINATOR, first, ON, other=first).refused("SameCase")
    intake.do("LinkCases", COORDINATOR, first, ON, other="ROT-0000-000").refused("NoSuchCase")


def test_who_was_replaced_in_the_other_case_cannot_bind_it_up_with_this_one(twice):
    intake, first, again = twice
    lent = actor("syp", "coordinator", "officer-lent")
    role = {"office": "coordinator", "org": "syp", "employer_org": RESPONDENT, "starts_on": date(2020, 1, 6)}
    intake.directory.apply(RoleAssigned(officer=lent.officer, **role))
    intake.do("ObjectToCoordinator", actor(RAISER), first, officer=lent.officer).accepted()

    intake.do("LinkCases", lent, again, ON, other=first).refused("CoordinatorReplaced", "ROT-G41")
    merge(intake, again, first, lent).refused("CoordinatorReplaced", "ROT-G41")
    merge(intake, again, first).accepted()
