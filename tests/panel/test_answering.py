"""The answers (S22, D18): each party in its own time, and what they come to."""

from datetime import date

import pytest

from concord_panel.domain.answering import outcome_of
from concord_panel.domain.facts import RecommendationResponseRecorded as Response
from concord_panel.domain.state import Answer
from concord_shared.contracts import panel as told
from concord_shared.deadlines.facts import DeadlineMet, DeadlineSet
from concord_shared.packs.loading import builtin, load

MADE = date(2027, 9, 20)


@pytest.fixture
def waiting(case):
    """The recommendation is out and delivered to both."""
    case.recommended(MADE)
    for org in case.orgs:
        case.delivered(org, MADE).accepted()
    return case


def test_each_partys_period_starts_with_its_own_letter(case):
    case.recommended(MADE)
    first = case.delivered(case.raiser, MADE).one(DeadlineSet)
    second = case.delivered(case.respondent, date(2027, 9, 22)).one(DeadlineSet)

    assert (first.party, first.due_on) == (case.raiser, date(2027, 10, 18))
    assert (second.party, second.due_on) == (case.respondent, date(2027, 10, 20))


def test_a_letter_sent_twice_starts_nothing_anew(waiting):
    assert waiting.delivered(waiting.raiser, date(2027, 9, 28)).facts == ()


def test_another_letter_or_another_reader_starts_nothing(case):
    case.recommended(MADE)
    assert case.delivered(case.raiser, notice="stage_opened").facts == ()
    assert case.delivered("syp").facts == ()


def test_who_has_answered_before_the_letter_gets_no_period(case):
    case.recommended(MADE)
    case.answer(case.raiser, "accept").accepted()
    assert case.delivered(case.raiser).facts == ()


def test_all_accept_and_it_is_accepted(waiting):
    first = waiting.answer(waiting.raiser, "accept", date(2027, 9, 27)).accepted()
    assert first.one(Response).outcome is None
    assert first.one(DeadlineMet).party == waiting.raiser

    assert waiting.answer(waiting.respondent, "accept").one(Response).outcome == "accepted"


def test_s22_one_rejection_decides_it(waiting):
    waiting.answer(waiting.respondent, "accept", date(2027, 10, 1)).accepted()
    came = waiting.answer(waiting.raiser, "reject", date(2027, 10, 5)).accepted()

    assert came.one(Response).outcome == "rejected"
    told_of = [each for each in waiting.told() if isinstance(each, told.RecommendationResponseRecorded)]
    assert [(each.response, each.outcome) for each in told_of] == [("accept", None), ("reject", "rejected")]


def test_a_rejection_leaves_no_clock_running(waiting):
    waiting.answer(waiting.raiser, "reject").accepted()
    assert waiting.sweep(date(2028, 2, 1)).facts == ()
    waiting.answer(waiting.respondent, "accept").refused("StageNotOpen")


def test_changes_that_nobody_takes_up_count_as_rejected_once_all_have_answered(waiting):
    assert waiting.answer(waiting.raiser, "accept_with_changes").one(Response).outcome is None
    assert waiting.answer(waiting.respondent, "accept").one(Response).outcome == "rejected"


def test_changes_that_the_others_take_up_are_accepted(waiting):
    waiting.answer(waiting.raiser, "accept_with_changes").accepted()
    came = waiting.answer(waiting.respondent, "accept", takes_up=[waiting.raiser]).accepted()
    assert came.one(Response).outcome == "accepted"


def test_silence_at_the_end_of_a_partys_own_period_is_told_as_its_outcome(waiting):
    waiting.answer(waiting.respondent, "accept", date(2027, 10, 1)).accepted()
    came = waiting.sweep(date(2027, 10, 19))

    silent = came.one(Response)
    assert (silent.party, silent.response, silent.outcome) == (waiting.raiser, "silent", "silent")
    assert waiting.sweep(date(2028, 1, 1)).facts == ()
    dated = [each.envelope.occurred_on for each in waiting.recorded if isinstance(each.fact, Response)]
    assert dated[-1] == date(2027, 10, 19)


def test_two_silent_parties_are_decided_by_the_first(waiting):
    came = waiting.sweep(date(2027, 11, 1))
    assert came.names.count("RecommendationResponseRecorded") == 1


def test_nobody_who_was_not_written_to_can_be_silent(case):
    case.recommended(MADE)
    assert "RecommendationResponseRecorded" not in case.sweep(date(2028, 1, 1)).names


def test_an_answer_after_the_period_is_too_late(waiting):
    waiting.answer(waiting.raiser, "accept", date(2027, 10, 19)).refused("PeriodEnded")


def test_an_answer_other_than_yes_needs_a_reason(waiting):
    for response in ("reject", "accept_with_changes"):
        waiting.answer(waiting.raiser, response, reason=" ").refused("ReasonRequired", rule="ROT-G39")


def test_each_party_answers_once_and_for_itself(waiting):
    waiting.answer("syp", "accept").refused("NotAParty")
    waiting.answer(waiting.raiser, "accept", takes_up=["syp"]).refused("NotAParty")
    waiting.answer(waiting.raiser, "accept").accepted()
    waiting.answer(waiting.raiser, "reject").refused("AlreadyAnswered")


def test_there_is_no_command_that_imposes_a_recommendation(case):
    assert not {name for name in case.service.commands if "Impose" in name or "Enforce" in name}


A, B = "a", "b"
TABLE = [
    ({A: "accept", B: "accept"}, "accepted", "accepted"),
    ({A: "reject"}, "rejected", None),
    ({A: "reject", B: "accept"}, "rejected", "rejected"),
    ({A: "silent"}, "silent", None),
    ({A: "silent", B: "accept"}, "silent", "silent"),
    ({A: "silent", B: "reject"}, "rejected", "rejected"),
    ({A: "accept_with_changes", B: "accept"}, "rejected", "rejected"),
    ({A: "accept"}, None, None),
]


@pytest.mark.parametrize(("answers", "at_once", "at_the_end"), TABLE)
def test_what_answers_come_to_follows_the_packs_exits(pack, answers, at_once, at_the_end):
    given = {party: Answer(response) for party, response in answers.items()}
    darlington = load(builtin()["darlington"])
    stages = [next(stage for stage in each.stages if stage.type == "response") for each in (pack, darlington)]

    assert [outcome_of(stage, given, (A, B)) for stage in stages] == [at_once, at_the_end]
