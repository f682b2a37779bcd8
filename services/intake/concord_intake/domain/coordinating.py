"""Who acts as coordinator in a case, and how a party has one replaced who works for a party."""

from concord_intake.domain.advice import Matter, turn
from concord_intake.domain.commands import ObjectToCoordinator
from concord_intake.domain.facts import CoordinatorObjectedTo
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.standing import COORDINATOR, is_for_itself, role_of
from concord_intake.domain.state import Case
from concord_shared.contracts.base import OfficeHeld
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

PREDICATE = "coordinator_replaced_on_objection"
NO_TIE = "No coordinator of this case who acts still works for a party."


def coordinates(command: str, state: Case, world: World) -> Refusal | None:
    """None for a coordinator of the case. Where every one was replaced, the next office of the triage chain that has
    no part in it acts instead."""
    role = role_of(world)
    if role is not None and role.office == COORDINATOR:
        return _replaced(state, world) if role.officer in state.replaced else None
    if role is not None and _nobody_left(state, world):
        matter = Matter(state.id, state.orgs, state.accepted_on)
        if turn(role, matter, world.pack, world.directory, world.on) is None:
            return None
    unmet = Unmet("NotTheCoordinator", "This is for the coordinator of the case.", "as")
    return by_rule(world.pack, command, state.stage_id, unmet)


def _nobody_left(state: Case, world: World) -> bool:
    holders = world.directory.holders(COORDINATOR, world.on)
    return bool(state.replaced) and all(each.officer in state.replaced for each in holders)


def _replaced(state: Case, world: World) -> Refusal:
    unmet = Unmet("CoordinatorReplaced", "A party objected: another coordinator, or the next office, acts here.", "as")
    guard = world.pack.guard_by(PREDICATE, state.stage_id)
    return refusal_of(guard, unmet, world.pack) if guard else Refusal(code=unmet.code, message=unmet.why or "")


def object_to(command: ObjectToCoordinator, state: Case, world: World, party: str) -> Decision:
    guard = world.pack.guard_by(PREDICATE, state.stage_id)
    if guard is None:
        return refuse(NOT_KNOWN_HERE)
    tied = _tied(command, state, world)
    unmet = None if is_for_itself(world) else Unmet("NoAuthority", "A party objects for itself.")
    if not tied:
        unmet = unmet or Unmet("CoordinatorHasNoTie", NO_TIE, "officer")
    if unmet is not None:
        return refuse(refusal_of(guard, unmet, world.pack))
    reason = Sealed("case", state.id, command.reason) if command.reason else None
    return accept(CoordinatorObjectedTo(party=party, coordinators=tied, reason=reason))


def _tied(command: ObjectToCoordinator, state: Case, world: World) -> tuple[OfficeHeld, ...]:
    return tuple(
        OfficeHeld(office=COORDINATOR, officer=each.officer, org=each.org)
        for each in world.directory.holders(COORDINATOR, world.on)
        if {each.org, each.employer_org} & set(state.orgs)
        and each.officer not in state.replaced
        and command.officer in (None, each.officer)
    )


NOT_KNOWN_HERE = Refusal(
    code="NotKnownHere", message="This Compact has no rule by which a coordinator is replaced on objection."
)
