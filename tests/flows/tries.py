"""Every command of intake, mediation and panel as a walk may try it: where it is likely, and by whom."""

from typing import Any

from .walking import (
    ADVISER,
    BOTH,
    CHIEF,
    COORDINATOR,
    INVESTIGATOR,
    MANAGER,
    MEDIATOR,
    PARTS,
    RAISER,
    RESPONDENT,
    SIDES,
    STAGES,
    STRANGER,
    TERMS,
    Body,
    Try,
    fixed,
    held,
)

TALKS, HELP, LOOK, REVIEW, ANSWERS = STAGES
NEW = ("received",)


DATES: tuple[dict[str, Any], ...] = (
    {"commitment": "9.3", "fields": {"unsuccessful_applicant_feedback_sent": "none"}},
    {"commitment": "9.3", "fields": {"unsuccessful_applicant_feedback_sent": "soon"}},
    {"commitment": "1.1", "fields": {"anything": "2027-01-05"}},
)
ORGS, ROT_D11 = ("green-doorstep", "rmbc"), "ROT-D11"


def either(*bodies: dict[str, Any]) -> Body:
    """One of several bodies, by the number of the step."""
    return lambda walk: bodies[walk.steps % len(bodies)]


def more_time(service: str, places: tuple[str, ...], deadline: str, by: tuple[str, ...]) -> tuple[Try, ...]:
    asked = {"deadline_id": deadline, "working_days": 3, "reason": "Somebody is ill."}
    return (
        Try(f"{service}.ExtendDeadline", places, by, fixed(**asked), rare=0.6),
        Try(f"{service}.AgreeExtension", places, by, fixed(deadline_id=deadline), rare=0.6),
    )


def late(service: str, places: tuple[str, ...], by: tuple[str, ...], command: str, body: Any) -> tuple[Try, ...]:
    """What happened weeks ago is proposed by one officer; nobody knows the proposal that the other names."""
    entry = {"command": command, "occurred_on": "2027-01-05", "reason": "It was forgotten.", "with": body}
    return (
        Try(f"{service}.ProposeBackdatedEntry", places, by, fixed(**entry), rare=0.8),
        Try(f"{service}.ConfirmBackdatedEntry", places, (COORDINATOR,), fixed(proposal="unknown"), rare=0.9),
    )


INTAKE = (
    Try("intake.AcknowledgeConcern", NEW, (ADVISER,)),
    Try("intake.RequestInformation", NEW, (ADVISER,), fixed(missing=["Since when?"])),
    Try("intake.SupplyInformation", ("awaiting_information",), (RAISER, ADVISER), fixed(text="Since May.")),
    Try("intake.CiteCommitments", NEW, (ADVISER, RAISER), fixed(cited=["9.3"])),
    Try(
        "intake.AdviseCompactRelated",
        NEW,
        (ADVISER,),
        either(
            {"advice": "no", "reasons": "A service.", "reason": "service_complaint", "route": "Its own procedure."},
            *[{"advice": "yes", "reasons": "A commitment is named."}] * 7,
        ),
    ),
    Try("intake.AdoptConcern", ("accepted_unadopted",), (STRANGER,)),
    Try("intake.RecordInformalAttempt", (TALKS,), SIDES, held(means="meeting", result="none")),
    Try("intake.ConfirmExhausted", (TALKS,), SIDES, fixed(statements=BOTH)),
    Try("intake.DisputeExhausted", (TALKS,), SIDES, fixed(still_to_try="One more talk.")),
    Try("intake.RetractConfirmation", (TALKS,), SIDES),
    Try(
        "intake.GiveExplanation", STAGES, (RESPONDENT,), fixed(admits="partly", text="We were short of time."), rare=0.5
    ),
    Try("intake.EnterDateEvidence", STAGES, SIDES, either(*DATES), rare=0.7),
    Try("intake.ReportSettlement", STAGES, SIDES, fixed(text=TERMS), rare=0.8),
    Try("intake.ConfirmSettlement", STAGES, SIDES, rare=0.8),
    Try("intake.WithdrawCase", (*NEW, *STAGES), (RAISER,), rare=0.95),
    Try("intake.AskSecondLook", ("signposted",), (RAISER, ADVISER), fixed(ground="It is about being asked.")),
    Try("intake.LeaveCase", STAGES, SIDES, rare=0.9),
    Try("intake.RecordExternalRemedy", STAGES, (*SIDES, COORDINATOR), fixed(kind="ombudsman"), rare=0.8),
    Try("intake.SuspendCase", STAGES, (COORDINATOR,), either({"ground": "outside_body_asks"}, {}), rare=0.7),
    Try("intake.AgreeSuspension", STAGES, SIDES, rare=0.6),
    Try("intake.ResumeCase", STAGES, (COORDINATOR, *SIDES), fixed(why="outcome_reported"), rare=0.3),
    Try("intake.ObjectToCoordinator", STAGES, SIDES, fixed(reason="They work for the other side."), rare=0.9),
    Try("intake.CloseDormant", (TALKS,), (COORDINATOR,), rare=0.8),
    Try("intake.RequestSupport", STAGES, SIDES, fixed(kind="translator", detail="Somebody who signs."), rare=0.8),
    Try("intake.AskChampionSupport", STAGES, SIDES, rare=0.9),
    Try("intake.RecordLesson", ("closed",), (*SIDES, MEDIATOR, CHIEF), fixed(text="Ask early.", about="process")),
    Try("intake.ProvideSupport", STAGES, (COORDINATOR,), fixed(kind="translator"), rare=0.8),
    Try("intake.ShareLesson", ("closed",), (COORDINATOR,), fixed(lesson_id="unknown", text="Ask early.")),
    Try("intake.AnswerSurvey", ("closed",), SIDES, fixed(fair=4, clear=3)),
    Try("intake.SplitCase", STAGES, (COORDINATOR,), fixed(parties_moved=list(ORGS), reason="Two matters."), rare=0.9),
    Try("intake.AgreeSplit", STAGES, SIDES, rare=0.8),
    Try("intake.MergeCases", STAGES, (COORDINATOR,), fixed(into="ROT-7K3M-9QE", reason="The same."), rare=0.95),
    Try("intake.AgreeMerge", STAGES, SIDES, rare=0.95),
    Try("intake.LinkCases", STAGES, (COORDINATOR,), fixed(other="ROT-7K3M-9QE"), rare=0.95),
    *more_time("intake", STAGES, ROT_D11, (ADVISER,)),
    *late("intake", (TALKS,), SIDES, "RecordInformalAttempt", {"held_on": "2027-01-05", "means": "A call"}),
)
MEDIATION = (
    Try("mediation.ConsentToMediation", (HELP,), SIDES),
    Try("mediation.DeclineMediation", (HELP,), SIDES, rare=0.6),
    Try(
        "mediation.AppointMediator",
        (HELP,),
        (CHIEF, MANAGER),
        either({"officer": "officer-var-mediator"}, {"officer": "officer-var-untrained"}),
    ),
    Try("mediation.ObjectToMediator", (HELP,), SIDES, fixed(reason="We have met before.")),
    Try("mediation.StandDown", (HELP,), (MEDIATOR,)),
    Try("mediation.RecordSession", (HELP,), (MEDIATOR,), held(attending_sides=["green-doorstep", "rmbc"])),
    Try("mediation.RecordTerms", (HELP,), (MEDIATOR,), fixed(text=TERMS)),
    Try("mediation.ConfirmTerms", (HELP,), SIDES, fixed(text=TERMS)),
    Try("mediation.DeclareNoAgreement", (HELP,), (MEDIATOR,)),
    Try("mediation.DeclareLapsed", (HELP,), (COORDINATOR,), fixed(asked_by="green-doorstep")),
    Try("mediation.KeepMediator", (HELP,), (CHIEF,)),
    Try("mediation.DeclareNoMediator", (HELP,), (CHIEF,), rare=0.9),
    Try("mediation.ProposeDisclosure", (HELP,), (*SIDES, MEDIATOR), fixed(text="A date.", to="investigation")),
    Try("mediation.AgreeDisclosure", (HELP,), SIDES, fixed(item_ref="unknown")),
    *more_time("mediation", (HELP,), "ROT-D01", SIDES),
    *late("mediation", (HELP,), (MEDIATOR,), "RecordSession", {"held_on": "2027-01-05", "attending_sides": list(ORGS)}),
)
PANEL = (
    Try("panel.AppointInvestigator", (LOOK,), (CHIEF,), fixed(officer="officer-independent-1")),
    Try("panel.StandDownInvestigator", (LOOK,), (INVESTIGATOR, CHIEF)),
    Try("panel.SubmitEvidence", (LOOK,), SIDES, fixed(text="The letter of May.")),
    Try(
        "panel.SubmitReport",
        (LOOK,),
        (INVESTIGATOR,),
        fixed(prior_recommendations="none", parts={part: f"About {part}." for part in PARTS}),
    ),
    Try("panel.DelegateReview", (REVIEW,), (CHIEF,)),
    Try("panel.ConveneReview", (REVIEW,), (CHIEF,)),
    Try("panel.HearParty", (REVIEW,), (CHIEF,), held(party="rmbc")),
    Try("panel.ReferReportBack", (REVIEW,), (CHIEF,), fixed(why="A part of it is missing.")),
    Try(
        "panel.RecordFindings",
        (REVIEW,),
        (CHIEF,),
        fixed(
            is_breach="partly",
            fair_hearing={"green-doorstep": True, "rmbc": True},
            prior_recommendations_reasonable="none",
        ),
    ),
    Try("panel.MakeRecommendation", (REVIEW,), (CHIEF,), fixed(text="Agree a day to be asked by.")),
    Try(
        "panel.RespondToRecommendation",
        (ANSWERS,),
        SIDES,
        either({"response": "accept"}, {"response": "reject", "reason": "It asks too much."}),
    ),
    *more_time("panel", (LOOK,), "ROT-D02", (CHIEF,)),
    *late("panel", (REVIEW,), (CHIEF,), "HearParty", {"party": "rmbc", "held_on": "2027-01-05"}),
)
TRIES = (*INTAKE, *MEDIATION, *PANEL)
