"""What is still to be carried out: the destruction of keys."""

from typing import Any

from concord_directory.domain import erasure
from concord_shared.decisions import Outcome, Write
from concord_shared.parts import Desk, Tools


async def destroy_keys(_stream: str, state: Any, tools: Tools) -> int:
    """Safe to repeat: keys that are gone are counted as none."""
    return tools.erase(state.person) if isinstance(state, erasure.Erasure) else 0


def sweep(stream: str, desk: Desk, done: Any) -> Outcome:
    state = desk.load(stream)
    if not isinstance(state, erasure.Erasure):
        return Outcome()
    decision = erasure.carried_out(state, done or 0)
    return Outcome((Write(stream, decision.facts),)) if decision.facts else Outcome()
