"""While a case is suspended nobody acts here and no clock runs; then the rest of each period is left."""

from datetime import date

import pytest

from concord_panel.domain.facts_of_changes import PanelPaused, PanelResumed
from concord_shared.contracts.intake import CaseClosed, CaseResumed, CaseSuspended
from concord_shared.deadlines.facts import DeadlinePaused, DeadlineResumed, DeadlineSet
from concord_shared.envelope import Actor

OPENED = date(2027, 2, 8)
STOPPED, GOES_ON = date(2027, 2, 22), date(2027, 4, 6)


def suspend(case, on):
    return case.hear("intake", CaseSuspended(stage_id="investigation", why="outside_body_asks"), case.case, on)


def resume(case, on):
    return case.hear("intake", CaseResumed(why="outcome_reported"), case.case, on)


@pytest.fixture
def suspended(untouched):
    untouched.opened("investigation", OPENED)
    untouched.appoint(on=OPENED).accepted()
    suspend(untouched, STOPPED)
    return untouched


def test_half_of_the_period_is_used_and_half_is_left(untouched):
    untouched.opened("investigation", OPENED)
    untouched.appoint(on=OPENED).accepted()
    paused = suspend(untouched, STOPPED)
    assert paused.one(PanelPaused).why == "outside_body_asks"
    assert (paused.one(DeadlinePaused).used, paused.one(DeadlinePaused).left) == (10, 10)

    goes_on = resume(untouched, GOES_ON)
    assert goes_on.one(PanelResumed).why == "outcome_reported"
    assert goes_on.one(DeadlineResumed).new_due_on == date(2027, 4, 20)


def test_nothing_lapses_while_the_case_rests(suspended):
    assert suspended.sweep(date(2028, 1, 10)).facts == ()


EVERYTHING = [
    ("AppointInvestigator", {"officer": "officer-independent-1"}),
    ("StandDownInvestigator", {}),
    ("SubmitStatement", {"parts": {}}),
    ("SubmitEvidence", {"text": "A letter."}),
    ("SubmitReport", {"parts": {}, "prior_recommendations": "none"}),
    ("DelegateReview", {}),
    ("ConveneReview", {}),
    ("HearParty", {"party": "rmbc", "held_on": "2027-02-22"}),
    ("ReferReportBack", {"why": "Not whole."}),
    ("RecordFindings", {}),
    ("MakeRecommendation", {"text": "Talk."}),
    ("RespondToRecommendation", {"response": "accept"}),
    ("ExtendDeadline", {"deadline_id": "ROT-D02", "working_days": 2, "reason": "Ill."}),
    ("AgreeExtension", {"deadline_id": "ROT-D02"}),
]


@pytest.mark.parametrize(("command", "body"), EVERYTHING, ids=[name for name, _ in EVERYTHING])
def test_nobody_acts_while_the_case_rests(suspended, command, body):
    chief = Actor(organisation="syp", office="ceo_group")
    assert suspended.do(command, chief, suspended.case, **body).refused("CaseSuspended").facts == ()


def test_every_command_of_panel_is_refused_while_it_rests(untouched):
    generic = {"ProposeBackdatedEntry", "ConfirmBackdatedEntry"}
    assert {name for name, _ in EVERYTHING} == set(untouched.service.commands) - generic


def test_the_work_goes_on_where_it_stood(suspended):
    resume(suspended, GOES_ON)
    suspended.report(GOES_ON).accepted()


def test_a_period_that_begins_while_the_case_rests_stands_still_at_once(case):
    case.recommended()
    suspend(case, case.today)
    came = case.delivered(case.raiser)
    assert came.names == ["DeadlineSet", "DeadlinePaused"]
    due = came.one(DeadlineSet).due_on
    assert case.sweep(date(2027, 9, 1)).facts == ()
    assert resume(case, date(2027, 9, 1)).one(DeadlineResumed).new_due_on > due


def test_a_stage_that_opens_while_the_case_rests_stands_still_too(untouched):
    suspend(untouched, OPENED)
    came = untouched.opened("investigation", OPENED)
    assert came.names.count("DeadlineSet") == came.names.count("DeadlinePaused") == 2
    untouched.appoint().refused("CaseSuspended")


def test_the_same_news_twice_changes_nothing(suspended):
    assert suspend(suspended, STOPPED).facts == ()
    resume(suspended, GOES_ON)
    assert resume(suspended, GOES_ON).facts == ()


def test_a_case_that_ends_while_it_rests_leaves_no_clock(suspended):
    suspended.hear("intake", CaseClosed(reason="settled", opened_on=OPENED, closed_on=STOPPED), suspended.case)
    assert resume(suspended, GOES_ON).names == ["PanelResumed"]
    assert suspended.sweep(date(2028, 1, 10)).facts == ()
