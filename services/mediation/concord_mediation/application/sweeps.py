"""What has lapsed, or is about to, in one mediation."""

from typing import Any

from concord_mediation.application.handlers import outcome_of, world_of
from concord_mediation.domain import facts as f
from concord_mediation.domain.clocks import dated, with_clocks
from concord_mediation.domain.ending import swept
from concord_mediation.domain.evolve import evolve
from concord_mediation.domain.state import Mediation
from concord_shared.deadlines.clocks import sweep as sweep_clocks
from concord_shared.decisions import Happening, Outcome, accept
from concord_shared.facts import On
from concord_shared.parts import Desk


def sweep(stream: str, desk: Desk, _done: Any) -> Outcome:
    state: Mediation = desk.load(stream)
    world = world_of(state, desk)
    found = sweep_clocks(state.clocks, world.pack, desk.on, world.calendar)
    happened = swept(state, tuple(found), world)
    if not happened:
        return Outcome()
    return outcome_of(accept(*_with_ending(state, happened, world)), state, world)


def _with_ending(state: Mediation, happened: tuple[Happening, ...], world: Any) -> tuple[Happening, ...]:
    *clock, last = happened
    fact, on = dated(last, world.on)
    if not isinstance(fact, f.MediationFailed):
        return happened
    after = state
    for each in clock:
        moved, day = dated(each, world.on)
        after = evolve(after, moved, day)
    return (*clock, *with_clocks(after, (On(fact, on),), world))
