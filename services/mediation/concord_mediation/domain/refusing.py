"""How mediation says no: by a guard of the pack, or by what the service itself needs."""

from collections.abc import Collection

from concord_mediation.domain.commands import Asked
from concord_mediation.domain.rules import RULES
from concord_mediation.domain.state import CRITICAL_FRIEND, MEDIATOR, Mediation
from concord_shared.packs.guards import Unmet, first_refusal, refusal_of
from concord_shared.packs.model import Guard
from concord_shared.refusals import Refusal
from concord_shared.world import World

COORDINATOR = "coordinator"
APPOINTING = "AppointMediator"
APPOINTER = ("appointer_in_list", "appointer_not_employed_by_party")


def unmet_guard(
    command: Asked | None, state: Mediation, world: World, *predicates: str, name: str | None = None
) -> tuple[Guard, Unmet] | None:
    """The first guard that is not met; with `predicates` only those are asked, in the order given. `name` is that of
    the command whose guards are asked, where it is not this one's."""
    groups: list[tuple[str, ...]] = [(predicate,) for predicate in predicates] or [tuple(RULES)]
    for group in groups:
        rules = {predicate: RULES[predicate] for predicate in group}
        unmet = first_refusal(world.pack, name or type(command).__name__, state.stage_id, rules, command, state, world)
        if unmet is not None:
            return unmet
    return None


def not_an_appointer(state: Mediation, world: World) -> Refusal | None:
    """Where the Compact names nobody who appoints, nobody does."""
    guards = world.pack.guards_for(APPOINTING, state.stage_id)
    if not any(guard.predicate == APPOINTER[0] for guard in guards):
        return Refusal(code="NotAnAppointer", message="The Compact provides for no appointment at this stage.")
    found = unmet_guard(None, state, world, *APPOINTER, name=APPOINTING)
    return refusal_of(*found, world.pack) if found else None


def by_guard(command: Asked, state: Mediation, world: World) -> Refusal | None:
    found = unmet_guard(command, state, world)
    return refusal_of(*found, world.pack) if found else None


def not_a_party(state: Mediation, world: World) -> Refusal | None:
    """A party speaks for itself: nobody consents, declines or confirms for another."""
    return not_among(state.orgs, world)


def not_among(orgs: Collection[str], world: World) -> Refusal | None:
    actor = world.actor
    if actor.organisation in orgs and actor.on_behalf_of in (None, actor.organisation):
        return None
    return Refusal(
        code="NotAParty",
        message="Only a party of this case can do this, through somebody of its own organisation.",
    )


def not_the_helper(state: Mediation, world: World) -> Refusal | None:
    """Whoever helps here: the mediator, or the critical friend."""
    if state.mediator is None:
        return Refusal(code="NoMediator", message=NOBODY[state.helper])
    if world.acting_officer == state.mediator.ref:
        return None
    return Refusal(code="NotTheMediator", message=f"Only {HELPERS[state.helper]} can do this.")


def not_foreseen(command: Asked, predicate: str, state: Mediation, world: World) -> Refusal | None:
    """What only some Compacts provide for: refused where no rule of that kind stands."""
    guards = world.pack.guards_for(type(command).__name__, state.stage_id)
    if any(guard.predicate == predicate for guard in guards):
        return None
    return Refusal(code="NotForeseen", message="The Compact does not provide for this at this stage.")


HELPERS = {
    MEDIATOR: "the mediator appointed for this case",
    CRITICAL_FRIEND: "the critical friend of this case",
    None: "those who hold it",
}
NOBODY = {
    MEDIATOR: "No mediator is appointed yet; an appointer has to name one first.",
    CRITICAL_FRIEND: "No critical friend is engaged at the moment; a party can ask for one (EngageCriticalFriend).",
    None: "This mediation is held elsewhere; the parties record what came of it (RecordOutsideResult).",
}
