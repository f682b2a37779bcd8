"""Takes a command: loads what is known of the case, decides, and gives the writer what to append; the same steps serve
what is heard."""

from collections.abc import Sequence

from concord_panel.domain.clocks import with_clocks
from concord_panel.domain.panel import decide
from concord_panel.domain.state import Panel
from concord_shared.contracts.base import Told
from concord_shared.decisions import Decision, Happening, Outcome, Write, accept
from concord_shared.parts import Desk, Request
from concord_shared.refusals import Refusal
from concord_shared.world import World


def stream_of(case: str) -> str:
    return f"panel-{case}"


def handle(request: Request, desk: Desk) -> Outcome:
    if request.case is None:
        refusal = Refusal(code="CaseRequired", message="Say which case this is about.", field="case")
        return Outcome(refusal=refusal)
    state: Panel = desk.load(stream_of(request.case))
    world = world_of(state.pack_version, desk)
    return outcome_of(decide(request.command, state, world), state, world)


def world_of(pack_version: str | None, desk: Desk) -> World:
    pack = desk.pack(pack_version)
    return World(desk.actor, desk.on, desk.now, pack, desk.calendar(pack), desk.directory)


def outcome_of(decision: Decision, state: Panel, world: World) -> Outcome:
    if not decision.facts:
        return Outcome(refusal=decision.refusal)
    pinned = (world.pack.id, world.pack.version)
    write = Write(stream_of(state.case), decision.facts, case=state.case, pack=pinned)
    return Outcome(writes=(write,), refusal=decision.refusal)


def state_of(told: Told, desk: Desk) -> Panel:
    assert told.case is not None
    state: Panel = desk.load(stream_of(told.case))
    return state


def written(facts: Sequence[Happening], state: Panel, pack_version: str | None, desk: Desk) -> Outcome:
    world = world_of(pack_version, desk)
    return outcome_of(accept(*with_clocks(state, facts, world)), state, world)
