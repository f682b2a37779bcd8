"""What has lapsed as of now in a case: warnings, reminders, lapses, and what the pack has noted at them."""

from typing import Any

from concord_intake.application.handlers import world_of
from concord_intake.domain.clockwork import swept
from concord_intake.domain.state import Case
from concord_shared.decisions import Outcome, Write
from concord_shared.parts import Desk


def sweep(stream: str, desk: Desk, _done: Any) -> Outcome:
    state: Case = desk.load(stream)
    pack = desk.pack(state.pack_version)
    facts = swept(state, world_of(desk, pack))
    if not facts:
        return Outcome()
    return Outcome((Write(stream, facts, case=state.id, pack=(pack.id, pack.version)),))
