"""How panel says no: by a guard of the pack, or by what the service itself needs."""

from pydantic import BaseModel

from concord_panel.domain.rules import RULES
from concord_panel.domain.state import INVESTIGATION, RESPONSE, REVIEW, Panel
from concord_shared.packs.guards import Unmet, first_refusal, refusal_of
from concord_shared.packs.model import Guard
from concord_shared.refusals import Refusal
from concord_shared.world import World


def unmet_guard(command: BaseModel, state: Panel, world: World, *predicates: str) -> tuple[Guard, Unmet] | None:
    """The first guard that is not met; with `predicates` only those are asked, in the order given."""
    stage = state.stage.id if state.stage else None
    groups: list[tuple[str, ...]] = [(predicate,) for predicate in predicates] or [tuple(RULES)]
    for group in groups:
        rules = {name: RULES[name] for name in group}
        unmet = first_refusal(world.pack, type(command).__name__, stage, rules, command, state, world)
        if unmet is not None:
            return unmet
    return None


def by_guard(command: BaseModel, state: Panel, world: World) -> Refusal | None:
    found = unmet_guard(command, state, world)
    return refusal_of(*found, world.pack) if found else None


def guard_of(predicate: str, command: BaseModel, state: Panel, world: World) -> Guard | None:
    """The guard with that predicate which binds this command in the open stage."""
    assert state.stage is not None
    guards = world.pack.guards_for(type(command).__name__, state.stage.id)
    return next((guard for guard in guards if guard.predicate == predicate), None)


def not_in(state: Panel, *types: str) -> Refusal | None:
    if state.stage is not None and state.stage.type in types:
        return None
    return Refusal(
        code="StageNotOpen", message=f"{' or '.join(WORDS[each] for each in types)} is not open in this case."
    )


def not_a_party(state: Panel, world: World) -> Refusal | None:
    """A party speaks for itself: nobody answers for another."""
    actor = world.actor
    if actor.organisation in state.orgs and actor.on_behalf_of in (None, actor.organisation):
        return None
    message = "Only a party of this case can do this, through somebody of its own organisation."
    return Refusal(code="NotAParty", message=message)


def is_investigator(state: Panel, world: World) -> bool:
    return state.investigator is not None and world.acting_officer == state.investigator.ref


def not_the_investigator(state: Panel, world: World) -> Refusal | None:
    if is_investigator(state, world):
        return None
    return Refusal(code="NotTheInvestigator", message="Only the investigator appointed for this case can do this.")


def not_the_chair(state: Panel, world: World) -> Refusal | None:
    if state.group is None:
        message = "The group has not been convened for this case yet (ConveneReview)."
        return Refusal(code="GroupNotConvened", message=message)
    if not state.group.has_chair:
        return CHAIR_GONE
    if world.acting_officer == state.group.chair_ref:
        return None
    return Refusal(code="NotTheChair", message="Only whoever chairs the group in this case can do this.")


SUSPENDED = Refusal(
    code="CaseSuspended",
    message="This case is suspended: nobody acts in it and no clock runs until it is resumed (intake.ResumeCase).",
)
CHAIR_GONE = Refusal(
    code="GroupNotConvened",
    message="Who chaired takes no part any more. Convene the group anew (ConveneReview) and say who chairs.",
)
WORDS = {INVESTIGATION: "An investigation", REVIEW: "A review", RESPONSE: "The time for answers"}
