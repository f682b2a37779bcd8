"""A party's answer period begins with its own letter; where that does not arrive, somebody has to look (8.5)."""

from datetime import date

import pytest

from concord_panel.domain.facts import RecommendationResponseRecorded as Response
from concord_panel.domain.facts_of_changes import AnswerPeriodNotBegun
from concord_shared.contracts import panel as told
from concord_shared.contracts.intake import CaseResumed, CaseSuspended, PartyAdded, PartyLeft
from concord_shared.deadlines.facts import DeadlineSet
from concord_shared.envelope import Actor

MADE = date(2027, 9, 20)
DUE, TASK = date(2027, 9, 27), date(2027, 9, 28)


@pytest.fixture
def half(case):
    """The letter to the respondent arrived, that to the raiser did not."""
    case.recommended(MADE)
    case.delivered(case.respondent, MADE).accepted()
    return case


def test_five_working_days_without_a_letter_are_a_task_for_the_coordinator(half):
    assert half.sweep(DUE).facts == ()
    task = half.sweep(TASK).one(AnswerPeriodNotBegun)
    assert (task.party, task.deadline_id, task.notice_type) == (half.raiser, "ROT-D18", "recommendation")
    assert (task.waiting_since, task.after_working_days) == (MADE, 5)
    assert [each for each in half.told() if isinstance(each, told.AnswerPeriodNotBegun)]


def test_a_sweep_after_weeks_dates_the_task_as_a_daily_one_would(half):
    half.sweep(date(2027, 10, 15))
    (recorded,) = [each for each in half.recorded if isinstance(each.fact, AnswerPeriodNotBegun)]
    assert recorded.envelope.occurred_on == TASK


def test_the_task_comes_once_and_no_period_runs(half):
    half.sweep(TASK)
    half.answer(half.respondent, "accept", date(2027, 10, 1)).accepted()
    assert half.sweep(date(2028, 6, 1)).facts == ()
    auditor = Actor(organisation="system", office="auditor")
    assert half.ask("Case", auditor, case=half.case)["not_reached"] == [half.raiser]


def test_a_party_that_joins_later_gets_a_task_of_its_own(half):
    half.sweep(TASK)
    half.hear("intake", PartyAdded(org="trft", side="responding"), half.case, TASK)
    assert half.sweep(TASK).one(AnswerPeriodNotBegun).party == "trft"


def test_the_period_begins_with_the_letter_whenever_it_comes(half):
    half.sweep(TASK)
    assert half.delivered(half.raiser, date(2027, 10, 11)).one(DeadlineSet).due_on == date(2027, 11, 8)
    assert half.answer(half.respondent, "accept", date(2027, 10, 12)).one(Response).outcome is None
    assert half.sweep(date(2027, 11, 9)).one(Response).outcome == "silent"


def test_a_posted_letter_counts_from_two_working_days_after_posting(case):
    """Notify tells such a delivery dated so."""
    case.recommended(MADE)
    posted = case.calendar(case.in_force).after(MADE, 2).due_on
    assert case.delivered(case.raiser, posted).one(DeadlineSet).due_on == date(2027, 10, 20)


def test_who_answers_without_a_letter_needs_no_task(half):
    half.answer(half.raiser, "accept", date(2027, 9, 24)).accepted()
    assert half.sweep(TASK).facts == ()


def test_who_has_left_needs_no_letter(half):
    half.hear("intake", PartyLeft(org=half.raiser, side="raising", why="own_wish"), half.case)
    assert half.sweep(TASK).facts == ()


def test_while_the_case_rests_there_is_no_task(half):
    half.hear("intake", CaseSuspended(why="all_agree"), half.case, date(2027, 9, 22))
    assert half.sweep(date(2027, 10, 20)).facts == ()
    half.hear("intake", CaseResumed(why="asked_by_party"), half.case, date(2027, 10, 20))
    assert half.sweep(date(2027, 10, 21)).names == ["AnswerPeriodNotBegun"]


def test_an_answer_period_of_another_stage_waits_for_no_letter(case):
    case.reported()
    assert case.now_known.deliver_by is None
