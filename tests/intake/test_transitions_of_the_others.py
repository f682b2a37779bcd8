"""Transitions of Darlington (DT), Derby and Derbyshire (ET), Staffordshire and Stoke (FT) that intake makes
(handbook 2.2 to 2.4): from where, by which command or result of another service, what happens, to where."""

from datetime import date

import pytest

from concord_intake.domain import facts
from concord_shared.contracts.clock import DeadlineSet
from concord_shared.contracts.intake import NationalOutcomeRecorded
from concord_shared.contracts.mediation import MediationFailed, MediationSettled
from concord_shared.contracts.panel import AnswersCounted, MadeBy, PanelRecommendation, RecommendationResponseRecorded

from .compacts import (
    ATTEMPT,
    COORDINATOR,
    GROUP,
    LEAD,
    RAISING,
    RESPONDING,
    TODAY,
    TRIED,
    UNLINKED,
    UNSATISFIED,
    concern,
    first_look,
    in_talks,
    on_paper,
    received,
    tried,
)
from .conftest import actor
from .test_transitions_of_rotherham import CLOCKS

DAR, DER, STA = "darlington", "derbyshire", "staffordshire"
ACCEPTED = ["ConcernAccepted", "StageOpened"]
ADVISED = ["CompactRelatednessAdvised", *ACCEPTED]
FORMAL = ["FormalResolutionInvoked", "StageClosed", "StageOpened"]
ANSWERED = date(2027, 3, 1)
SCOPE = {"in_scope": ["timely"]}
ELSEWHERE = {"reason": "not_compact", "route": "The Council"}
BREACH = {"reason": "contract_breach", "route": "The contract's own procedure"}
CHAMPION = actor("allotments", "compact_champion")


def nothing(desk):
    return None


def unnamed(desk):
    return received(desk, cited=[])


def about_the_lead_body(desk):
    return received(desk, raiser_org="council", respondent_orgs=["evolution"])


def formal(desk):
    """In the stage that one party's wish opens."""
    case = tried(desk)
    command, body = WAYS[desk.in_force.id]
    desk.do(command, RESPONDING, case, **body).accepted()
    return case


WAYS = {
    DAR: ("ConfirmExhausted", TRIED),
    DER: ("ContactCriticalFriend", UNSATISFIED),
    STA: ("ContactWorkingGroup", {}),
}


def recommended(kind, stage="panel"):
    made_by = MadeBy(body="panel", member_orgs=("trust",), excluded_orgs=())
    known = {"recommendation_id": "1", "addressed_to": ("allotments", "council"), "made_by": made_by}
    return PanelRecommendation(stage_id=stage, kind=kind, made_on=ANSWERED, **known)


def answered(outcome):
    return RecommendationResponseRecorded(stage_id="responses", party="council", response="accept", outcome=outcome)


def failed(stage):
    ended = {"ended_on": ANSWERED, "working_days_used": 3, "sessions": 0}
    return MediationFailed(stage_id=stage, reason="no_agreement", stage_opened_on=TODAY, **ended)


SETTLED = MediationSettled(confirmed_by=("allotments", "council"), settled_on=ANSWERED)


def with_answers(kind):
    def answers(desk):
        case = formal(desk)
        if desk.in_force.id == DER:
            desk.hear("mediation", failed("critical_friend"), case, ANSWERED)
        stage = "partner_group" if desk.in_force.id == DER else "panel"
        desk.hear("panel", recommended(kind, stage), case, ANSWERED)
        return case

    return answers


DECIDED, PROPOSED, OFFERED = (with_answers(kind) for kind in ("arbitration", "proposed_resolution", "solution_offered"))


def with_partners(desk):
    case = formal(desk)
    desk.hear("mediation", failed("critical_friend"), case, ANSWERED)
    return case


def with_national(desk):
    case = DECIDED(desk)
    desk.do("ReferToNational", RAISING, case, body="compact_voice").accepted()
    return case


def without_solution(desk):
    case = formal(desk)
    desk.hear("panel", recommended("no_solution"), case, ANSWERED)
    return case


LETTER = {"letter": "Their letter of 1 March."}
COMMANDS = {
    "DT1": (DAR, nothing, "RaiseConcern", RAISING, None, ["ConcernRaised"], "received"),
    "DT2": (
        DAR,
        received,
        "AdviseCompactRelated",
        LEAD,
        {"advice": "yes", "reasons": "A."} | SCOPE,
        ADVISED,
        "champions",
    ),
    "DT2 elsewhere": (
        DAR,
        received,
        "AdviseCompactRelated",
        LEAD,
        {"advice": "no", "reasons": "A.", "reason": "in_house_policy_merits", "route": "Its own governance"},
        ["CompactRelatednessAdvised", "ConcernSignposted"],
        "signposted",
    ),
    "DT2 by an unlinked member": (
        DAR,
        about_the_lead_body,
        "AdviseCompactRelated",
        UNLINKED,
        {"advice": "yes", "reasons": "A."} | SCOPE,
        ADVISED,
        "champions",
    ),
    "DT3": (DAR, in_talks, "RecordInformalAttempt", CHAMPION, ATTEMPT, ["InformalAttemptRecorded"], "champions"),
    "DT4": (DAR, tried, "ConfirmExhausted", RESPONDING, TRIED, ["InformalExhaustionConfirmed", *FORMAL], "panel"),
    "DT9": (
        DAR,
        DECIDED,
        "ReferToNational",
        RAISING,
        {"body": "compact_voice"},
        ["NationalReferralMade", "StageClosed", "StageOpened"],
        "national",
    ),
    "DT10": (
        DAR,
        with_national,
        "RecordNationalOutcome",
        COORDINATOR,
        {"outcome": "followed", **LETTER},
        ["NationalOutcomeRecorded", "StageClosed", "CaseClosed"],
        "closed(accepted)",
    ),
    "DT10 not followed": (
        DAR,
        with_national,
        "RecordNationalOutcome",
        COORDINATOR,
        {"outcome": "not_followed", **LETTER},
        ["NationalOutcomeRecorded", "StageClosed", "CaseUnresolved", "CaseClosed"],
        "closed(unresolved)",
    ),
    "DT10 no such body": (
        DAR,
        with_national,
        "RecordNationalOutcome",
        COORDINATOR,
        {"outcome": "body_declined", **LETTER},
        ["NationalOutcomeRecorded", "StageClosed", "CaseUnresolved", "CaseClosed"],
        "closed(unresolved)",
    ),
    "DT11": (
        DAR,
        formal,
        "RecordExternalRemedy",
        RAISING,
        {"kind": "ombudsman"},
        ["ExternalRemedyRecorded", "CaseSuspended"],
        "panel",
    ),
    "ET1": (DER, nothing, "RaiseConcern", RAISING, None, ["ConcernRaised"], "received"),
    "ET2": (DER, received, "AcceptConcern", COORDINATOR, {}, ACCEPTED, "direct"),
    "ET2 elsewhere": (
        DER,
        received,
        "AcceptConcern",
        COORDINATOR,
        {"accept": "no"} | ELSEWHERE,
        ["ConcernSignposted"],
        "signposted",
    ),
    "ET3": (DER, in_talks, "RecordInformalAttempt", RAISING, ATTEMPT, ["InformalAttemptRecorded"], "direct"),
    "ET4": (
        DER,
        in_talks,
        "RecordExternalRemedy",
        RAISING,
        {"kind": "own_complaints_procedure"},
        ["ExternalRemedyRecorded"],
        "direct",
    ),
    "ET5": (DER, tried, "ContactCriticalFriend", RESPONDING, UNSATISFIED, FORMAL, "critical_friend"),
    "FT1": (STA, nothing, "RaiseConcern", RAISING, None, ["ConcernRaised"], "received"),
    "FT2": (STA, received, "AcceptConcern", GROUP, {"in_scope": ["compact_working_failed"]}, ACCEPTED, "informal"),
    "FT2 elsewhere": (
        STA,
        received,
        "AcceptConcern",
        GROUP,
        {"accept": "no"} | BREACH,
        ["ConcernSignposted"],
        "signposted",
    ),
    "FT3": (STA, in_talks, "RecordInformalAttempt", RAISING, ATTEMPT, ["InformalAttemptRecorded"], "informal"),
    "FT3 support": (STA, in_talks, "AskChampionSupport", RESPONDING, {}, ["SupportRequested"], "informal"),
    "FT4": (STA, in_talks, "ContactWorkingGroup", RAISING, {}, ["FirstContactRecorded", *FORMAL], "panel"),
    "FT12": (
        STA,
        without_solution,
        "RecordExternalRemedy",
        RAISING,
        {"kind": "legal_redress"},
        ["ExternalRemedyRecorded"],
        "further_mediation",
    ),
}


@pytest.mark.parametrize("transition", COMMANDS)
def test_a_command_makes_the_transition(transition):
    compact, come_to, command, by, body, names, to = COMMANDS[transition]
    desk = on_paper(compact)
    case = come_to(desk)

    came = desk.do(command, by, case, **(concern(desk) if body is None else body)).accepted()

    assert [name for name in came.names if name not in CLOCKS] == names
    assert standing(desk, came.answer["case"]) == to


NEXT = ["StageClosed", "StageOpened"]
UNRESOLVED = ["StageClosed", "CaseUnresolved", "CaseClosed"]
RESULTS = {
    "DT7": (DAR, formal, "panel", recommended("arbitration"), NEXT, "responses"),
    "DT8 all accept": (DAR, DECIDED, "panel", answered("accepted"), ["StageClosed", "CaseClosed"], "closed(accepted)"),
    "DT8 others are awaited": (DAR, DECIDED, "panel", answered(None), [], "responses"),
    "DT8 a rejection": (DAR, DECIDED, "panel", answered("rejected"), UNRESOLVED, "closed(unresolved)"),
    "DT8 when the last period ends": (
        DAR,
        DECIDED,
        "panel",
        AnswersCounted(stage_id="responses", outcome="rejected"),
        UNRESOLVED,
        "closed(unresolved)",
    ),
    "DT8 silence": (DAR, DECIDED, "panel", answered("silent"), UNRESOLVED, "closed(unresolved)"),
    "ET6": (DER, formal, "mediation", SETTLED, ["StageClosed", "CaseSettled", "CaseClosed"], "closed(settled)"),
    "ET7": (DER, formal, "mediation", failed("critical_friend"), NEXT, "partner_group"),
    "ET9": (DER, with_partners, "panel", recommended("proposed_resolution", "partner_group"), NEXT, "responses"),
    "ET10 all accept": (
        DER,
        PROPOSED,
        "panel",
        answered("accepted"),
        ["StageClosed", "CaseClosed"],
        "closed(accepted)",
    ),
    "ET10 a rejection": (DER, PROPOSED, "panel", answered("rejected"), UNRESOLVED, "closed(unresolved)"),
    "ET10 silence": (DER, PROPOSED, "panel", answered("silent"), UNRESOLVED, "closed(unresolved)"),
    "FT9 a solution": (STA, formal, "panel", recommended("solution_offered"), NEXT, "responses"),
    "FT9 no solution": (STA, formal, "panel", recommended("no_solution"), NEXT, "further_mediation"),
    "FT9a all accept": (STA, OFFERED, "panel", answered("accepted"), ["StageClosed", "CaseClosed"], "closed(accepted)"),
    "FT9a a rejection": (STA, OFFERED, "panel", answered("rejected"), NEXT, "further_mediation"),
    "FT9a silence": (STA, OFFERED, "panel", answered("silent"), NEXT, "further_mediation"),
    "FT11 settled": (
        STA,
        without_solution,
        "mediation",
        SETTLED,
        ["StageClosed", "CaseSettled", "CaseClosed"],
        "closed(settled)",
    ),
    "FT11 failed": (STA, without_solution, "mediation", failed("further_mediation"), UNRESOLVED, "closed(unresolved)"),
}


@pytest.mark.parametrize("transition", RESULTS)
def test_a_result_makes_the_transition(transition):
    compact, come_to, service, contract, names, to = RESULTS[transition]
    desk = on_paper(compact)
    case = come_to(desk)

    came = desk.hear(service, contract, case, ANSWERED)

    assert [name for name in came.names if name not in CLOCKS] == names
    assert standing(desk, case) == to


def standing(desk, case):
    state = desk.load(f"case-{case}")
    return f"closed({state.closed_for})" if state.closed_for else state.stage_id or state.known_as


EVERYWHERE = [
    (DAR, in_talks),
    (DAR, formal),
    (DAR, DECIDED),
    (DAR, with_national),
    (DER, in_talks),
    (DER, formal),
    (DER, with_partners),
    (DER, PROPOSED),
    (STA, in_talks),
    (STA, formal),
    (STA, OFFERED),
    (STA, without_solution),
]


@pytest.mark.parametrize(("compact", "come_to"), EVERYWHERE)
def test_at_any_stage_the_parties_may_settle_withdraw_or_go_outside(compact, come_to):
    """FT8 is one of these."""
    desk = on_paper(compact)
    settling, withdrawing, outside = (come_to(desk) for _ in range(3))

    desk.do("ReportSettlement", RAISING, settling, text="Paid.").accepted()
    settled = desk.do("ConfirmSettlement", RESPONDING, settling).accepted()
    assert settled.one(facts.CaseSettled).at_stage == settled.one(facts.StageClosed).stage_id
    desk.do("WithdrawCase", RAISING, withdrawing).accepted()
    desk.do("RecordExternalRemedy", RESPONDING, outside, kind="ombudsman").accepted()

    assert standing(desk, settling) == "closed(settled)"
    assert standing(desk, withdrawing) == "closed(withdrawn)"
    assert (desk.load(f"case-{outside}").suspended is not None) == (compact == DAR)


@pytest.mark.parametrize("compact", [DAR, DER, STA])
def test_before_any_stage_an_outside_route_is_recorded_and_nothing_stops(compact):
    desk = on_paper(compact)
    case = received(desk)

    came = desk.do("RecordExternalRemedy", RAISING, case, kind="ombudsman").accepted()
    assert came.names == ["ExternalRemedyRecorded"]
    desk.do("RecordExternalRemedy", RESPONDING, case, kind="ombudsman").refused("NotAParty")
    assert first_look(desk, case).accepted().one(facts.StageOpened)


def test_who_asked_for_the_stage_is_told_with_it_and_the_seat_that_it_would_like():
    desk = on_paper(DER)
    case = tried(desk)
    body = {**UNSATISFIED, "seat": {"area": "derby", "sector": "vcs"}}

    opened = desk.do("ContactCriticalFriend", RESPONDING, case, **body).accepted().one(facts.StageOpened)

    assert opened.asked.model_dump() == {"by_party": "council", "seat": {"area": "derby", "sector": "vcs"}}
    desk = on_paper(STA)
    came = desk.do("ContactWorkingGroup", RAISING, in_talks(desk)).accepted()
    assert came.one(facts.FirstContactRecorded) == facts.FirstContactRecorded(
        body="working_group", by_party="allotments"
    )
    assert came.one(facts.FormalResolutionInvoked).basis == "one_party"
    assert came.one(facts.StageOpened).asked.by_party == "allotments"


def test_the_coordinator_s_letter_of_a_national_body_is_kept_sealed():
    desk = on_paper(DAR)
    case = with_national(desk)

    came = desk.do("RecordNationalOutcome", COORDINATOR, case, outcome="body_declined", **LETTER).accepted()

    fact = came.one(facts.NationalOutcomeRecorded)
    assert (fact.body, fact.followed, fact.letter.kind) == ("compact_voice", None, "case")
    (told,) = [each for each in desk.told() if isinstance(each, NationalOutcomeRecorded)]
    assert set(told.model_dump()) == {"body", "outcome", "followed"}


def test_a_party_refers_it_until_the_end_of_its_own_period():
    desk = on_paper(DAR)
    case = DECIDED(desk)
    for party, due_on in (("allotments", date(2027, 3, 29)), ("council", date(2027, 3, 31))):
        period = {"deadline_id": "DAR-D03", "stage_id": "responses", "what": "answer", "calendar_version": "1"}
        desk.hear("panel", DeadlineSet(party=party, start_on=ANSWERED, due_on=due_on, **period), case, ANSWERED)
    body = {"body": "compact_voice"}

    desk.do("ReferToNational", RAISING, case, date(2027, 3, 30), **body).refused("ReferralTooLate", "DAR-G07")
    assert desk.do("ReferToNational", RESPONDING, case, date(2027, 3, 31), **body).accepted()
