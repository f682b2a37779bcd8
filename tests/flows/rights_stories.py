"""The stories in which every command has its turn: one case to its end, and others for what does not happen there."""

from typing import Any

from .rights_people import (
    COLLEGE,
    COMMISSIONER,
    INFORMATION,
    LEAD,
    LEARNING,
    OTHER_MEDIATOR,
    OTHER_VOLUNTEERS,
    SECRETARY,
)
from .rights_played import Played
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
    SECOND,
    STRANGER,
)

A = "the case"
OF_VAR = (ADVISER, COORDINATOR, MEDIATOR, SECOND)
REPORT = {"parts": {part: f"Reportmark on {part}." for part in PARTS}, "prior_recommendations": "none"}
EARLIER = "2027-01-04"
OTHER_STEPS: dict[str, dict[str, Any]] = {
    "ContactWorkingGroup": {},
    "ContactCriticalFriend": {},
    "ReferToNational": {"body": "a_body"},
    "RecordNationalOutcome": {"outcome": "followed", "letter": "Talkmark"},
}


async def whole_case(story: Played) -> None:
    person = {"raiser_kind": "person", "raiser_name": "Raisermark", "reach": "raisermark@example.example"}
    await story.raised(A, **person, raiser_org=None, text="Concernmark")
    await _triage(story)
    await _talks(story)
    await _mediator(story)
    await _sessions(story)
    await _look(story)
    await _review(story)
    await _answers(story)


async def _triage(story: Played) -> None:
    await story.step("intake.AcknowledgeConcern", ADVISER, case=A)
    await story.step("intake.RequestInformation", ADVISER, case=A, missing=["Since when?"])
    await story.step("intake.SupplyInformation", ADVISER, COORDINATOR, case=A, text="Since May.")
    await story.step("intake.CiteCommitments", ADVISER, COORDINATOR, case=A, cited=["9.3"])
    more = {"deadline_id": "ROT-D11", "working_days": 5, "reason": "A letter is awaited."}
    await story.step("intake.ExtendDeadline", ADVISER, case=A, **more)
    await story.refused_here("intake.AgreeExtension", A, deadline_id="ROT-D11")
    await story.refused_here("intake.AcceptConcern", A)
    await story.step("intake.AdviseCompactRelated", ADVISER, case=A, advice="yes", reasons="It names a commitment.")
    members = (STRANGER, RESPONDENT, LEAD, OTHER_MEDIATOR, LEARNING, INFORMATION, CHIEF, SECRETARY, *OF_VAR)
    await story.step("intake.AdoptConcern", RAISER, *members, case=A, raiser_consents=True)


async def _talks(story: Played) -> None:
    attempt = {"held_on": EARLIER, "means": "Talkmark", "result": "none"}
    await story.step("intake.RecordInformalAttempt", RAISER, RESPONDENT, case=A, **attempt)
    await story.step("intake.GiveExplanation", RESPONDENT, RAISER, case=A, admits="partly", text="Talkmark")
    dates = {"funding_decision_notified": EARLIER, "funding_expected_start": EARLIER, "departure_explained": "none"}
    await story.step("intake.EnterDateEvidence", RESPONDENT, RAISER, case=A, commitment="9.2", fields=dates)
    await story.step("intake.DisputeExhausted", RESPONDENT, RAISER, case=A, still_to_try="Talkmark")
    await _entered_by_two(story, "intake", RAISER, (RESPONDENT,), "RecordInformalAttempt", attempt)
    for command, body in OTHER_STEPS.items():
        await story.refused_here(f"intake.{command}", A, **body)
    await story.step("intake.ConfirmExhausted", RAISER, RESPONDENT, case=A, statements=BOTH)
    await story.step("intake.RetractConfirmation", RAISER, RESPONDENT, case=A)
    for each in (RAISER, RESPONDENT):
        await story.give("intake.ConfirmExhausted", each, A, statements=BOTH)


async def _entered_by_two(
    story: Played, service: str, by: str, others: tuple[str, ...], command: str, body: dict[str, Any]
) -> None:
    entry = {"command": command, "occurred_on": story.today, "reason": "It was forgotten.", "with": body}
    await story.play.later(1)
    proposed = await story.step(f"{service}.ProposeBackdatedEntry", by, *others, case=A, **entry)
    await story.step(f"{service}.ConfirmBackdatedEntry", COORDINATOR, case=A, proposal=proposed["proposal"])


async def _mediator(story: Played) -> None:
    await story.step("mediation.ConsentToMediation", RAISER, RESPONDENT, case=A)
    await story.give("mediation.ConsentToMediation", RESPONDENT, A)
    await story.step("mediation.AppointMediator", CHIEF, case=A, officer="officer-var-mediator-2")
    await story.step("mediation.StandDown", SECOND, case=A, reason="Termsmark")
    await story.give("mediation.AppointMediator", CHIEF, A, officer="officer-var-mediator")
    await story.step("mediation.ObjectToMediator", RAISER, RESPONDENT, case=A, reason="Termsmark")
    await story.step("mediation.KeepMediator", CHIEF, case=A)
    more = {"deadline_id": "ROT-D01", "working_days": 5, "reason": "Holidays."}
    await story.step("mediation.ExtendDeadline", RAISER, RESPONDENT, case=A, **more)
    await story.step("mediation.AgreeExtension", RESPONDENT, RAISER, case=A, deadline_id="ROT-D01")


ELSEWHERE: dict[str, dict[str, str]] = {
    "mediation.EngageCriticalFriend": {},
    "mediation.SupportFurtherMediation": {"means": "introduced"},
    "mediation.RecordOutsideResult": {"result": "settled"},
}
"""This Compact has neither critical friends nor mediation held elsewhere."""


async def _sessions(story: Played) -> None:
    held = {"held_on": story.today, "attending_sides": ["green-doorstep", "rmbc"]}
    for command, body in ELSEWHERE.items():
        await story.refused_here(command, A, **body)
    await story.step("mediation.RecordSession", MEDIATOR, case=A, **held)
    await story.step("mediation.RecordTerms", MEDIATOR, case=A, text="Termsmark")
    await story.step("mediation.ConfirmTerms", RAISER, RESPONDENT, case=A, text="Termsmark")
    item = {"text": "Termsmark of one", "to": "investigation"}
    proposed = await story.step("mediation.ProposeDisclosure", RAISER, RESPONDENT, MEDIATOR, case=A, **item)
    agreed = {"item_ref": proposed.get("item_ref") or await _item(story)}
    await story.step("mediation.AgreeDisclosure", RESPONDENT, RAISER, case=A, **agreed)
    await _entered_by_two(story, "mediation", MEDIATOR, (), "RecordTerms", {"text": "Termsmark anew"})
    await story.step("mediation.DeclineMediation", RESPONDENT, RAISER, case=A)


async def _item(story: Played) -> str:
    reply = await story.play.ask("mediation.Case", RAISER, case=story.cases[A])
    return str(reply["disclosures"][-1]["item_ref"])


async def _look(story: Played) -> None:
    await story.step("panel.AppointInvestigator", CHIEF, case=A, officer="officer-independent-1")
    more = {"deadline_id": "ROT-D02", "working_days": 5, "reason": "Holidays."}
    await story.step("panel.ExtendDeadline", CHIEF, case=A, **more)
    await story.step("panel.StandDownInvestigator", INVESTIGATOR, CHIEF, case=A)
    await story.give("panel.AppointInvestigator", CHIEF, A, officer="officer-independent-1")
    await story.step("panel.SubmitEvidence", RAISER, RESPONDENT, INVESTIGATOR, case=A, text="Evidencemark")
    await story.step("panel.SubmitReport", INVESTIGATOR, case=A, **REPORT)


async def _review(story: Played) -> None:
    await story.step("panel.ConveneReview", CHIEF, case=A)
    await story.refused_here("panel.SubmitStatement", A, parts={"issues": "Evidencemark"})
    await story.step("panel.ReferReportBack", CHIEF, case=A, why="Reportmark is short.")
    await story.give("panel.SubmitReport", INVESTIGATOR, A, **REPORT)
    await story.step("panel.HearParty", CHIEF, case=A, party="rmbc", held_on=story.today)
    await _entered_by_two(story, "panel", CHIEF, (), "HearParty", {"party": "green-doorstep", "held_on": story.today})
    found = {"is_breach": "partly", "prior_recommendations_reasonable": "none"}
    fair = {"green-doorstep": True, "rmbc": True}
    await story.step("panel.RecordFindings", CHIEF, case=A, fair_hearing=fair, **found)
    await story.step("panel.MakeRecommendation", CHIEF, case=A, text="Recommendmark")


async def _answers(story: Played) -> None:
    more = {"deadline_id": "ROT-D18", "party": "rmbc", "working_days": 5, "reason": "Answermark"}
    await story.give("panel.ExtendDeadline", RESPONDENT, A, **more)
    clock = {"deadline_id": "ROT-D18", "party": "rmbc"}
    await story.step("panel.AgreeExtension", RAISER, RESPONDENT, case=A, **clock)
    await story.give("panel.RespondToRecommendation", RAISER, A, response="accept")
    answer = {"response": "reject", "reason": "Answermark"}
    await story.step("panel.RespondToRecommendation", RESPONDENT, RAISER, case=A, **answer)
    lesson = {"text": "Lessonmark", "about": "process", "shareable": True}
    given = await story.step("intake.RecordLesson", RAISER, RESPONDENT, MEDIATOR, CHIEF, SECOND, case=A, **lesson)
    shared = {"lesson_id": given["lesson_id"], "text": "Talk before you write."}
    await story.step("intake.ShareLesson", LEARNING, COORDINATOR, **shared)
    await story.step("intake.AnswerSurvey", RAISER, RESPONDENT, ADVISER, COORDINATOR, case=A, fair=4, useful=5)


async def several_parties(story: Played) -> None:
    """Two on each side: waiting, splitting, merging, leaving, settling; beside a case between others."""
    both = {"raiser_kind": "representative", "represents": ["green-doorstep", "swallownest-lunch-club"]}
    await story.in_talks("of four", **both, respondent_orgs=["rmbc", "rotherham_ccg"])
    await _support(story)
    await _waiting(story)
    await _bundled(story)
    await story.step("intake.LeaveCase", OTHER_VOLUNTEERS, RAISER, case="of four")
    await story.give("intake.GiveExplanation", RESPONDENT, "of four", admits="not", text="Afterwards")
    parties = (RESPONDENT, COMMISSIONER)
    await story.step("intake.ReportSettlement", RAISER, *parties, case="of four", text="Three months of notice.")
    await story.step("intake.ConfirmSettlement", RESPONDENT, RAISER, case="of four")


async def _support(story: Played) -> None:
    need = {"kind": "adjustment", "detail": "Large print."}
    await story.step("intake.RequestSupport", RAISER, RESPONDENT, ADVISER, COORDINATOR, case="of four", **need)
    await story.step("intake.ProvideSupport", COORDINATOR, ADVISER, case="of four", kind="adjustment")
    await story.refused_here("intake.AskChampionSupport", "of four")
    outside = {"kind": "ombudsman", "detail": "A letter went there."}
    await story.step("intake.RecordExternalRemedy", RAISER, RESPONDENT, case="of four", **outside)


async def _waiting(story: Played) -> None:
    await story.step("intake.SuspendCase", COORDINATOR, RAISER, RESPONDENT, case="of four")
    await story.step("intake.AgreeSuspension", RAISER, RESPONDENT, case="of four")
    for each in (OTHER_VOLUNTEERS, RESPONDENT, COMMISSIONER):
        await story.give("intake.AgreeSuspension", each, "of four")
    await story.step("intake.ResumeCase", RAISER, RESPONDENT, case="of four", why="asked_by_party")


async def _bundled(story: Played) -> None:
    await story.step("intake.LinkCases", COORDINATOR, case="of four", other=story.cases["of others"])
    moved = ["swallownest-lunch-club", "rotherham_ccg"]
    await story.step("intake.SplitCase", COORDINATOR, case="of four", parties_moved=moved, reason="Two matters.")
    await story.step("intake.AgreeSplit", OTHER_VOLUNTEERS, case="of four")
    reply = await story.give("intake.AgreeSplit", COMMISSIONER, "of four")
    story.cases["part"] = reply["other_case"]
    merge = {"into": story.cases["of four"], "reason": "One matter after all."}
    await story.step("intake.MergeCases", COORDINATOR, case="part", **merge)
    await story.step("intake.AgreeMerge", OTHER_VOLUNTEERS, case="part")
    await story.give("intake.AgreeMerge", COMMISSIONER, "part")


async def advisers_own(story: Played) -> None:
    """Against the organisation that advises: its coordinator is replaced, its other offices are a party's."""
    await story.raised("of the adviser", RAISER, channel="web", respondent_orgs=["var"])
    advice = {"advice": "yes", "reasons": "It names a commitment."}
    await story.step("intake.AdviseCompactRelated", MANAGER, case="of the adviser", **advice)
    await story.step("intake.ObjectToCoordinator", RAISER, *OF_VAR, case="of the adviser", reason="They work there.")
    await story.step("intake.WithdrawCase", RAISER, case="of the adviser")


async def second_look(story: Played) -> None:
    await story.raised("sent elsewhere")
    no = {"advice": "no", "reasons": "A service.", "reason": "service_complaint", "route": "Its own procedure."}
    await story.give("intake.AdviseCompactRelated", ADVISER, "sent elsewhere", **no)
    ground = {"ground": "It is about being asked."}
    await story.step("intake.AskSecondLook", RAISER, ADVISER, COORDINATOR, case="sent elsewhere", **ground)


async def without_agreement(story: Played) -> None:
    """Three ways in which mediation ends, a review by the delegated group, and a case that goes quiet."""
    await story.past_talks("no mediator")
    await story.step("mediation.DeclareNoMediator", CHIEF, case="no mediator")
    await story.step("panel.DelegateReview", CHIEF, case="no mediator", members=["officer-syp-delegate"])
    await _mediated(story, "no agreement")
    await story.step("mediation.DeclareNoAgreement", MEDIATOR, case="no agreement")
    await _mediated(story, "too late")
    await story.in_talks("quiet")
    await story.play.later(45)
    await story.step("mediation.DeclareLapsed", COORDINATOR, case="too late", asked_by="green-doorstep")
    await story.play.later(120)
    await story.step("intake.CloseDormant", COORDINATOR, case="quiet")


async def of_others(story: Played) -> None:
    """A concern between others, raised by one of them; raising in the name of somebody else is not for everybody."""
    body = {"raiser_kind": "organisation", "raiser_org": "eastwood-youth", "respondent_orgs": ["rnn"]}
    said = {"channel": "web", "cited": ["9.2"], "text": "Foreignmark"}
    raised = await story.step("intake.RaiseConcern", STRANGER, ADVISER, COORDINATOR, "public/public", **body, **said)
    story.cases["of others"] = raised["case"]
    advice = {"advice": "yes", "reasons": "It names a commitment."}
    await story.give("intake.AdviseCompactRelated", ADVISER, "of others", **advice)
    await story.give("intake.GiveExplanation", COLLEGE, "of others", admits="not", text="Foreignmark")


async def _mediated(story: Played, name: str) -> None:
    await story.past_talks(name)
    for each in (RAISER, RESPONDENT):
        await story.give("mediation.ConsentToMediation", each, name)
    await story.give("mediation.AppointMediator", CHIEF, name, officer="officer-var-mediator")
