"""How mediation says no: by a guard of the pack, or by what the service itself needs."""

from concord_mediation.domain.commands import Asked
from concord_mediation.domain.rules import RULES
from concord_mediation.domain.state import Mediation
from concord_shared.packs.guards import Unmet, first_refusal, refusal_of
from concord_shared.packs.model import Guard
from concord_shared.refusals import Refusal
from concord_shared.world import World


def unmet_guard(command: Asked, state: Mediation, world: World, *predicates: str) -> tuple[Guard, Unmet] | None:
    """The first guard that is not met; with `predicates` only those are asked, in the order given."""
    stage = state.stage.id if state.stage else None
    names: list[tuple[str, ...]] = [(predicate,) for predicate in predicates] or [tuple(RULES)]
    for group in names:
        rules = {name: RULES[name] for name in group}
        unmet = first_refusal(world.pack, type(command).__name__, stage, rules, command, state, world)
        if unmet is not None:
            return unmet
    return None


def by_guard(command: Asked, state: Mediation, world: World) -> Refusal | None:
    found = unmet_guard(command, state, world)
    return refusal_of(*found, world.pack) if found else None


def not_a_party(state: Mediation, world: World) -> Refusal | None:
    """A party speaks for itself: nobody consents, declines or confirms for another."""
    actor = world.actor
    if actor.organisation in state.orgs and actor.on_behalf_of in (None, actor.organisation):
        return None
    return Refusal(
        code="NotAParty",
        message="Only a party of this case can do this, through somebody of its own organisation.",
    )


def not_the_mediator(state: Mediation, world: World) -> Refusal | None:
    if state.mediator is None:
        return Refusal(code="NoMediator", message="No mediator is appointed yet; an appointer has to name one first.")
    if world.acting_officer == state.mediator.ref:
        return None
    return Refusal(code="NotTheMediator", message="Only the mediator appointed for this case can do this.")
