"""An interest, an office or a party heard of later: the mediator is checked again; what was done meanwhile stands."""

from datetime import date

import pytest

from concord_mediation.domain.facts import (
    MediationSessionHeld,
    MediatorAppointed,
    MediatorStoodDown,
    OfficeRechecked,
    OfficeTaken,
)
from concord_shared.contracts import mediation as told
from concord_shared.contracts.directory import InterestDeclared, PersonalDataErased, RoleAssigned, RoleEnded
from concord_shared.contracts.intake import PartyAdded, PartyLeft
from concord_shared.envelope import Actor
from concord_shared.testing.directory_sample import told_by_directory

WHO, SINCE = "officer-var-mediator", date(2017, 3, 29)


def an_interest(tie="family", **more):
    return InterestDeclared.model_validate({"officer": WHO, "with_org": "syfr", "tie": tie, **more})


def lent_to(org, **more):
    return RoleAssigned(officer=WHO, office="clerk", org="var", employer_org=org, starts_on=SINCE, **more)


@pytest.fixture
def at_work(case):
    """In office since 15 March, with a session on the 17th and terms on the 19th."""
    case.consented().appoint().accepted()
    for day, name, body in (
        (date(2027, 3, 17), "RecordSession", {"held_on": date(2027, 3, 17)}),
        (date(2027, 3, 19), "RecordTerms", {"text": "Terms."}),
    ):
        case.by_mediator(name, day, **body).accepted()
    return case


def test_s06_3_an_interest_declared_later_ends_the_office_and_no_clock_moves(untouched):
    untouched.today = date(2027, 2, 3)
    untouched.opened(date(2027, 2, 3))
    untouched.appoint(on=date(2027, 2, 8)).accepted()
    came = untouched.directory_tells(an_interest(case_id=untouched.case), date(2027, 2, 15))

    assert came.names == ["OfficeRechecked", "MediatorStoodDown"]
    assert came.one(MediatorStoodDown).why == "conflict"
    again = untouched.appoint("officer-var-mediator-2", date(2027, 2, 16)).accepted()
    assert again.names == ["MediatorAppointed", "OfficeTaken"]
    clocks = untouched.load(f"mediation-{untouched.case}").clocks
    assert clocks["ROT-D01"].due_on == date(2027, 3, 3)


def test_the_check_says_what_was_heard_how_much_was_known_and_what_was_done_meanwhile(at_work):
    known = at_work.facts(MediatorAppointed)[0].directory_position
    came = at_work.directory_tells(an_interest(from_on=date(2027, 3, 16)), date(2027, 3, 22))

    checked = came.one(OfficeRechecked)
    assert checked == OfficeRechecked(
        office="mediator",
        officer_ref=WHO,
        officer_org="var",
        caused_by="InterestDeclared",
        directory_position=known + 1,
        result="stood_down",
        rule="ROT-G14",
        why="interest_not_cleared",
        acts_meanwhile=("MediationSessionHeld 2027-03-17", "MediationTermsRecorded 2027-03-19"),
    )
    state = at_work.load(f"mediation-{at_work.case}")
    assert (state.sessions, state.terms_sha256 is not None, state.mediator) == (1, True, None)
    assert len(at_work.facts(MediationSessionHeld)) == 1


def test_others_are_told_of_the_check_without_the_reason(at_work):
    at_work.directory_tells(an_interest(from_on=date(2027, 3, 19)))

    (contract,) = [each for each in at_work.told() if isinstance(each, told.OfficeRechecked)]
    assert contract.acts_meanwhile == ("MediationTermsRecorded 2027-03-19",)
    assert "interest_not_cleared" not in contract.model_dump_json()


def test_an_interest_older_than_the_appointment_lists_the_appointment_too(at_work):
    came = at_work.directory_tells(an_interest("volunteer", from_on=date(2020, 1, 1)))

    assert came.one(OfficeRechecked).acts_meanwhile[0] == "MediatorAppointed 2027-03-15"


def test_what_is_heard_of_an_earlier_day_is_dated_no_earlier_than_the_last_act(at_work):
    at_work.directory_tells(an_interest(), date(2027, 3, 10))

    last = next(each for each in at_work.recorded if isinstance(each.fact, MediatorStoodDown))
    assert last.envelope.occurred_on == date(2027, 3, 19)


def test_an_interest_that_names_no_case_touches_every_open_mediation_of_that_officer(untouched):
    cases = ("ROT-7K3M-9QX", "ROT-AAAA-AAA", "ROT-BBBB-BBB", "ROT-CCCC-CCC")
    for case in cases:
        untouched.case = case
        untouched.opened().accepted()
        untouched.appoint().accepted()
    untouched.by(untouched.raiser, "DeclineMediation").accepted()
    untouched.directory_tells(an_interest())

    gone = [each.envelope.case for each in untouched.recorded if isinstance(each.fact, MediatorStoodDown)]
    assert gone == list(cases[:3])
    assert [fact.case for fact in untouched.facts(OfficeTaken)] == list(cases)


def test_an_interest_in_one_case_touches_that_case_alone(case):
    case.appoint().accepted()
    first, case.case = case.case, "ROT-AAAA-AAA"
    case.opened()
    case.appoint().accepted()
    came = case.directory_tells(an_interest(case_id=first))

    assert came.names == ["OfficeRechecked", "MediatorStoodDown"]
    assert case.load("mediation-ROT-AAAA-AAA").mediator.ref == WHO


MONEY = "money_in_the_matter"
TOUCHING = {
    "a tie of their own": (an_interest("trustee"), "conflict"),
    "their organisation is paid": (an_interest(MONEY, officer=None, org="var"), "conflict"),
    "a party pays their organisation": (an_interest(MONEY, officer=None, org="syfr", with_org="var"), "conflict"),
    "they are lent by a party": (lent_to("syfr"), "conflict"),
    "their employment ends": (RoleEnded(officer=WHO, office="mediator", org="var", ended_on=SINCE), "office_ended"),
}
NOT_IN_THE_WAY = {
    "a tie with somebody else": an_interest("trustee", with_org="rmbc"),
    "an interest that all have cleared": an_interest(cleared_by=("green-doorstep", "syfr")),
    "another office": lent_to("var"),
    "an employment that ends one day": RoleEnded(officer=WHO, office="mediator", org="var", ended_on=date(2027, 6, 1)),
}
OF_OTHERS = {
    "another officer's tie": an_interest("trustee", officer="officer-var-mediator-2"),
    "another officer's office": lent_to("syfr").model_copy(update={"officer": "officer-var-mediator-2"}),
    "money between others": an_interest(MONEY, officer=None, org="rmbc"),
    "an erased person": PersonalDataErased(person=WHO, ground="asked for"),
}


@pytest.mark.parametrize(("contract", "why"), TOUCHING.values(), ids=TOUCHING)
def test_whatever_touches_the_mediator_is_looked_at(case, contract, why):
    case.appoint().accepted()
    came = case.directory_tells(contract)

    assert came.one(OfficeRechecked).result == "stood_down"
    assert came.one(MediatorStoodDown).why == why
    assert came.one(OfficeRechecked).caused_by == type(contract).__name__


@pytest.mark.parametrize("contract", NOT_IN_THE_WAY.values(), ids=NOT_IN_THE_WAY)
def test_where_nothing_stands_in_the_way_that_too_is_on_record(case, contract):
    case.consented().appoint().accepted()
    came = case.directory_tells(contract)

    assert came.names == ["OfficeRechecked"] and came.one(OfficeRechecked).result == "clear"
    case.by_mediator("RecordSession", held_on=case.today).accepted()


@pytest.mark.parametrize("contract", OF_OTHERS.values(), ids=OF_OTHERS)
def test_what_touches_somebody_else_is_not_written_down(case, contract):
    case.appoint().accepted()

    assert case.directory_tells(contract).facts == ()


def test_what_was_known_at_the_appointment_or_was_heard_before_is_not_checked_again(case):
    contract = lent_to("var")
    message = told_by_directory(case.directory.position + 1, contract, case.today)
    case.directory.hear(message)
    case.appoint().accepted()
    assert case.receive(message).facts == ()

    case.directory_tells(contract)
    assert case.receive(message).facts == ()


def test_an_interest_that_some_have_cleared_is_flagged_until_the_others_do(case):
    case.consented().appoint().accepted()
    came = case.directory_tells(an_interest(case_id=case.case, cleared_by=("syfr",)))

    assert came.names == ["OfficeRechecked"]
    assert (came.facts[0].result, came.facts[0].why) == ("flagged", "interest_not_cleared")
    case.by_mediator("RecordSession", held_on=case.today).refused("NotNeutral", "ROT-G14")
    came = case.directory_tells(an_interest(case_id=case.case, cleared_by=("syfr", "green-doorstep")))
    assert came.one(OfficeRechecked).result == "clear"
    case.by_mediator("RecordSession", held_on=case.today).accepted()


def test_nobody_has_to_wait_for_the_clearing_another_may_be_named(case):
    case.appoint().accepted()
    case.directory_tells(an_interest(case_id=case.case, cleared_by=("syfr",)))
    case.appoint().refused("NotNeutral", "ROT-G14")
    came = case.appoint("officer-var-mediator-2").accepted()

    assert came.one(MediatorStoodDown).why == "conflict"
    assert not case.load(f"mediation-{case.case}").mediator.flagged


def test_what_every_party_cleared_a_party_that_joins_has_to_clear_too(case):
    case.appoint().accepted()
    case.directory_tells(an_interest(with_org=None, case_id=case.case, cleared_by=case.orgs))
    came = case.hear("intake", PartyAdded(org="rmbc", side="responding"), case.case)

    assert came.one(OfficeRechecked).result == "flagged"


def test_who_stood_down_may_be_appointed_again_once_every_party_has_cleared_it(case):
    case.appoint().accepted()
    case.directory_tells(an_interest(case_id=case.case))
    case.appoint().refused("NotNeutral", "ROT-G14")
    for cleared in (("syfr",), ("syfr", "green-doorstep")):
        case.directory_tells(an_interest(case_id=case.case, cleared_by=cleared))

    case.appoint().accepted()
    shown = case.ask("Case", Actor(organisation="var", office="mediator", officer=WHO), case=case.case)
    assert shown["mediator"] == {"org": "var", "flagged": False}


def test_a_tie_that_the_compact_does_not_let_them_waive_is_never_flagged(case):
    case.appoint().accepted()
    came = case.directory_tells(an_interest("volunteer", cleared_by=("syfr",)))

    assert came.one(OfficeRechecked).result == "stood_down"


def test_an_interest_beside_a_tie_that_nobody_can_clear_is_not_flagged(case):
    case.knows().appoint().accepted()
    case.directory.apply(an_interest("trustee"))
    came = case.directory_tells(an_interest(cleared_by=("syfr",)))

    assert (came.facts[0].result, came.facts[0].why) == ("stood_down", "serves_party")


def test_a_tie_that_began_on_a_day_known_before_lets_another_be_named(case):
    case.appoint().accepted()
    assert case.directory_tells(an_interest("volunteer", from_on=date(2027, 3, 29))).facts[0].result == "clear"
    case.appoint("officer-var-mediator-2", date(2027, 3, 25)).refused("MediatorInOffice")

    came = case.appoint("officer-var-mediator-2", date(2027, 3, 29)).accepted()
    assert (came.one(MediatorStoodDown).why, came.one(MediatorStoodDown).replaced) == ("conflict", True)


def test_where_the_office_ended_on_a_day_known_before_another_is_named(case):
    case.appoint().accepted()
    leaves = RoleEnded(officer=WHO, office="mediator", org="var", ended_on=date(2027, 3, 29))
    assert case.directory_tells(leaves).one(OfficeRechecked).result == "clear"
    case.appoint("officer-var-mediator-2", date(2027, 3, 25)).refused("MediatorInOffice")

    came = case.appoint("officer-var-mediator-2", date(2027, 3, 30)).accepted()
    assert came.one(MediatorStoodDown).why == "office_ended"


def test_a_party_that_joins_is_checked_against_the_mediator(untouched):
    untouched.knows(an_interest("trustee", with_org="rmbc")).opened()
    untouched.appoint().accepted()
    came = untouched.hear("intake", PartyAdded(org="rmbc", side="responding"), untouched.case)

    assert came.names == ["MediationPartiesChanged", "OfficeRechecked", "MediatorStoodDown"]
    assert came.one(OfficeRechecked).caused_by == "PartyAdded"


def test_a_flag_goes_with_the_party_that_had_not_cleared(untouched):
    untouched.opened(orgs=("green-doorstep", "syfr", "rmbc"))
    untouched.appoint().accepted()
    untouched.directory_tells(an_interest(cleared_by=("syfr", "green-doorstep")))
    came = untouched.hear("intake", PartyLeft(org="rmbc", side="responding", why="own_wish"), untouched.case)

    assert came.one(OfficeRechecked).result == "clear"


def test_after_the_end_nobody_is_checked_again(case):
    case.appoint().accepted()
    case.by(case.raiser, "DeclineMediation").accepted()

    assert case.directory_tells(an_interest()).facts == ()
