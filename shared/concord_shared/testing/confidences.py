"""A journey on which everything personal is said that the base can be told: each text is a marker to search for."""

from functools import partial
from typing import Any

from concord_shared.testing.journey import ADMINISTRATOR, Journey

MEDIATOR, SECOND, INVESTIGATOR = "officer-var-mediator", "officer-var-mediator-2", "officer-independent-1"
M = {
    "raiser_name": "Zebulon Quagmire-Éclair",
    "raiser_reach": "zebulon.quagmire@wobblethorpe.example",
    "concern": "the treasurer Ffion Brackenthwaite was shouted at on Tuesday",
    "adjustment": "a hearing loop for Philomena Wetherbottom",
    "supplied_item": "the diary of Algernon Twelvetrees",
    "supplied": "her number is 07700 900461, ask after dark",
    "advice": "adviser Thaddeus Molesworthy thinks the notice was too short",
    "attempt": "tea at the house of Lavinia Gillingwater",
    "support": "a taxi for Rosalind Oakenshaw, who walks badly",
    "outside": "a letter of Cuthbert Nettleship to the ombudsman",
    "explanation": "our officer Peregrine Snodgrasse forgot the letter of March",
    "still_to_try": "a walk with Alderman Cuthbertson-Vane first",
    "settlement": "Green Doorstep gets the money that Wilhelmina Oxtoby promised",
    "objection": "the mediator once sold a horse to Barnaby Tillotson",
    "stood_down": "a hip operation of Euphemia Grindlewald",
    "terms": "rent falls by 17 percent if Lysander Pockthorpe says sorry",
    "evidence": "minutes kept by Hortensia Blatherwick of 14 Cobbler's Yard",
    "report_issue": "the meeting that Ignatius Plumtree left early",
    "report_detail": "a diary of Marmaduke Underhill, page 44",
    "returned": "Septimus Arkwright was never asked",
    "findings": "the notes of Clementine Drinkwater bear it out",
    "recommendation": "let Ottoline Fazackerley write to every trustee by hand",
    "answer": "our chair Bartholomew Yaxley-Snell will not sign that",
    "organisation_contact": "green.doorstep.secretary@tumbledown.example, 9 Pudding Lane",
    "officer_name": "Cassiopeia Wrigglesworth",
    "officer_contact": "cassiopeia.w@rattlebridge.example",
}
CLEAR = "keeper_of_the_boiler"


async def told_in_confidence(journey: Journey) -> tuple[str, str]:
    """The whole journey with everything said on the way that the base takes; the case and the raiser's id."""
    do, party, executive = journey.caller.do, journey.party, journey.executive
    await entered_in_the_directory(journey)
    adviser, raiser, respondent = f"var/{journey.offices.advice}", journey.raiser, journey.respondent
    case = await concern(journey, adviser)
    await do("intake.RequestInformation", adviser, case, missing=["since when"])
    await party("intake.SupplyInformation", raiser, case, supplied=[M["supplied_item"]], text=M["supplied"])
    await do("intake.AdviseCompactRelated", adviser, case, advice="yes", reasons=M["advice"])
    await party("intake.GiveExplanation", respondent, case, admits="partly", text=M["explanation"])
    today = journey.today.isoformat()
    attempt = {"held_on": today, "means": M["attempt"], "offices": [CLEAR], "result": "none"}
    await party("intake.RecordInformalAttempt", raiser, case, **attempt)
    await party("intake.RequestSupport", raiser, case, kind="adjustment", detail=M["support"])
    await party("intake.RecordExternalRemedy", raiser, case, kind=outside_route(journey), detail=M["outside"])
    await party("intake.DisputeExhausted", respondent, case, still_to_try=M["still_to_try"])
    await party("intake.ReportSettlement", raiser, case, text=M["settlement"])
    for org in (raiser, respondent):
        await journey.confirm(case, org)
    await mediated(journey, case)
    await investigated(journey, case)
    await executive("panel.RecordFindings", case, **findings(journey))
    await executive("panel.MakeRecommendation", case, text=M["recommendation"])
    await journey.soon(lambda: party("panel.RespondToRecommendation", raiser, case, response="accept"))
    await party("panel.RespondToRecommendation", respondent, case, response="reject", reason=M["answer"])
    return case, await raiser_of(journey, case)


def outside_route(journey: Journey) -> str:
    guard = journey.pack.guard_by("outside_route_open")
    return str(guard.params["kinds"][0]) if guard else "other"


async def entered_in_the_directory(journey: Journey) -> None:
    org = {"org": journey.raiser, "name": "Green Doorstep", "sector": "vcs", "kind": "community_group"}
    await journey.set_up()
    await journey.caller.do("directory.RegisterOrganisation", ADMINISTRATOR, **org, contact=M["organisation_contact"])
    role = {"officer": "officer-rmbc-chief", "office": "clerk", "org": "rmbc", "name": M["officer_name"]}
    await journey.caller.do("directory.AssignRole", ADMINISTRATOR, **role, contact=M["officer_contact"])


async def concern(journey: Journey, adviser: str) -> str:
    raised = await journey.soon(
        lambda: journey.caller.do(
            "intake.RaiseConcern",
            adviser,
            channel="phone_by_proxy",
            raiser_kind="organisation",
            raiser_org=journey.raiser,
            respondent_orgs=[journey.respondent],
            cited=["1.1"],
            text=M["concern"],
            raiser_name=M["raiser_name"],
            adjustments=[M["adjustment"]],
            reach=M["raiser_reach"],
        )
    )
    return str(raised["case"])


async def mediated(journey: Journey, case: str) -> None:
    """Consent, an objection, a mediator who stands down, a session, terms; then one side leaves."""
    party, do = journey.party, journey.caller.do
    for org in (journey.raiser, journey.respondent):
        await journey.soon(partial(party, "mediation.ConsentToMediation", org, case))
    manager, mediator = f"syp/{journey.offices.executive}", f"var/{journey.offices.mediator}"
    await journey.soon(lambda: do("mediation.AppointMediator", manager, case, officer=MEDIATOR))
    await party("mediation.ObjectToMediator", journey.respondent, case, reason=M["objection"])
    await do("mediation.StandDown", f"{mediator}/{MEDIATOR}", case, reason=M["stood_down"])
    await journey.soon(lambda: do("mediation.AppointMediator", manager, case, officer=SECOND))
    session = {"held_on": journey.today.isoformat(), "attending_sides": [journey.raiser, journey.respondent]}
    await do("mediation.RecordSession", f"{mediator}/{SECOND}", case, **session)
    await do("mediation.RecordTerms", f"{mediator}/{SECOND}", case, text=M["terms"])
    await party("mediation.DeclineMediation", journey.respondent, case)


async def investigated(journey: Journey, case: str) -> None:
    """Evidence, a report, sent back by the review, and a second report."""
    party, executive = journey.party, journey.executive
    investigator = f"review-associates/{journey.offices.investigator}"
    await journey.soon(lambda: executive("panel.AppointInvestigator", case, officer=INVESTIGATOR))
    await party("panel.SubmitEvidence", journey.raiser, case, text=M["evidence"])
    parts = dict.fromkeys(journey.pack.forms.report_parts, M["report_issue"])
    report = {"parts": {**parts, next(reversed(parts)): M["report_detail"]}, "prior_recommendations": "none"}
    await journey.caller.do("panel.SubmitReport", investigator, case, **report)
    await journey.soon(lambda: executive("panel.ConveneReview", case))
    await executive("panel.ReferReportBack", case, why=M["returned"])
    await journey.soon(lambda: journey.caller.do("panel.SubmitReport", investigator, case, **report))
    await journey.soon(lambda: executive("panel.ConveneReview", case))


def findings(journey: Journey) -> dict[str, Any]:
    heard = {journey.raiser: True, journey.respondent: True}
    found = {"is_breach": "partly", "fair_hearing": heard, "prior_recommendations_reasonable": "none"}
    return {**found, "answers": {"anything_else": M["findings"]}}


async def raiser_of(journey: Journey, case: str) -> str:
    history = await journey.caller.ask("intake.History", "system/auditor", case=case)
    return next(str(each["data"]["raiser_ref"]) for each in history["facts"] if each["name"] == "ConcernRaised")
