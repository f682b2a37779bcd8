"""The one router: results of other services close and open stages, dated as they happened, or are set aside."""

from datetime import date

import pytest

from concord_intake.domain import facts
from concord_shared.contracts.mediation import MediationFailed, MediationSettled, MediatorAppointed
from concord_shared.contracts.panel import (
    InvestigationReportSubmitted,
    InvestigatorAppointed,
    MadeBy,
    Member,
    PanelRecommendation,
    RecommendationResponseRecorded,
    ReviewGroupConvened,
)

from .conftest import RAISER, RESPONDENT, actor

FAILED_ON = date(2027, 3, 18)


def failed(on=FAILED_ON):
    return MediationFailed(
        stage_id="mediation",
        reason="declined",
        stage_opened_on=on,
        ended_on=on,
        working_days_used=3,
        sessions=0,
    )


def reported():
    return InvestigationReportSubmitted(stage_id="investigation", parts_present=(), prior_recommendations="none")


def recommended():
    return PanelRecommendation(
        stage_id="review",
        recommendation_id="1",
        kind="final_resolution",
        addressed_to=(RAISER, RESPONDENT),
        made_by=MadeBy(body="ceo_group", member_orgs=("syp",), excluded_orgs=("rmbc",)),
        made_on=date(2027, 5, 4),
    )


def answered(outcome, stage="responses"):
    return RecommendationResponseRecorded(stage_id=stage, party=RAISER, response="accept", outcome=outcome)


def through_to_answers(intake):
    case = intake.formal(on=date(2027, 3, 15))
    intake.hear("mediation", failed(), case, FAILED_ON)
    intake.hear("panel", reported(), case, date(2027, 4, 14))
    intake.hear("panel", recommended(), case, date(2027, 5, 4))
    return case


def test_declined_mediation_opens_the_investigation_the_same_day_by_itself(intake):
    case = intake.formal(on=date(2027, 3, 15))
    intake.today = date(2027, 3, 22)

    came = intake.hear("mediation", failed(), case, FAILED_ON)

    assert came.names == ["StageClosed", "StageOpened"]
    assert came.one(facts.StageClosed) == facts.StageClosed(stage_id="mediation", outcome="failed")
    opened = came.one(facts.StageOpened)
    assert (opened.stage_type, opened.caused_by, opened.accepted_on) == (
        "investigation",
        "MediationFailed",
        date(2027, 3, 15),
    )
    assert {each.envelope.occurred_on for each in intake.recorded[-2:]} == {FAILED_ON}
    assert "declin" not in opened.model_dump_json()


def test_the_way_to_the_last_answer(intake):
    case = through_to_answers(intake)

    assert intake.load(f"case-{case}").stage.type == "response"
    assert intake.hear("panel", answered(None), case, date(2027, 5, 10)).names == []
    came = intake.hear("panel", answered("accepted"), case, date(2027, 5, 12))
    assert came.names == ["StageClosed", "CaseClosed", "DeadlineSet"]
    closed = came.one(facts.CaseClosed)
    assert (closed.reason, closed.at_stage, closed.closed_on) == ("accepted", "responses", date(2027, 5, 12))


@pytest.mark.parametrize(("outcome", "why"), [("rejected", "rejected"), ("silent", "silent")])
def test_a_recommendation_not_accepted_leaves_the_case_unresolved(intake, outcome, why):
    case = through_to_answers(intake)

    came = intake.hear("panel", answered(outcome), case, date(2027, 5, 12))

    assert came.names == ["StageClosed", "CaseUnresolved", "CaseClosed", "DeadlineSet"]
    assert came.one(facts.CaseUnresolved) == facts.CaseUnresolved(after_stage="responses", why=why)


def test_settled_mediation_closes_the_case(intake):
    case = intake.formal()
    settled = MediationSettled(confirmed_by=(RAISER, RESPONDENT), settled_on=date(2027, 3, 9))

    came = intake.hear("mediation", settled, case, date(2027, 3, 9))

    assert came.names == ["StageClosed", "CaseSettled", "CaseClosed", "DeadlineSet"]
    assert came.one(facts.CaseSettled).confirmed_by == (RAISER, RESPONDENT)


def test_a_result_after_a_settlement_is_set_aside(intake):
    case = intake.formal()
    intake.do("ReportSettlement", actor(RAISER), case, text="Agreed.")
    intake.do("ConfirmSettlement", actor(RESPONDENT), case)

    assert set_aside(intake, case) == "settled_first"


def test_a_result_after_a_withdrawal_is_set_aside(intake):
    case = intake.formal()
    intake.do("WithdrawCase", actor(RAISER), case)

    assert set_aside(intake, case) == "withdrawn_first"


def test_a_result_for_a_stage_that_is_not_open_is_set_aside(intake):
    case = intake.formal()
    intake.hear("mediation", failed(), case)

    assert set_aside(intake, case) == "stage_not_open"
    settled = MediationSettled(confirmed_by=(RAISER, RESPONDENT), settled_on=FAILED_ON)
    assert intake.hear("mediation", settled, case).names == ["ResultSetAside"]


def test_a_result_after_the_last_answer_is_set_aside(intake):
    case = through_to_answers(intake)
    intake.hear("panel", answered("accepted"), case)

    came = intake.hear("panel", answered("rejected"), case)
    assert came.one(facts.ResultSetAside).reason == "case_ended"


def test_a_result_of_a_case_that_nobody_raised_is_left_to_a_person(intake):
    with pytest.raises(LookupError):
        intake.hear("mediation", failed(), "ROT-0000-000")


def test_offices_held_before_go_with_every_further_stage(intake):
    case = intake.formal()
    appointed = MediatorAppointed(
        mediator_ref="officer-var-mediator", mediator_org="var", appointed_by="x", directory_position=1
    )
    investigator = InvestigatorAppointed(
        investigator_ref="officer-independent-1",
        investigator_org="review-associates",
        appointed_by="x",
        directory_position=1,
    )
    group = ReviewGroupConvened(
        body="x",
        kind="review",
        members=(Member(member_ref="officer-syp-chief", org="syp", sector="public"),),
        chair_office="chair",
        quorum=3,
        directory_position=1,
    )
    intake.hear("mediation", appointed, case)
    opened = intake.hear("mediation", failed(), case).one(facts.StageOpened)
    assert [held.office for held in opened.offices_held] == ["triage_advice", "mediator"]
    intake.hear("panel", investigator, case)
    intake.hear("panel", reported(), case)
    intake.hear("panel", group, case)
    opened = intake.hear("panel", recommended(), case).one(facts.StageOpened)
    assert [(held.office, held.officer) for held in opened.offices_held] == [
        ("triage_advice", "officer-var-advice"),
        ("mediator", "officer-var-mediator"),
        ("investigator", "officer-independent-1"),
        ("reviewer", "officer-syp-chief"),
    ]


def set_aside(intake, case):
    came = intake.hear("mediation", failed(), case)
    assert came.names == ["ResultSetAside"]
    aside = came.one(facts.ResultSetAside)
    assert (aside.result, aside.from_service) == ("MediationFailed", "mediation")
    return aside.reason
