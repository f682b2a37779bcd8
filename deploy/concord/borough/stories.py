"""The ways that cases of the borough go, from the first call to wherever they end."""

from collections.abc import Callable, Iterator
from typing import Any

from concord.borough.acts import (
    ADVISER,
    BOTH,
    COORDINATOR,
    HELPER,
    INVESTIGATOR,
    MANAGER,
    MEDIATOR,
    PARTS,
    Act,
    Cast,
    Story,
)

TERMS = "The other side writes to the group three months ahead, and both meet once in the meantime."


def raised(cast: Cast, **body: Any) -> Story:
    """By telephone, and acknowledged two days later."""
    told = {
        "channel": "phone_by_proxy",
        "raiser_kind": "representative",
        "raiser_org": cast.group,
        "represents": [cast.group],
        "raiser_name": cast.person,
        "reach": f"compact@{cast.group}.example",
        "respondent_orgs": [cast.other],
        "cited": [cast.commitment],
        "foi_notice_shown": True,
        "text": cast.about,
    }
    yield Act(0, ADVISER, "intake.RaiseConcern", {**told, **body}, opens=True)
    yield Act(2, ADVISER, "intake.AcknowledgeConcern")


def anonymous(cast: Cast) -> Story:
    told = {
        "channel": "phone_by_proxy",
        "raiser_kind": "anonymous",
        "respondent_orgs": [cast.other],
        "cited": [cast.commitment],
        "text": cast.about,
    }
    yield Act(0, ADVISER, "intake.RaiseConcern", told, opens=True)
    yield Act(1, ADVISER, "intake.AcknowledgeConcern", {"how": "impossible"})
    yield advised(3)


def advised(days: int) -> Act:
    return Act(days, ADVISER, "intake.AdviseCompactRelated", {"advice": "yes", "reasons": "It names a commitment."})


def accepted(cast: Cast) -> Story:
    yield from raised(cast)
    yield advised(5)
    yield Act(8, cast.raiser, "intake.RecordInformalAttempt", {"held_on": "$today", "means": "A call"})


def exhausted(cast: Cast) -> Story:
    yield from accepted(cast)
    met = {"held_on": "$today", "means": "A meeting", "result": "none"}
    yield Act(9, cast.respondent, "intake.RecordInformalAttempt", met)
    yield Act(6, cast.raiser, "intake.ConfirmExhausted", {"statements": BOTH})
    yield Act(4, cast.respondent, "intake.ConfirmExhausted", {"statements": BOTH})


def in_mediation(cast: Cast) -> Story:
    yield from exhausted(cast)
    yield Act(2, cast.raiser, "mediation.ConsentToMediation")
    yield Act(2, cast.respondent, "mediation.ConsentToMediation")
    yield Act(1, cast.chief, "mediation.AppointMediator", {"officer": HELPER})
    sides = [cast.group, cast.other]
    yield Act(7, MEDIATOR, "mediation.RecordSession", {"held_on": "$today", "attending_sides": sides})


def investigated(cast: Cast, days: int = 16) -> Story:
    """From the opening of the investigation to its report."""
    yield Act(3, cast.chief, "panel.AppointInvestigator", {"officer": "officer-independent-1"})
    yield Act(5, cast.raiser, "panel.SubmitEvidence", {"text": "Our letters, and the minutes of two meetings."})
    yield Act(2, cast.respondent, "panel.SubmitEvidence", {"text": "Our file on the decision."})
    parts = {part: f"What was found on {part.replace('_', ' ')}." for part in PARTS}
    yield Act(days, INVESTIGATOR, "panel.SubmitReport", {"parts": parts, "prior_recommendations": "none"})


def recommended(cast: Cast, breach: str = "partly") -> Story:
    yield Act(2, cast.chief, "panel.ConveneReview")
    for party in (cast.group, cast.other):
        yield Act(1, cast.chief, "panel.HearParty", {"party": party, "held_on": "$today"})
    findings = {"is_breach": breach, "fair_hearing": {cast.group: True, cast.other: True}}
    yield Act(3, cast.chief, "panel.RecordFindings", {**findings, "prior_recommendations_reasonable": "none"})
    yield Act(1, cast.chief, "panel.MakeRecommendation", {"text": "Agree a day by which groups are asked."})


def answers(cast: Cast, theirs: str) -> Story:
    yield Act(6, cast.raiser, "panel.RespondToRecommendation", {"response": "accept"})
    reason = {} if theirs == "accept" else {"reason": "We do not see how we could do this within the year."}
    yield Act(5, cast.respondent, "panel.RespondToRecommendation", {"response": theirs, **reason})


def settled_in_talks(cast: Cast) -> Story:
    yield from accepted(cast)
    why = {"admits": "partly", "text": "We were short of time and did not ask. We are sorry for that."}
    yield Act(6, cast.respondent, "intake.GiveExplanation", why)
    yield Act(5, cast.raiser, "intake.ReportSettlement", {"text": TERMS})
    yield Act(3, cast.respondent, "intake.ConfirmSettlement")


def sent_to_its_own_route(cast: Cast) -> Story:
    yield from raised(cast, raiser_kind="person", raiser_org=None, represents=[], cited=[])
    no = {"advice": "no", "reasons": "A complaint about a service.", "reason": "service_complaint"}
    yield Act(5, ADVISER, "intake.AdviseCompactRelated", {**no, "route": "Its own complaints procedure."})


def asked_for_more(cast: Cast) -> Story:
    yield from raised(cast)
    yield Act(2, ADVISER, "intake.RequestInformation", {"missing": ["Since when is this so?"]})
    yield Act(9, ADVISER, "intake.SupplyInformation", {"supplied": ["Since the spring."]})
    yield advised(2)


def waiting_for_a_member(cast: Cast) -> Story:
    yield from anonymous(cast)


def taken_up_later(cast: Cast) -> Story:
    yield from anonymous(cast)
    yield Act(9, cast.raiser, "intake.AdoptConcern", {"raiser_consents": True})
    yield Act(8, cast.raiser, "intake.ReportSettlement", {"text": TERMS})
    yield Act(2, cast.respondent, "intake.ConfirmSettlement")


def one_side_silent(cast: Cast) -> Story:
    """It rests in the talks: a confirmation is withheld, and nothing is deemed by that."""
    yield from accepted(cast)
    yield Act(9, cast.raiser, "intake.ConfirmExhausted", {"statements": BOTH})


def settled_in_mediation(cast: Cast) -> Story:
    yield from in_mediation(cast)
    yield Act(5, MEDIATOR, "mediation.RecordTerms", {"text": TERMS})
    for side in cast.sides:
        yield Act(1, side, "mediation.ConfirmTerms", {"text": TERMS})


def withdrawn(cast: Cast) -> Story:
    yield from in_mediation(cast)
    yield Act(3, cast.raiser, "intake.WithdrawCase", {"why": "The hall was found for us in another way."})


def whole_way_accepted(cast: Cast) -> Story:
    yield from exhausted(cast)
    yield Act(3, cast.respondent, "mediation.DeclineMediation")
    yield from investigated(cast)
    yield from recommended(cast)
    yield from answers(cast, "accept")


def whole_way_rejected(cast: Cast) -> Story:
    yield from in_mediation(cast)
    yield Act(6, MEDIATOR, "mediation.DeclareNoAgreement")
    yield from investigated(cast)
    yield from recommended(cast, "yes")
    yield from answers(cast, "reject")


def answered_by_silence(cast: Cast) -> Story:
    yield from exhausted(cast)
    yield Act(3, cast.raiser, "mediation.DeclineMediation")
    yield from investigated(cast, days=30)
    yield from recommended(cast, "no")
    yield Act(6, cast.raiser, "panel.RespondToRecommendation", {"response": "accept"})


def report_sent_back(cast: Cast) -> Story:
    yield from exhausted(cast)
    yield Act(2, cast.respondent, "mediation.DeclineMediation")
    yield from investigated(cast)
    yield Act(2, cast.chief, "panel.ConveneReview")
    yield Act(3, cast.chief, "panel.ReferReportBack", {"why": "The side of the group is not yet told."})
    parts = {part: f"What was found on {part.replace('_', ' ')}, told anew." for part in PARTS}
    yield Act(9, INVESTIGATOR, "panel.SubmitReport", {"parts": parts, "prior_recommendations": "none"})
    yield from recommended(cast)
    yield from answers(cast, "accept")


def settled_while_investigated(cast: Cast) -> Story:
    yield from exhausted(cast)
    yield Act(3, cast.respondent, "mediation.DeclineMediation")
    yield Act(3, cast.chief, "panel.AppointInvestigator", {"officer": "officer-independent-1"})
    yield Act(8, cast.respondent, "intake.ReportSettlement", {"text": TERMS})
    yield Act(2, cast.raiser, "intake.ConfirmSettlement")


def mediator_wanted(cast: Cast) -> Story:
    """Consents are in, but the first proposals cannot be."""
    yield from exhausted(cast)
    for side in cast.sides:
        yield Act(1, side, "mediation.ConsentToMediation")
    yield Act(1, MANAGER, "mediation.AppointMediator", {"officer": HELPER})
    yield Act(1, cast.chief, "mediation.AppointMediator", {"officer": "officer-var-untrained"})
    yield Act(3, cast.chief, "mediation.AppointMediator", {"officer": HELPER})
    yield Act(20, COORDINATOR, "mediation.DeclareLapsed", {"asked_by": cast.group})


STORIES: tuple[Callable[[Cast], Iterator[Act]], ...] = (
    settled_in_talks,
    whole_way_accepted,
    sent_to_its_own_route,
    settled_in_mediation,
    asked_for_more,
    one_side_silent,
    whole_way_rejected,
    taken_up_later,
    withdrawn,
    settled_in_talks,
    report_sent_back,
    waiting_for_a_member,
    mediator_wanted,
    settled_while_investigated,
    answered_by_silence,
    sent_to_its_own_route,
)
