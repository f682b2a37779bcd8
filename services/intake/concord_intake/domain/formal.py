"""One party's wish opens the next stage: it contacts the body that convenes it, or somebody who helps."""

from concord_intake.domain.commands import ContactCriticalFriend, ContactWorkingGroup
from concord_intake.domain.facts import FirstContactRecorded
from concord_intake.domain.informal import formal_exit, invoked
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.rules import refusal_by_rules
from concord_intake.domain.state import Case
from concord_shared.contracts.base import Asked, Seat
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.packs.guards import Unmet
from concord_shared.packs.procedure import Stage
from concord_shared.world import World

BOTH = Unmet("BothConfirmationsRequired", "In this Compact every party confirms for itself (ConfirmExhausted).")


def contact_group(command: ContactWorkingGroup, state: Case, world: World, party: str) -> Decision:
    following = _next_stage(state, world)
    contact = (FirstContactRecorded(body=_contacted(following), by_party=party),) if following else ()
    return _opened(command, state, world, Asked(by_party=party), contact)


def contact_friend(command: ContactCriticalFriend, state: Case, world: World, party: str) -> Decision:
    seat = Seat(**command.seat.model_dump()) if command.seat else None
    return _opened(command, state, world, Asked(by_party=party, seat=seat))


def _opened(
    command: ContactWorkingGroup | ContactCriticalFriend,
    state: Case,
    world: World,
    asked: Asked,
    before: tuple[Fact, ...] = (),
) -> Decision:
    refusal = refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    way = invoked(state, world, (asked.by_party,), asked)
    if not way:
        return refuse(by_rule(world.pack, type(command).__name__, state.stage_id, BOTH))
    return accept(*before, *way)


def _next_stage(state: Case, world: World) -> Stage | None:
    way_out = formal_exit(world.pack, state.stage_id or "")
    return world.pack.stage(way_out.to) if way_out and way_out.to else None


def _contacted(stage: Stage) -> str:
    """The office that convenes the group of the stage, else the group, else who helps there."""
    if stage.group is not None:
        return stage.group.convened_by or stage.group.body
    return stage.office.name if stage.office else stage.id
