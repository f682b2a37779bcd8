"""Facts about who mediates, each as one sentence: without names of persons, without content, without blame."""

from datetime import date

from concord_mediation.domain import facts as f
from concord_shared.facts import Fact

STOOD_DOWN = {
    "own_wish": "at their own wish",
    "conflict": "because of an interest in the matter",
    "office_ended": "as their office or employment ended",
    "replaced": "and is replaced",
    "stage_ended": "as the stage has ended",
}
RECHECKED = {
    "clear": "nothing stands in the way",
    "flagged": "some parties have cleared an interest; until the others do, no session is held",
    "stood_down": "the mediator cannot go on",
}
HEARD = {
    "InterestDeclared": "an interest was declared",
    "RoleAssigned": "an office was given",
    "RoleEnded": "an office ended",
    "PartyAdded": "a party was added",
    "PartyLeft": "a party left",
    "CaseSplit": "the case was split",
    "ConcernAdopted": "the concern was taken up",
}


def say_office(fact: Fact) -> str | None:
    """None for a fact of another kind."""
    match fact:
        case f.MediatorAppointed():
            return f"A mediator from {fact.mediator_org} was appointed by {fact.appointed_by}."
        case f.AppointmentRejected():
            why = fact.why.replace("_", " ")
            who = f"A {fact.office} proposed from {fact.candidate_org}"
            return f"{who} was not appointed: {why} (rule {fact.rule})."
        case f.MediatorObjectedTo():
            return f"{fact.party} objected to the mediator."
        case f.MediatorKept():
            return f"After the objection the mediator was kept by {fact.kept_by}."
        case f.MediatorStoodDown():
            return f"The mediator stood down {STOOD_DOWN.get(fact.why, '')}.".replace(" .", ".")
        case f.OfficeTaken():
            return f"An office was taken up in case {fact.case}: {fact.office}."
        case f.OfficeRechecked():
            return _rechecked(fact)
        case _:
            return None


def _rechecked(fact: f.OfficeRechecked) -> str:
    heard = HEARD.get(fact.caused_by, "something new was heard")
    said = f"The mediator was checked again, as {heard}: {RECHECKED.get(fact.result, fact.result)}."
    if fact.result == "clear" or not fact.acts_meanwhile:
        return said
    return f"{said} What was done meanwhile stands: {', '.join(_act(each) for each in fact.acts_meanwhile)}."


ACTS = {
    "MediatorAppointed": "the appointment",
    "MediationSessionHeld": "a session",
    "MediationTermsRecorded": "terms recorded",
}


def _act(named: str) -> str:
    what, _, day = named.partition(" ")
    return f"{ACTS.get(what, what)} of {said_day(date.fromisoformat(day))}"


def said_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
