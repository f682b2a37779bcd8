"""A party asks for a critical friend while nobody helps: after one has gone, or where none was to be had before."""

from concord_mediation.domain import commands as c
from concord_mediation.domain.refusing import COORDINATOR, not_a_party, unmet_guard
from concord_mediation.domain.seats import asked_by, engaged, named, seats_of
from concord_mediation.domain.state import CRITICAL_FRIEND, Mediation
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.packs.guards import refusal_of
from concord_shared.refusals import Refusal
from concord_shared.world import World

CONTACT = "ContactCriticalFriend"
"""The command by which a party first asks, elsewhere: the rule on open seats is made for it."""
OPEN_SEAT = "seat_open_for_case"


def engage(command: c.EngageCriticalFriend, state: Mediation, world: World) -> Decision:
    """Nobody helps at the moment: a seat that is named is taken or refused, else the first that is open is taken."""
    wanted = named(command)
    refusal = _may_not_ask(state, world) or _cannot_be(state) or _closed(command, state, world)
    if refusal:
        return refuse(refusal)
    by = asked_by(state) if world.actor.office == COORDINATOR else world.actor.organisation
    return accept(engaged(by, [wanted] if wanted else seats_of(state, world.pack), state, world))


def _may_not_ask(state: Mediation, world: World) -> Refusal | None:
    return None if world.actor.office == COORDINATOR else not_a_party(state, world)


def _cannot_be(state: Mediation) -> Refusal | None:
    if state.helper != CRITICAL_FRIEND:
        return Refusal(code="NotForeseen", message="The Compact provides for no critical friend at this stage.")
    if state.mediator is not None:
        message = "A critical friend is engaged. Another is found once this one stands down."
        return Refusal(code="MediatorInOffice", message=message)
    return None


def _closed(command: c.EngageCriticalFriend, state: Mediation, world: World) -> Refusal | None:
    found = unmet_guard(command, state, world, OPEN_SEAT, name=CONTACT)
    return refusal_of(*found, world.pack) if found else None
