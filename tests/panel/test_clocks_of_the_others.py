"""S18, S19, S21 and S22's like, panel's side: the clocks of the other Compacts, and answers until the last day."""

from datetime import date

import pytest

from concord_panel.domain import facts as f
from concord_shared.contracts import panel as told
from concord_shared.contracts.intake import CaseResumed, CaseSuspended, NationalReferralMade, StageClosed
from concord_shared.deadlines.facts import (
    DeadlineCancelled,
    DeadlineLapsed,
    DeadlineMet,
    DeadlinePaused,
    DeadlineResumed,
    DeadlineSet,
)

from .compacts import TODAY, before


def due(came):
    return {fact.deadline_id: fact.due_on for fact in came.facts if isinstance(fact, DeadlineSet)}


@pytest.mark.parametrize(
    ("contact", "ends"),
    [
        (date(2027, 1, 11), date(2027, 2, 22)),
        (date(2026, 11, 20), date(2027, 1, 4)),
        (date(2027, 2, 12), date(2027, 3, 30)),
        (date(2026, 11, 16), date(2026, 12, 29)),
    ],
)
def test_six_weeks_run_from_the_first_contact_and_roll_to_a_working_day(contact, ends):
    case = before("staffordshire", contact)
    assert due(case.contacted(contact)) == {"STA-D01": ends}
    assert due(case.begin(contact, asked_by="group")) == {}


def test_contact_with_somebody_else_starts_nothing():
    case = before("staffordshire")
    case.body = "compact_champion"
    assert case.contacted(TODAY).facts == ()


def test_the_six_weeks_lapse_and_nothing_closes():
    case = before("staffordshire", date(2027, 1, 11))
    case.contacted(date(2027, 1, 11))
    case.begin(date(2027, 1, 11))
    case.sweep(date(2027, 2, 22))
    lapsed = case.sweep(date(2027, 2, 23)).one(DeadlineLapsed)
    assert (lapsed.deadline_id, lapsed.do) == ("STA-D01", "flag_and_notify")
    assert case.now_known.stage is not None


def test_a_settlement_meets_the_six_weeks():
    case = before("staffordshire")
    case.contacted(TODAY)
    case.begin()
    came = case.hear("intake", StageClosed(stage_id="panel", outcome="settled"), case.case, date(2027, 2, 8))
    assert (came.one(DeadlineMet).deadline_id, came.one(DeadlineMet).by) == ("STA-D01", "CaseSettled")
    assert case.now_known.stage is None


def test_ten_of_twenty_days_are_used_before_the_pause_and_ten_are_left_after_it():
    case = before("darlington", date(2027, 2, 8))
    assert due(case.begin(date(2027, 2, 8))) == {"DAR-D02": date(2027, 3, 8)}
    gone = case.hear("intake", CaseSuspended(stage_id="panel", why="outside_route"), case.case, date(2027, 2, 22))
    assert (gone.one(DeadlinePaused).used, gone.one(DeadlinePaused).left) == (10, 10)
    case.convene("police", "charity", "fire").refused("CaseSuspended")
    case.chair("HearParty", party="group", held_on=TODAY).refused("CaseSuspended")
    assert case.sweep(date(2027, 4, 1)).facts == ()
    back = case.hear("intake", CaseResumed(stage_id="panel", why="outcome_reported"), case.case, date(2027, 4, 6))
    assert (back.one(DeadlineResumed).left, back.one(DeadlineResumed).new_due_on) == (10, date(2027, 4, 20))
    case.convene("police", "charity", "fire").accepted()


def test_derbyshire_has_ten_days_to_convene_and_twenty_from_then_on():
    case = before("derbyshire", date(2027, 4, 1))
    assert due(case.begin(date(2027, 4, 1))) == {"DER-D03": date(2027, 4, 15)}
    came = case.convene("police", "charity", "fire", on=date(2027, 4, 13)).accepted()
    assert (came.one(DeadlineMet).deadline_id, due(came)) == ("DER-D03", {"DER-D04": date(2027, 5, 12)})
    more = case.by("police", "ExtendDeadline", office=case.body, deadline_id="DER-D04", working_days=5, reason="Ill.")
    more.accepted()


@pytest.fixture
def answering():
    """(compact) -> both letters delivered on 1 February; answers are due on 1 March."""

    def answering(compact):
        case = before(compact)
        case.contacted(TODAY)
        case.begin()
        return case.answers_open()

    return answering


RULES = {"darlington": "DAR-G17", "derbyshire": "DER-G18", "staffordshire": "STA-G18"}


@pytest.mark.parametrize("compact", RULES)
def test_each_answers_for_itself_with_a_reason_unless_it_accepts(answering, compact):
    case = answering(compact)
    case.by("group", "RespondToRecommendation", response="reject").refused("ReasonRequired", RULES[compact])
    case.by("fire", "RespondToRecommendation", response="accept").refused("NotAParty")
    case.answer("group", "accept").accepted()
    case.by("group", "RespondToRecommendation", response="accept").refused("AlreadyAnswered")
    assert case.answer("council", "accept").accepted().one(f.RecommendationResponseRecorded).outcome == "accepted"


@pytest.mark.parametrize("compact", ["derbyshire", "staffordshire"])
def test_a_rejection_decides_at_once(answering, compact):
    assert answering(compact).answer("group", "reject").one(f.RecommendationResponseRecorded).outcome == "rejected"


@pytest.mark.parametrize("compact", ["derbyshire", "staffordshire"])
def test_silence_decides_when_that_party_s_own_period_ends(answering, compact):
    case = answering(compact)
    case.answer("group", "accept").accepted()
    case.sweep(date(2027, 3, 1))
    silent = case.sweep(date(2027, 3, 2)).one(f.RecommendationResponseRecorded)
    assert (silent.party, silent.response, silent.outcome) == ("council", "silent", "silent")


def test_darlington_waits_for_the_last_period_even_where_all_have_answered(answering):
    case = answering("darlington")
    case.answer("group", "reject", date(2027, 2, 8)).accepted()
    came = case.answer("council", "accept", date(2027, 2, 9)).accepted().one(f.RecommendationResponseRecorded)
    assert (came.outcome, came.counts_on) == (None, date(2027, 3, 2))
    assert case.sweep(date(2027, 3, 1)).facts == ()
    counted = case.sweep(date(2027, 3, 2))
    assert counted.one(f.AnswersCounted).outcome == "rejected"
    assert case.told()[-1] == told.AnswersCounted(stage_id="responses", outcome="rejected")
    assert (case.now_known.stage, case.due()) == (None, [])


def test_darlington_counts_a_silent_party_with_the_last_period(answering):
    case = answering("darlington")
    case.answer("group", "reject", date(2027, 2, 8)).accepted()
    came = case.sweep(date(2027, 3, 2))
    assert (came.one(f.RecommendationResponseRecorded).outcome, came.names.count("AnswersCounted")) == ("rejected", 0)


def test_darlington_is_decided_at_once_where_all_accept(answering):
    case = answering("darlington")
    case.answer("group", "accept").accepted()
    assert case.answer("council", "accept").one(f.RecommendationResponseRecorded).outcome == "accepted"


def test_a_pause_holds_the_count_back(answering):
    case = answering("darlington")
    for org, answer in (("group", "reject"), ("council", "accept")):
        case.answer(org, answer, date(2027, 2, 8)).accepted()
    case.hear("intake", CaseSuspended(stage_id="responses", why="outside_route"), case.case, date(2027, 2, 22))
    assert case.sweep(date(2027, 3, 5)).facts == ()
    case.hear("intake", CaseResumed(stage_id="responses", why="outcome_reported"), case.case, date(2027, 4, 6))
    assert case.sweep(date(2027, 4, 6)).one(f.AnswersCounted).outcome == "rejected"


def test_more_time_for_a_silent_party_takes_the_count_back(answering):
    case = answering("darlington")
    case.delivered("council", date(2027, 2, 1))
    case.answer("council", "reject", date(2027, 2, 8)).accepted()
    more = {"deadline_id": "DAR-D03", "party": "group", "working_days": 10, "reason": "Ill."}
    case.by("group", "ExtendDeadline", date(2027, 2, 10), **more).accepted()
    clock = {"deadline_id": "DAR-D03", "party": "group"}
    case.by("group", "AgreeExtension", date(2027, 2, 10), **clock).refused("AlreadyAgreed")
    case.by("council", "AgreeExtension", date(2027, 2, 10), **clock).accepted()
    came = case.answer("group", "accept", date(2027, 3, 3)).accepted().one(f.RecommendationResponseRecorded)
    assert came.counts_on == date(2027, 3, 16)


def test_going_to_a_national_body_is_the_answer_of_the_party_that_goes(answering):
    case = answering("darlington")
    came = case.hear("intake", NationalReferralMade(body="a_body", by_party="group"), case.case, date(2027, 2, 20))
    assert (came.one(DeadlineMet).party, came.one(DeadlineMet).by) == ("group", "NationalReferralMade")
    closed = case.closed("responses", "national_requested", date(2027, 2, 20))
    assert closed.one(DeadlineCancelled).party == "council"


def test_a_national_referral_at_another_time_changes_nothing():
    case = before("darlington")
    case.begin()
    assert case.hear("intake", NationalReferralMade(body="a_body", by_party="group"), case.case).facts == ()
