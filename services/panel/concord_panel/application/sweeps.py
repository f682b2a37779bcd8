"""What has lapsed, or is about to, in one case; a party's period that ended in silence is an answer of its kind; and
a letter that did not arrive."""

from typing import Any

from concord_panel.application.handlers import outcome_of, world_of
from concord_panel.domain.answering import counted, silence
from concord_panel.domain.clocks import dated, evolved, with_clocks
from concord_panel.domain.delivering import not_begun
from concord_panel.domain.state import Panel
from concord_shared.deadlines.clocks import sweep as sweep_clocks
from concord_shared.deadlines.facts import DeadlineLapsed
from concord_shared.decisions import Happening, Outcome, accept
from concord_shared.facts import On
from concord_shared.parts import Desk
from concord_shared.world import World


def sweep(stream: str, desk: Desk, _done: Any) -> Outcome:
    state: Panel = desk.load(stream)
    world = world_of(state.pack_version, desk)
    found = sweep_clocks(state.clocks, world.pack, desk.on, world.calendar)
    happened = _with_silence(state, found, world)
    happened += with_clocks(
        evolved(state, happened, world.on), counted(evolved(state, happened, world.on), world), world
    )
    return outcome_of(accept(*happened, *not_begun(evolved(state, happened, world.on), world)), state, world)


def _with_silence(state: Panel, found: tuple[On, ...], world: World) -> tuple[Happening, ...]:
    """The sweep's facts up to the one that decides the stage; what came after it does not come."""
    happened: list[Happening] = []
    for each in found:
        fact, on = dated(each, world.on)
        happened.append(each)
        state = evolved(state, (each,), world.on)
        silent = silence(state, fact, on, world) if isinstance(fact, DeadlineLapsed) else None
        if silent is not None:
            answered = with_clocks(state, (On(silent, on),), world)
            happened += answered
            state = evolved(state, answered, world.on)
            if silent.outcome is not None:
                break
    return tuple(happened)
