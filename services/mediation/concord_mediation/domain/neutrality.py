"""Whether somebody has a tie: who appoints, and who mediates."""

from dataclasses import dataclass
from typing import Any

from concord_mediation.domain import commands as c
from concord_mediation.domain.state import MEDIATOR, Mediation, Mediator
from concord_shared.conflicts import CaseTies, Conflict, find_conflicts
from concord_shared.packs.guards import Unmet
from concord_shared.packs.model import Guard
from concord_shared.packs.offices import office_in
from concord_shared.world import World


@dataclass(frozen=True)
class Barred(Unmet):
    """Why an appointment cannot be: `reason` is the code that goes on record."""

    reason: str = ""


def appointer_not_employed_by_party(guard: Guard, _command: Any, state: Mediation, world: World) -> Unmet | None:
    """Neither the organisation they appoint for, nor any that employs them today, may be a party."""
    roles = world.directory.roles_of(world.acting_officer) if world.acting_officer else ()
    employers = {role.employer_org for role in roles if role.held_on(world.on)}
    if {world.actor.organisation, *employers}.isdisjoint(state.orgs):
        return None
    return Barred("AppointerConflicted", _next_in(guard, world), reason="appointer_employed_by_party")


def _next_in(guard: Guard, world: World) -> str | None:
    """The office after this one in the pack's chain, by the name it has there."""
    chain = [office_in(link) for link in guard.params.get("chain", ())]
    later = chain[chain.index(world.actor.office) + 1 :] if world.actor.office in chain else []
    named = world.pack.terminology.roles.get(later[0]) if later else None
    return f"The next is: {named}, without those who are parties." if named else None


def facilitator_neutral(guard: Guard, command: Any, state: Mediation, world: World) -> Unmet | None:
    officer = command.officer if isinstance(command, c.AppointMediator) else _mediator(state)
    tie = tie_of(officer, guard, state, world) if officer else None
    if tie is None:
        return None
    return Barred("NotNeutral", f"This person {tie.in_words}.", "officer", reason=tie.reason_code)


def _mediator(state: Mediation) -> str | None:
    return state.mediator.ref if state.mediator else None


def tie_of(officer: str, guard: Guard, state: Mediation, world: World) -> Conflict | None:
    """The first tie that the officer has in any seat held today."""
    return next(iter(ties_of(officer, guard, state, world)), None)


def ties_of(officer: str, guard: Guard, state: Mediation, world: World) -> tuple[Conflict, ...]:
    """What bars them in any seat held today, those things aside that every party has cleared in writing."""
    case, params = ties_in(state), guard.params
    return tuple(
        found
        for role in world.directory.roles_of(officer)
        if role.held_on(world.on)
        for found in find_conflicts(
            params["conflict"],
            role,
            case,
            world.directory,
            office=state.helper or MEDIATOR,
            on=world.on,
            waivable=params.get("waivable", ()),
        )
    )


def holds_office(mediator: Mediator, world: World) -> bool:
    """Still of the organisation from which they were appointed."""
    roles = world.directory.roles_of(mediator.ref)
    return any(role.org == mediator.org and role.held_on(world.on) for role in roles)


def ties_in(state: Mediation) -> CaseTies:
    return CaseTies(state.orgs, state.accepted_on, state.offices_held, case=state.case)
