"""Facts about who mediates, each as one sentence: without names of persons, without content, without blame."""

from collections.abc import Iterable
from datetime import date

from concord_mediation.domain import facts as f
from concord_shared.contracts.base import Seat
from concord_shared.contracts.mediation import SeatNotOpen
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
    "stood_down": "they cannot go on",
}
CLOSED = {"vacant": "nobody holds that seat", "stood_down": "its holder has stood down in this case"}
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
        case f.CriticalFriendEngaged():
            found = f"A critical friend from {fact.friend_org} was found for {fact.asked_by} ({_seat(fact.seat)})."
            return f"{found}{_passed_over(fact.passed_over)}"
        case f.CriticalFriendNotFound():
            return f"No critical friend is to be had for {fact.asked_by} at the moment.{_passed_over(fact.seats)}"
        case f.CriticalFriendStoodDown():
            return f"The critical friend stood down {STOOD_DOWN.get(fact.why, '')}.".replace(" .", ".")
        case f.OfficeTaken():
            return f"An office was taken up in case {fact.case}: {fact.office}."
        case f.OfficeRechecked():
            return _rechecked(fact)
        case _:
            return None


def _seat(seat: Seat) -> str:
    return f"{seat.area.replace('_', ' ')}, {seat.sector}"


def _passed_over(seats: Iterable[SeatNotOpen]) -> str:
    named = (f"{_seat(seat)}: {CLOSED.get(seat.why, seat.why.replace('_', ' '))}" for seat in seats)
    said = "; ".join(named)
    return f" Not open in this case: {said}." if said else ""


def _rechecked(fact: f.OfficeRechecked) -> str:
    heard = HEARD.get(fact.caused_by, "something new was heard")
    who = f"The {fact.office.replace('_', ' ')}"
    said = f"{who} was checked again, as {heard}: {RECHECKED.get(fact.result, fact.result)}."
    if fact.result == "clear" or not fact.acts_meanwhile:
        return said
    return f"{said} What was done meanwhile stands: {', '.join(_act(each) for each in fact.acts_meanwhile)}."


ACTS = {
    "MediatorAppointed": "the appointment",
    "CriticalFriendEngaged": "being found",
    "MediationSessionHeld": "a session",
    "MediationTermsRecorded": "terms recorded",
}


def _act(named: str) -> str:
    what, _, day = named.partition(" ")
    return f"{ACTS.get(what, what)} of {said_day(date.fromisoformat(day))}"


def said_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
