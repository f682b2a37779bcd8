"""A case whose talks went quiet is closed only after sixty working days and two prompts without an answer."""

from datetime import date

from concord_intake.domain import facts

from .conftest import RAISER, RESPONDENT, actor

COORDINATOR = actor("var", "coordinator")
BEGAN, QUIET_60 = date(2027, 1, 4), date(2027, 3, 31)


def quiet(intake, until):
    case = intake.advised(on=BEGAN)
    intake.sweep(until)
    return case


def close(intake, case, by=COORDINATOR, on=None):
    return intake.do("CloseDormant", by, case, on)


def test_a_quiet_case_is_closed_as_dormant(intake):
    case = quiet(intake, QUIET_60)

    came = close(intake, case, on=QUIET_60).accepted()
    assert came.one(facts.StageClosed).outcome == "dormant"
    assert came.one(facts.CaseClosed).reason == "dormant"


def test_one_day_less_is_not_enough(intake):
    case = quiet(intake, date(2027, 3, 30))

    close(intake, case, on=date(2027, 3, 30)).refused("NotDormant", "ROT-G40")


def test_prompts_that_were_never_sent_do_not_count(intake):
    case = intake.advised(on=BEGAN)

    close(intake, case, on=QUIET_60).refused("NotDormant", "ROT-G40")


def test_whatever_a_party_does_begins_the_count_anew(intake):
    case = quiet(intake, date(2027, 3, 30))
    intake.do("GiveExplanation", actor(RESPONDENT), case, date(2027, 3, 30), admits="not", text="Because.").accepted()
    intake.sweep(QUIET_60)

    close(intake, case, on=QUIET_60).refused("NotDormant", "ROT-G40")


def test_only_the_coordinator_closes_it_and_only_in_the_talks(intake):
    case = quiet(intake, QUIET_60)

    close(intake, case, by=actor(RAISER)).refused("NotTheCoordinator", "ROT-G40")
    close(intake, intake.formal(on=QUIET_60)).refused("StageNotOpen")


def test_days_of_a_suspension_are_not_prompted(intake):
    case = intake.advised(on=BEGAN)
    intake.do("SuspendCase", actor(RAISER), case, BEGAN).accepted()
    intake.do("AgreeSuspension", actor(RESPONDENT), case, BEGAN).accepted()
    intake.sweep(QUIET_60)

    assert intake.load(f"case-{case}").prompted == ()
    close(intake, case).refused("CaseSuspended")
