"""The raiser asks once, in time, and the next office of the chain decides anew."""

from datetime import date

import pytest

from concord_intake.domain import facts
from concord_shared.contracts import intake as told
from concord_shared.contracts.directory import RoleAssigned, RoleEnded
from concord_shared.deadlines.facts import DeadlineMet, DeadlineSet
from concord_shared.parts import Refused

from .conftest import ADVISER, ANYBODY, RAISER, RESPONDENT, actor

MANAGER, CHIEF = actor("rmbc", "rtp_manager"), actor("syp", "ceo_group")
NO = {"advice": "no", "reason": "not_compact", "route": "The Council"}
ON = date(2027, 3, 1)


def signposted(intake, **raised):
    case = intake.raised(**raised)
    intake.advise(case, **NO).accepted()
    return case


def ask(intake, case, by=None, on=None):
    return intake.do("AskSecondLook", by or actor(RAISER), case, on, ground="The letter was overlooked.")


def test_the_concern_is_received_again_and_the_next_office_without_a_part_looks(intake):
    case = signposted(intake)

    came = ask(intake, case).accepted()

    asked = came.one(facts.SecondLookRequested)
    assert (asked.first_office, asked.first_officer) == ("advice_body", "officer-var-advice")
    assert asked.office == "ceo_group", "the manager works for the respondent"
    assert came.one(DeadlineMet).deadline_id == "ROT-D13"
    assert intake.load(f"case-{case}").phase == "received"
    assert next(each for each in intake.told() if isinstance(each, told.SecondLookRequested)).office == "ceo_group"


def test_the_manager_looks_again_where_the_council_has_no_part_in_it(intake):
    case = signposted(intake, respondent_orgs=["syp"])

    assert ask(intake, case).accepted().one(facts.SecondLookRequested).office == "rtp_manager"
    intake.advise(case).refused("NoAuthority", "ROT-G05")
    intake.advise(case, by=CHIEF).refused("AdviceBodyConflicted", "ROT-G05")
    intake.advise(case, by=actor("syfr", "ceo_group")).refused("NoAuthority", "ROT-G05")
    came = intake.advise(case, by=MANAGER).accepted()
    assert came.one(facts.StageOpened).offices_held == tuple(
        each.adviser for each in intake.facts(facts.CompactRelatednessAdvised)
    ), "whoever gave advice, the first or the second, is barred from later offices"


def test_whoever_gave_the_first_advice_does_not_look_again_in_another_office(intake):
    case = signposted(intake, respondent_orgs=["syp"])
    role = {"office": "rtp_manager", "org": "var", "employer_org": "var", "starts_on": date(2020, 1, 6)}
    intake.directory.apply(RoleAssigned(officer="officer-var-advice", **role))
    ask(intake, case).accepted()

    intake.advise(case, by=actor("var", "rtp_manager", "officer-var-advice")).refused("NoAuthority", "ROT-G05")


def test_an_office_that_only_the_first_adviser_holds_is_passed_over(intake):
    role = {"office": "rtp_manager", "org": "var", "employer_org": "var", "starts_on": date(2020, 1, 6)}
    intake.directory.apply(RoleAssigned(officer="officer-var-advice", **role))
    gone = {"officer": "officer-rmbc-manager", "office": "rtp_manager", "org": "rmbc", "ended_on": date(2021, 1, 4)}
    intake.directory.apply(RoleEnded(**gone))
    case = signposted(intake, respondent_orgs=["trft"])

    assert ask(intake, case).accepted().one(facts.SecondLookRequested).office == "ceo_group"
    assert intake.advise(case, by=CHIEF).accepted()


def test_where_the_last_office_gave_the_advice_another_officer_of_it_looks(intake):
    case = intake.raised(by=ANYBODY, respondent_orgs=["var", "rmbc"])
    intake.advise(case, by=actor("syfr", "ceo_group"), **NO).accepted()
    ask(intake, case).accepted()

    intake.advise(case, by=actor("syfr", "ceo_group")).refused("NoAuthority", "ROT-G05")
    assert intake.advise(case, by=CHIEF).accepted()


def test_it_is_asked_for_once_even_where_the_answer_is_no_again(intake):
    case = signposted(intake)
    ask(intake, case).accepted()

    ask(intake, case).refused("SecondLookUsed")
    came = intake.advise(case, by=CHIEF, **NO).accepted()
    assert not [each for each in came.facts if isinstance(each, DeadlineSet)], "the right is used: no time runs for it"
    ask(intake, case).refused("SecondLookUsed", "ROT-G35")


def test_it_is_asked_for_in_time(intake):
    late, just = signposted(intake, on=ON), signposted(intake, on=ON)

    assert ask(intake, just, on=date(2027, 3, 15)).accepted()
    ask(intake, late, on=date(2027, 3, 16)).refused("SecondLookTooLate", "ROT-G35")


def test_after_the_sweep_the_right_has_ended_too(intake):
    case = signposted(intake, on=ON)
    intake.sweep(date(2027, 3, 16))

    ask(intake, case).refused("SecondLookTooLate", "ROT-G35")


def test_only_the_raiser_asks_and_only_for_what_was_sent_elsewhere(intake):
    case = signposted(intake)

    ask(intake, case, by=actor(RESPONDENT)).refused("NoAuthority", "ROT-G35")
    assert ask(intake, case, by=ADVISER).accepted(), "an adviser records for whoever called"
    ask(intake, intake.raised()).refused("NotSignposted")
    ask(intake, intake.advised()).refused("NotSignposted")


def test_the_office_that_looks_again_may_read_it(intake):
    case = signposted(intake, respondent_orgs=["syp"])
    with pytest.raises(Refused):
        intake.ask("Case", MANAGER, case=case)
    assert not intake.ask("Cases", MANAGER)["cases"]
    ask(intake, case).accepted()

    assert intake.ask("Case", MANAGER, case=case)["state"] == "received"
    assert [line["case"] for line in intake.ask("Cases", MANAGER)["cases"]] == [case]
    assert intake.ask("Case", ADVISER, case=case)["state"] == "received"
