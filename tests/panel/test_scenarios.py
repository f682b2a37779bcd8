"""The worked cases of the handbook as far as panel decides them: S05, S07, S09, S22, S25 (S08, S15 and S17 stand with
their subjects)."""

from datetime import date

import pytest

from concord_panel.domain.facts import (
    InvestigationReportSubmitted,
    InvestigatorStoodDown,
    PanelMemberExcluded,
    PanelRecommendation,
    ReviewerRefused,
    ReviewGroupConvened,
)
from concord_panel.domain.facts import RecommendationResponseRecorded as Response
from concord_panel.domain.facts_of_changes import PanelResultSetAside
from concord_shared.contracts.intake import CaseClosed, CaseSettled, ResultSetAside, SettlementReported
from concord_shared.deadlines.facts import DeadlineApproaching, DeadlineLapsed, DeadlineMet, DeadlineSet
from concord_shared.envelope import Actor
from concord_shared.parts import Refused

POLICE = ("green-doorstep", "syp")
MADE = date(2027, 9, 20)


def due(came):
    return {fact.deadline_id: fact.due_on for fact in came.facts if isinstance(fact, DeadlineSet)}


@pytest.fixture
def police(untouched):
    """S07: the Police are the respondent and hold one of eight seats; the report is in on 2027-02-22."""
    untouched.parties = POLICE
    untouched.respondent = "syp"
    untouched.opened("investigation", date(2027, 1, 25))
    untouched.appoint(org="trft", on=date(2027, 1, 26)).accepted()
    came = untouched.report(date(2027, 2, 22)).accepted()
    assert due(came) == {"ROT-D03": date(2027, 3, 8)}
    untouched.closed("investigation", "report_submitted")
    untouched.opened("review", date(2027, 2, 22))
    return untouched


def test_s07_1_the_police_are_left_out_when_the_group_is_convened(police):
    came = police.chief("ConveneReview", date(2027, 2, 24), org="trft").accepted()

    out = PanelMemberExcluded(org="syp", rule="ROT-G20", why="organisation_is_party")
    assert came.one(PanelMemberExcluded) == out
    assert (len(came.one(ReviewGroupConvened).members), came.one(ReviewGroupConvened).quorum) == (7, 3)


def test_s07_2_the_attempt_is_refused_and_on_record_and_the_police_still_see_their_copy(police):
    police.chief("ConveneReview", date(2027, 2, 24), org="trft").accepted()
    for command, body in (("RecordFindings", {}), ("MakeRecommendation", {"text": "No."})):
        came = police.chief(command, date(2027, 3, 1), org="syp", **body).refused("ReviewerExcluded", rule="ROT-G20")
        assert came.one(ReviewerRefused).what == command
    chief = Actor(organisation="syp", office="ceo_group", officer="officer-syp-chief")
    with pytest.raises(Refused):
        police.ask("Case", chief, case=police.case)
    party = Actor(organisation="syp", office="representative")
    assert police.ask("Case", party, case=police.case)["report"]["parts"]["issues"] == "About issues."
    police.findings(date(2027, 3, 1), org="trft").accepted()
    assert "ReviewFindingsRecorded" not in str(police.ask("History", party, case=police.case))


def test_s07_3_the_recommendation_says_who_took_part_and_who_was_left_out(police):
    police.chief("ConveneReview", date(2027, 2, 24), org="trft").accepted()
    police.findings(org="trft").accepted()
    made = police.recommend(date(2027, 3, 5), org="trft").accepted().one(PanelRecommendation)
    assert made.made_by.excluded_orgs == ("syp",) and len(made.made_by.member_orgs) == 7
    assert "officer-" not in made.made_by.model_dump_json()


def test_s09_a_late_investigation_is_warned_of_and_told_late_and_closes_nothing(untouched):
    case = untouched
    case.opened("investigation", date(2027, 5, 10))
    case.appoint().accepted()
    assert case.sweep(date(2027, 5, 31)).facts == ()
    case.sweep(date(2027, 6, 1)).one(DeadlineApproaching)
    assert case.sweep(date(2027, 6, 8)).facts == ()
    case.sweep(date(2027, 6, 9)).one(DeadlineLapsed)
    assert case.now_known.stage.id == "investigation"

    came = case.report(date(2027, 6, 15)).accepted()
    came.one(InvestigationReportSubmitted)
    assert (came.one(DeadlineMet).working_days_late, came.one(DeadlineMet).first_due_on) == (5, date(2027, 6, 8))
    assert due(came) == {"ROT-D03": date(2027, 6, 29)}


def test_s22_one_accepts_one_rejects_and_nobody_is_bound(case):
    case.recommended(MADE)
    days = [case.delivered(org, MADE).one(DeadlineSet).due_on for org in case.orgs]
    assert days == [date(2027, 10, 18)] * 2

    first = case.answer(case.respondent, "accept", date(2027, 10, 1)).accepted().one(Response)
    second = case.answer(case.raiser, "reject", date(2027, 10, 5), reason="It pays too little.").accepted()
    assert (first.outcome, second.one(Response).outcome) == (None, "rejected")
    assert case.now_known.stage is None and not case.facts(PanelRecommendation)[0].binding


def test_s22_4_no_command_imposes_the_recommendation(case):
    assert not [name for name in case.service.commands if any(word in name for word in ("Impose", "Enforce", "Order"))]
    case.convened().findings().accepted()
    case.recommend(binding=True).refused("BindingNotAllowed", rule="ROT-G22")


def test_s25_a_settlement_while_the_investigation_runs(untouched):
    case = untouched
    assert due(case.opened("investigation", date(2027, 11, 1)))["ROT-D02"] == date(2027, 11, 29)
    case.appoint(on=date(2027, 11, 2)).accepted()
    case.hear("intake", SettlementReported(party=case.raiser, settlement_ref="s-1"), case.case, date(2027, 11, 15))
    assert case.now_known.stage is not None

    settled = CaseSettled(at_stage="investigation", confirmed_by=case.orgs)
    came = case.hear("intake", settled, case.case, date(2027, 11, 17))
    assert came.names.count("DeadlineCancelled") == 1
    assert came.one(InvestigatorStoodDown).why == "stage_ended"
    assert not case.facts(InvestigationReportSubmitted)
    case.report(date(2027, 11, 18)).refused("StageNotOpen")
    assert case.sweep(date(2028, 1, 31)).facts == ()
    closed = CaseClosed(reason="settled", opened_on=date(2027, 11, 1), closed_on=date(2027, 11, 17))
    assert case.hear("intake", closed, case.case).facts == ()


def test_what_comes_too_late_is_refused_and_changes_nothing(case):
    case.recommended(MADE)
    for org in case.orgs:
        case.delivered(org, MADE)
    case.answer(case.raiser, "accept", date(2027, 10, 19)).refused("PeriodEnded")
    case.sweep(date(2027, 10, 19))
    assert case.answer(case.raiser, "accept", date(2027, 10, 20)).refused("StageNotOpen").facts == ()
    case.recommend(date(2027, 10, 20)).refused("StageNotOpen")
    case.report(date(2027, 10, 20)).refused("StageNotOpen")
    assert case.delivered(case.raiser, date(2027, 10, 21)).facts == ()


def test_a_result_that_intake_set_aside_is_known_here_with_its_reason(case):
    case.appoint().accepted()
    case.report().accepted()
    late = {"result": "InvestigationReportSubmitted", "result_event": "e1", "reason": "case_closed"}
    came = case.hear("intake", ResultSetAside(**late, from_service="panel"), case.case)
    assert came.one(PanelResultSetAside).reason == "case_closed"
    assert case.hear("intake", ResultSetAside(**late, from_service="mediation"), case.case).facts == ()
    party = Actor(organisation=case.raiser, office="representative")
    assert "came too late" in str(case.ask("History", party, case=case.case))
