"""A case waits where every party agrees, or an outside body asks; and goes on for a reason that is named."""

from datetime import date

import pytest

from concord_intake.domain import facts
from concord_shared.deadlines.facts import DeadlinePaused, DeadlineResumed

from .conftest import RAISER, RESPONDENT, actor
from .test_routing import FAILED_ON, failed

COORDINATOR = actor("var", "coordinator")
WENT = {"kind": "ombudsman"}


def suspended(intake, case, on=None):
    intake.do("SuspendCase", actor(RAISER), case, on).accepted()
    return intake.do("AgreeSuspension", actor(RESPONDENT), case, on).accepted()


def went_outside(intake, case, org=RAISER, on=None, **body):
    return intake.do("RecordExternalRemedy", actor(org), case, on, **{**WENT, **body})


def test_with_the_last_partys_own_agreement_the_case_waits_and_its_clocks_stop(intake):
    case = intake.advised()

    proposed = intake.do("SuspendCase", actor(RAISER), case, reason="Our officer is ill.").accepted()
    assert (proposed.names, proposed.facts[0].reason.clear) == (["SuspensionProposed"], "Our officer is ill.")
    came = intake.do("AgreeSuspension", actor(RESPONDENT), case).accepted()
    assert came.names == ["SuspensionAgreed", "CaseSuspended", "DeadlinePaused"]
    waits = came.one(facts.CaseSuspended)
    assert (waits.stage_id, waits.agreed_by, waits.why) == ("informal", (RAISER, RESPONDENT), "all_agree")
    assert came.one(DeadlinePaused).deadline_id == "ROT-D12"


def test_days_of_the_pause_do_not_count(intake):
    case = intake.advised(on=date(2027, 2, 1))
    suspended(intake, case, date(2027, 2, 8))

    assert not intake.sweep(date(2027, 3, 10)).facts
    came = intake.do("ResumeCase", actor(RAISER), case, date(2027, 3, 10), why="asked_by_party").accepted()
    resumed = came.one(DeadlineResumed)
    assert (resumed.used, resumed.left, resumed.new_due_on) == (5, 15, date(2027, 4, 2))


def test_every_clock_that_runs_stops(intake):
    case = intake.advised()
    intake.confirm(case, RAISER).accepted()
    intake.do("RetractConfirmation", actor(RAISER), case).accepted()
    suspended(intake, case)

    assert {each.status for each in intake.load(f"case-{case}").clocks.values() if each.is_open} == {"paused"}


def test_the_coordinator_proposes_and_every_party_agrees(intake):
    case = intake.advised()

    assert intake.do("SuspendCase", COORDINATOR, case).accepted().facts[0].party is None
    assert intake.do("AgreeSuspension", actor(RAISER), case).accepted().names == ["SuspensionAgreed"]
    intake.do("AgreeSuspension", actor(RAISER), case).refused("AlreadyAgreed")
    assert intake.do("AgreeSuspension", actor(RESPONDENT), case).accepted().one(facts.CaseSuspended)


def test_nobody_agrees_for_another_or_to_nothing(intake):
    case = intake.advised()
    proxy = actor("var", "advice_body", on_behalf_of=RESPONDENT)

    intake.do("AgreeSuspension", actor(RAISER), case).refused("AgreementOfAllRequired", "ROT-G32")
    intake.do("SuspendCase", actor("syp"), case).refused("NotTheCoordinator")
    intake.do("SuspendCase", actor(RAISER, on_behalf_of=RESPONDENT), case).refused("NoAuthority", "ROT-G32")
    intake.do("SuspendCase", actor(RAISER), case).accepted()
    intake.do("SuspendCase", actor(RESPONDENT), case).refused("AlreadyProposed")
    intake.do("AgreeSuspension", proxy, case).refused("NoAuthority", "ROT-G32")
    intake.do("AgreeSuspension", actor("syp"), case).refused("NotAParty", "ROT-G32")


WAITS = {
    "RecordInformalAttempt": {"held_on": "2027-02-01", "means": "meeting"},
    "ConfirmExhausted": {"statements": []},
    "DisputeExhausted": {"still_to_try": "A meeting."},
    "RetractConfirmation": {},
    "SuspendCase": {},
    "AgreeSuspension": {},
    "CloseDormant": {},
    "ExtendDeadline": {"deadline_id": "ROT-D12", "working_days": 5, "reason": "More time."},
    "AgreeExtension": {"deadline_id": "ROT-D12"},
}


@pytest.mark.parametrize("name", WAITS)
def test_while_it_waits_no_work_goes_on(intake, name):
    case = intake.advised()
    suspended(intake, case)

    intake.do(name, actor(RAISER), case, **WAITS[name]).refused("CaseSuspended")


def test_while_it_waits_the_parties_still_explain_and_settle(intake):
    case = intake.advised()
    suspended(intake, case)

    intake.do("GiveExplanation", actor(RESPONDENT), case, admits="not", text="Because.").accepted()
    went_outside(intake, case).accepted()
    intake.do("RequestSupport", actor(RAISER), case, kind="adjustment", detail="A ramp.").accepted()
    intake.do("ReportSettlement", actor(RAISER), case, text="Agreed.").accepted()
    assert intake.do("ConfirmSettlement", actor(RESPONDENT), case).accepted().one(facts.CaseSettled)
    assert intake.load(f"case-{case}").suspended is None


def test_while_it_waits_it_can_be_withdrawn(intake):
    case = intake.formal()
    suspended(intake, case)

    assert intake.do("WithdrawCase", actor(RAISER), case).accepted().one(facts.CaseWithdrawn)


def test_what_became_complete_while_it_waited_takes_effect_when_it_goes_on(intake):
    pair = (RAISER, "eastwood-youth")
    case = intake.advised(raiser_kind="representative", raiser_org=None, represents=pair)
    for org in (RAISER, RESPONDENT):
        intake.confirm(case, org).accepted()
    intake.do("SuspendCase", COORDINATOR, case).accepted()
    for org in (*pair, RESPONDENT):
        intake.do("AgreeSuspension", actor(org), case).accepted()
    assert intake.do("LeaveCase", actor("eastwood-youth"), case).accepted().names == ["PartyLeft"]

    came = intake.do("ResumeCase", actor(RAISER), case, why="asked_by_party").accepted()
    assert came.one(facts.StageOpened).caused_by == "FormalResolutionInvoked"


def test_going_outside_needs_nobodys_leave_and_the_case_goes_on(intake):
    case = intake.formal()

    came = went_outside(intake, case, detail="A complaint about delay.").accepted()
    recorded = came.one(facts.ExternalRemedyRecorded)
    assert (recorded.kind, recorded.by_party, recorded.effect) == ("ombudsman", RAISER, "record")
    assert came.names == ["ExternalRemedyRecorded"]


def test_the_coordinator_or_the_adviser_records_it_for_a_party(intake):
    case = intake.formal()

    intake.do("RecordExternalRemedy", COORDINATOR, case, **WENT).refused("NotAParty", "ROT-G34")
    intake.do("RecordExternalRemedy", COORDINATOR, case, **WENT, party="syp").refused("NotAParty", "ROT-G34")
    came = intake.do("RecordExternalRemedy", COORDINATOR, case, **WENT, party=RESPONDENT).accepted()
    assert came.facts[0].by_party == RESPONDENT
    proxy = actor("var", "advice_body", on_behalf_of=RAISER)
    assert intake.do("RecordExternalRemedy", proxy, case, **WENT).accepted().facts[0].by_party == RAISER
    intake.do("RecordExternalRemedy", actor("syp"), case, **WENT, party=RAISER).refused("NotAParty", "ROT-G34")


def test_the_kind_of_route_is_one_that_the_pack_has(intake):
    went_outside(intake, intake.formal(), kind="astrology").refused("RouteNotKnown", "ROT-G34")


def test_the_case_waits_where_the_outside_body_asks_for_it(intake):
    case = intake.formal()

    came = went_outside(intake, case, outside_body_asks=True).accepted()
    assert came.one(facts.CaseSuspended).why == "outside_body_asks"
    intake.do("ResumeCase", actor(RESPONDENT), case, why="asked_by_party").refused("NoAuthority", "ROT-G32")
    intake.do("ResumeCase", actor("syp"), case, why="outcome_reported").refused("NotTheCoordinator")
    assert intake.do("ResumeCase", actor(RAISER), case, why="asked_by_party").accepted().one(facts.CaseResumed)


def test_an_outside_body_may_ask_later_too(intake):
    case = intake.formal()
    asks = {"ground": "outside_body_asks"}

    intake.do("SuspendCase", COORDINATOR, case, **asks).refused("AgreementOfAllRequired", "ROT-G32")
    went_outside(intake, case).accepted()
    intake.do("SuspendCase", actor(RESPONDENT), case, **asks).refused("NoAuthority", "ROT-G32")
    assert intake.do("SuspendCase", COORDINATOR, case, **asks).accepted().one(facts.CaseSuspended)
    assert intake.do("ResumeCase", COORDINATOR, case, why="outcome_reported").accepted().one(facts.CaseResumed)


def test_a_case_goes_on_only_where_it_waits_and_for_a_reason(intake):
    case = intake.advised()

    intake.do("ResumeCase", actor(RAISER), case, why="asked_by_party").refused("NotSuspended")
    suspended(intake, case)
    for by in (actor(RAISER), COORDINATOR):
        intake.do("ResumeCase", by, case, why="outcome_reported").refused("NoOutsideRoute", "ROT-G32")
    intake.do("ResumeCase", COORDINATOR, case, why="asked_by_party").refused("NotAParty", "ROT-G32")
    assert intake.do("ResumeCase", actor(RESPONDENT), case, why="asked_by_party").accepted()


def test_a_result_that_comes_while_it_waits_still_moves_it_on_and_it_waits_there(intake):
    case = intake.formal(on=date(2027, 3, 15))
    suspended(intake, case, date(2027, 3, 18))

    assert intake.hear("mediation", failed(), case, FAILED_ON).one(facts.StageOpened).stage_type == "investigation"
    assert intake.load(f"case-{case}").suspended == "all_agree"
    resumed = intake.do("ResumeCase", actor(RAISER), case, why="asked_by_party").accepted()
    assert resumed.one(facts.CaseResumed).stage_id == "investigation"


def test_an_outcome_that_was_reported_is_not_reported_again(intake):
    case = intake.formal()
    went_outside(intake, case, outside_body_asks=True).accepted()
    intake.do("ResumeCase", actor(RESPONDENT), case, why="outcome_reported").accepted()
    suspended(intake, case)

    intake.do("ResumeCase", actor(RESPONDENT), case, why="outcome_reported").refused("NoOutsideRoute", "ROT-G32")
