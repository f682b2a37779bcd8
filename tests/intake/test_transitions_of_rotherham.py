"""Rotherham's transitions that intake makes (handbook 2.1.2): from where, by which command, what happens, to where."""

from datetime import date

import pytest

from .conftest import ADVISER, ANYBODY, BOTH, CONCERN, RAISER, RESPONDENT, actor
from .test_routing import answered, through_to_answers

NO = {"advice": "no", "reasons": "Named.", "reason": "not_compact", "route": "The Council"}
YES = {"advice": "yes", "reasons": "Named."}
CHIEF = actor("syp", "ceo_group")
UNNAMED = {"raiser_kind": "anonymous", "raiser_org": None, "raiser_name": None, "reach": None}
CLOCKS = ("DeadlineSet", "DeadlineMet", "DeadlineCancelled", "DeadlinePaused", "DeadlineResumed")


def nothing(intake):
    return None


def received(intake):
    return intake.raised()


def asked_for_more(intake):
    case = intake.raised()
    intake.do("RequestInformation", ADVISER, case, missing=["Since when?"]).accepted()
    return case


def signposted(intake):
    case = intake.raised()
    intake.advise(case, **NO).accepted()
    return case


def looked_at_again(intake):
    case = signposted(intake)
    intake.do("AskSecondLook", actor(RAISER), case, ground="The letter.").accepted()
    return case


def unadopted(intake):
    return intake.advised(**UNNAMED)


def in_talks(intake):
    return intake.advised()


def confirmed_by_one(intake):
    case = intake.advised()
    intake.confirm(case, RAISER).accepted()
    return case


def closed(intake):
    case = intake.advised()
    intake.do("WithdrawCase", actor(RAISER), case).accepted()
    return case


ATTEMPT = {"held_on": "2027-03-01", "means": "meeting", "result": "progress"}
TABLE = {
    "T01": (nothing, "RaiseConcern", ANYBODY, CONCERN, ["ConcernRaised"], "received"),
    "T02": (received, "AcknowledgeConcern", ADVISER, {}, ["ConcernAcknowledged"], "received"),
    "T03": (
        received,
        "RequestInformation",
        ADVISER,
        {"missing": ["Since when?"]},
        ["ConcernInformationRequested"],
        "awaiting_information",
    ),
    "T04": (asked_for_more, "SupplyInformation", actor(RAISER), {}, ["ConcernInformationSupplied"], "received"),
    "T05": (received, "CiteCommitments", actor(RAISER), {"cited": ["9.2"]}, ["CommitmentsCited"], "received"),
    "T06": (
        received,
        "AdviseCompactRelated",
        ADVISER,
        YES,
        ["CompactRelatednessAdvised", "ConcernAccepted", "StageOpened"],
        "informal",
    ),
    "T07": (
        received,
        "AdviseCompactRelated",
        ADVISER,
        NO,
        ["CompactRelatednessAdvised", "ConcernSignposted"],
        "signposted",
    ),
    "T08": (signposted, "AskSecondLook", actor(RAISER), {"ground": "A."}, ["SecondLookRequested"], "received"),
    "T08 then T06": (
        looked_at_again,
        "AdviseCompactRelated",
        CHIEF,
        YES,
        ["CompactRelatednessAdvised", "ConcernAccepted", "StageOpened"],
        "informal",
    ),
    "T08 then T07": (
        looked_at_again,
        "AdviseCompactRelated",
        CHIEF,
        NO,
        ["CompactRelatednessAdvised", "ConcernSignposted"],
        "signposted",
    ),
    "T09": (
        unadopted,
        "AdoptConcern",
        actor("eastwood-youth"),
        {},
        ["ConcernAdopted", "PartyAdded", "StageOpened"],
        "informal",
    ),
    "T10": (in_talks, "RecordInformalAttempt", actor(RAISER), ATTEMPT, ["InformalAttemptRecorded"], "informal"),
    "T11": (
        in_talks,
        "GiveExplanation",
        actor(RESPONDENT),
        {"admits": "fully", "text": "We forgot."},
        ["ExplanationGiven"],
        "informal",
    ),
    "T12": (
        in_talks,
        "ConfirmExhausted",
        actor(RAISER),
        {"statements": BOTH},
        ["InformalExhaustionConfirmed"],
        "informal",
    ),
    "T13": (
        in_talks,
        "DisputeExhausted",
        actor(RESPONDENT),
        {"still_to_try": "A walk."},
        ["InformalExhaustionDisputed"],
        "informal",
    ),
    "T14": (confirmed_by_one, "RetractConfirmation", actor(RAISER), {}, ["InformalExhaustionRetracted"], "informal"),
    "T15": (
        confirmed_by_one,
        "ConfirmExhausted",
        actor(RESPONDENT),
        {"statements": BOTH},
        ["InformalExhaustionConfirmed", "FormalResolutionInvoked", "StageClosed", "StageOpened"],
        "mediation",
    ),
    "T35": (
        closed,
        "RecordLesson",
        actor(RESPONDENT),
        {"text": "Talk sooner."},
        ["LessonRecorded", "LessonFiled"],
        "closed",
    ),
}


@pytest.mark.parametrize("transition", TABLE)
def test_a_command_makes_the_transition(intake, transition):
    come_to, command, by, body, names, to = TABLE[transition]
    case = come_to(intake)

    came = intake.do(command, by, case, **body).accepted()

    assert [name for name in came.names if name not in CLOCKS] == names
    state = intake.load(f"case-{came.answer['case']}")
    assert (state.stage_id or state.known_as) == to


@pytest.mark.parametrize(
    ("outcome", "reason", "names"),
    [
        ("accepted", "accepted", ["StageClosed", "CaseClosed"]),
        ("rejected", "unresolved", ["StageClosed", "CaseUnresolved", "CaseClosed"]),
        ("silent", "unresolved", ["StageClosed", "CaseUnresolved", "CaseClosed"]),
    ],
    ids=["T33", "T34 a rejection", "T34 silence"],
)
def test_the_answers_to_the_recommendation_close_the_case(intake, outcome, reason, names):
    case = through_to_answers(intake)

    came = intake.hear("panel", answered(outcome), case, date(2027, 5, 20))

    assert [name for name in came.names if name not in CLOCKS] == names
    assert intake.load(f"case-{case}").closed_for == reason
