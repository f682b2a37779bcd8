"""Something was heard that touches whoever helps: may they go on? What they did meanwhile stands."""

from dataclasses import dataclass, replace
from datetime import date

from concord_mediation.domain import facts as f
from concord_mediation.domain.ending import stood_down
from concord_mediation.domain.neutrality import holds_office, ties_of
from concord_mediation.domain.seats import another_after
from concord_mediation.domain.state import MEDIATOR, Mediation, Mediator
from concord_shared.conflicts import Conflict, can_still_be_cleared
from concord_shared.facts import On
from concord_shared.world import World


@dataclass(frozen=True)
class Found:
    """`why` is conflict or office_ended where the mediator has to go."""

    result: str
    why: str | None = None
    conflict: Conflict | None = None
    rule: str | None = None


def recheck(state: Mediation, caused_by: str, since: date, world: World) -> tuple[On, ...]:
    """`since` is the day from which what was heard holds; nothing is dated before what the mediator did last."""
    mediator = state.mediator
    if state.stage is None or mediator is None:
        return ()
    on = max(world.on, *(day for _, day in mediator.acts))
    found = _found(state, mediator, replace(world, on=on))
    fact = f.OfficeRechecked(
        office=state.helper or MEDIATOR,
        officer_ref=mediator.ref,
        officer_org=mediator.org,
        caused_by=caused_by,
        directory_position=world.directory.position,
        result=found.result,
        rule=found.rule,
        why=found.conflict.reason_code if found.conflict else found.why,
        acts_meanwhile=tuple(f"{what} {day.isoformat()}" for what, day in mediator.acts if day >= since),
    )
    if found.why is None:
        return (On(fact, on),)
    gone = stood_down(state, found.why)
    return tuple(On(each, on) for each in (fact, gone, *another_after(state, gone, replace(world, on=on))))


def _found(state: Mediation, mediator: Mediator, world: World) -> Found:
    """A tie that some parties have cleared waits, flagged, for the others; any other ends the office."""
    if not holds_office(mediator, world):
        return Found("stood_down", "office_ended")
    guard = world.pack.guard_by("facilitator_neutral", state.stage_id)
    ties = ties_of(mediator.ref, guard, state, world) if guard else ()
    if guard is None or not ties:
        return Found("clear")
    waivable = guard.params.get("waivable", ())
    final = [tie for tie in ties if not can_still_be_cleared(tie, waivable, state.helper)]
    if final:
        return Found("stood_down", "conflict", final[0], guard.id)
    return Found("flagged", None, ties[0], guard.id)
