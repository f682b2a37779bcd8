"""Each fact of a mediation as one sentence: without names of persons, without content, without blame."""

from concord_mediation.domain import facts as f
from concord_mediation.read_side.words_of_office import said_day, say_office
from concord_shared.deadlines.words import say_clock
from concord_shared.facts import Fact
from concord_shared.running.beside import BesideTheCase
from concord_shared.running.words import say_beside

REASONS = {
    "declined": "a party chose not to take part, as everyone may",
    "left": "a party chose to leave, as everyone may",
    "no_agreement": "no agreement was found",
    "consent_missing": "the period ended before every party had agreed to take part",
    "time_lapsed": "the period had ended and a party asked to go on",
    "no_mediator": "no mediator was to be had",
}
PAUSED = {
    "all_agree": "every party agreed",
    "outside_body_asks": "an outside body asked for it",
    "outside_route": "somebody has gone to an outside body",
    "outcome_reported": "the outside body's answer is known",
    "asked_by_party": "a party asked for it",
}
OPENED = {
    "mediator": "Mediation",
    "critical_friend": "Talks with a critical friend",
    None: "Further mediation, to be held elsewhere,",
}
MEANS = {
    "mediators_named": "it named mediators",
    "introduced": "it introduced them to somebody who can help",
    "questions_answered": "it answered questions about what is to be had",
    "place_offered": "it offered a place to meet",
    "other": "in another way",
}
TO = {"investigation": "in the investigation", "review": "in the review", "public": "to anybody"}


def say(fact: Fact) -> str:
    match fact:
        case f.MediationOpened():
            return f"{OPENED[fact.helper]} opened between {', '.join(party.org for party in fact.parties)}."
        case f.MediationEnded():
            return f"Mediation ended from outside ({fact.why.replace('_', ' ')})."
        case f.MediationConsentGiven():
            return f"{fact.party} agreed to mediation."
        case f.MediationAgreedByAll():
            return "Every party has agreed to take part."
        case f.FurtherMediationSupported():
            return f"The panel of the case helps the parties to further mediation: {MEANS[fact.means]}."
        case f.OutsideResultRecorded(result="settled"):
            return f"{fact.party} says that all agreed elsewhere."
        case f.OutsideResultRecorded():
            return f"{fact.party} says that no agreement was found elsewhere."
        case f.MediationDeclined():
            return "A party declined mediation; it is free to, and no reason is needed."
        case f.MediationPaused():
            return f"Mediation is paused with the case ({PAUSED.get(fact.why, fact.why.replace('_', ' '))})."
        case f.MediationResumed():
            return f"Mediation goes on ({PAUSED.get(fact.why, fact.why.replace('_', ' '))})."
        case f.MediationPartiesChanged():
            return _parties_changed(fact)
        case f.MediationResultSetAside():
            return f"Its result came after the case had gone on, and changes nothing ({fact.reason.replace('_', ' ')})."
        case f.MediationSessionHeld():
            return f"A session was held on {said_day(fact.held_on)} with {', '.join(fact.attending_sides)}."
        case f.MediationTermsRecorded():
            return "Terms were recorded for the parties to confirm."
        case f.MediationTermsConfirmed():
            return f"{fact.party} confirmed the terms."
        case f.MediationSettled():
            return "Every party confirmed the same terms: settled by mediation."
        case f.MediationFailed():
            days = f"{fact.working_days_used} working days"
            return f"Mediation ended without agreement after {days}: {REASONS.get(fact.reason, fact.reason)}."
        case f.DisclosureProposed():
            by = fact.party or "the mediator"
            return f"It was proposed by {by} to show {_said(fact.item_ref)} {TO[fact.to]}."
        case f.DisclosureAgreed():
            return f"{fact.party} agreed to show {_said(fact.item_ref)} {TO[fact.to]}."
        case f.MediationDisclosureAgreed():
            return f"Every party agreed to show {_said(fact.item_ref)} {TO[fact.to]}; all else stays here."
        case BesideTheCase():
            return say_beside(fact)
        case _:
            return say_office(fact) or say_clock(fact)


def _parties_changed(fact: f.MediationPartiesChanged) -> str:
    now = f"The parties are now {', '.join(party.org for party in fact.parties)}."
    if fact.joined:
        return f"{', '.join(fact.joined)} joined. {now}"
    what = "went on in a case of their own" if fact.why == "split" else "left the case"
    return f"{', '.join(fact.left)} {what}. {now}"


def _said(item_ref: str) -> str:
    return f"'{item_ref}' of what was said here"
