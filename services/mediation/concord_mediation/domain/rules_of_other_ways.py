"""The predicates of packs for critical friends and for mediation held elsewhere: what is missing, or None."""

from typing import Any

from concord_mediation.domain import commands as c
from concord_mediation.domain.seats import holder, in_words, named, seats_of
from concord_mediation.domain.state import Mediation
from concord_shared.directory import Role
from concord_shared.packs.guards import Rule, Unmet
from concord_shared.packs.model import Guard
from concord_shared.world import World

ANY_PARTY = "any_party"
ON_THE_PANEL = frozenset({"panel_member", "reviewer"})
NOT_AGREED = "not_agreed"


def seat_open_for_case(_guard: Guard, command: Any, state: Mediation, world: World) -> Unmet | None:
    """The seat named, or any where none is, has a holder without a tie."""
    if not isinstance(command, c.EngageCriticalFriend):
        return None
    there = [seat for seat in seats_of(state, world.pack) if isinstance(holder(seat, state, world), Role)]
    wanted = named(command)
    if wanted in there or (wanted is None and there):
        return None
    others = f"Open in this case: {', '.join(map(in_words, there))}." if there else "None is open in this case."
    return Unmet("SeatClosed", others, "area" if wanted else None)


def next_step_on_request(guard: Guard, _command: Any, state: Mediation, world: World) -> Unmet | None:
    asked_by = guard.params["asked_by"]
    helps = state.mediator is not None and world.acting_officer == state.mediator.ref
    if helps and set(asked_by) - {ANY_PARTY}:
        return None
    actor = world.actor
    is_party = actor.organisation in state.orgs and actor.on_behalf_of in (None, actor.organisation)
    if is_party and ANY_PARTY in asked_by:
        return None
    return Unmet("NotAParty", "A party asks for it, through somebody of its own organisation, or whoever helps.")


def further_mediation_supported(_guard: Guard, command: Any, state: Mediation, world: World) -> Unmet | None:
    """Help comes from a member of the panel of this case; nothing is sought, or settled, before all are willing."""
    if isinstance(command, c.SupportFurtherMediation) and not _is_of_the_panel(state, world):
        return Unmet("NotThePanel", "Only a member of the panel of this case can do this.")
    if getattr(command, "result", None) == NOT_AGREED or not state.missing_consents:
        return None
    willing = len(state.orgs) - len(state.missing_consents)
    return Unmet("ConsentRequired", f"{willing} of {len(state.orgs)} parties have said so far that they are willing.")


def _is_of_the_panel(state: Mediation, world: World) -> bool:
    on_it = {held.officer for held in state.offices_held if held.office in ON_THE_PANEL}
    return world.acting_officer in on_it and world.actor.organisation not in state.orgs


RULES: tuple[Rule, ...] = (seat_open_for_case, next_step_on_request, further_mediation_supported)
