"""Each fact of a mediation as one sentence: without names of persons, without content, without blame."""

from concord_mediation.domain import facts as f
from concord_shared.deadlines.words import say_clock
from concord_shared.facts import Fact

REASONS = {
    "declined": "a party chose not to take part, as everyone may",
    "left": "a party chose to leave, as everyone may",
    "no_agreement": "no agreement was found",
    "consent_missing": "the period ended before every party had agreed to take part",
    "time_lapsed": "the period had ended and a party asked to go on",
}
STOOD_DOWN = {
    "own_wish": "at their own wish",
    "conflict": "because of an interest in the matter",
    "replaced": "and is replaced",
    "stage_ended": "as the stage has ended",
}


def say(fact: Fact) -> str:
    match fact:
        case f.MediationOpened():
            return f"Mediation opened between {', '.join(party.org for party in fact.parties)}."
        case f.MediationEnded():
            return f"Mediation ended from outside ({fact.why.replace('_', ' ')})."
        case f.MediationConsentGiven():
            return f"{fact.party} agreed to mediation."
        case f.MediationDeclined():
            return "A party declined mediation; it is free to, and no reason is needed."
        case f.MediatorAppointed():
            return f"A mediator from {fact.mediator_org} was appointed by {fact.appointed_by}."
        case f.AppointmentRejected():
            why = fact.why.replace("_", " ")
            who = f"A {fact.office} proposed from {fact.candidate_org}"
            return f"{who} was not appointed: {why} (rule {fact.rule})."
        case f.MediatorObjectedTo():
            return f"{fact.party} objected to the mediator."
        case f.MediatorStoodDown():
            return f"The mediator stood down {STOOD_DOWN.get(fact.why, '')}.".replace(" .", ".")
        case f.MediationSessionHeld():
            return f"A session was held on {fact.held_on:%d %B %Y} with {', '.join(fact.attending_sides)}."
        case f.MediationTermsRecorded():
            return "Terms were recorded for the parties to confirm."
        case f.MediationTermsConfirmed():
            return f"{fact.party} confirmed the terms."
        case f.MediationSettled():
            return "Every party confirmed the same terms: settled by mediation."
        case f.MediationFailed():
            days = f"{fact.working_days_used} working days"
            return f"Mediation ended without agreement after {days}: {REASONS.get(fact.reason, fact.reason)}."
        case _:
            return say_clock(fact)
