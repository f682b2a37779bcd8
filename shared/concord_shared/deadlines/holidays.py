"""When the directory tells of a bank holiday declared late, the open deadlines that it touches move, by facts."""

from collections.abc import Callable
from typing import Protocol

from concord_shared.calendar.working import CalendarEnds
from concord_shared.contracts.base import Told
from concord_shared.deadlines.facts import DeadlineChanged
from concord_shared.deadlines.moving import recount
from concord_shared.deadlines.running import Clocks
from concord_shared.decisions import Outcome, Write
from concord_shared.parts import Desk


class Clocked(Protocol):
    """What a state must have so that its deadlines can be counted anew."""

    @property
    def clocks(self) -> Clocks: ...
    @property
    def pack_version(self) -> str | None: ...


def holiday_declared(prefix: str) -> Callable[[Told, Desk], Outcome]:
    """The reaction of a service whose streams begin with `prefix` and end in the case. What waits for a person
    (parked), has ended, lapsed or stands still is left: a clock that stands still is counted anew when it resumes."""

    def declared(_told: Told, desk: Desk) -> Outcome:
        return Outcome(tuple(write for stream in desk.waiting(prefix) for write in _recounted(stream, prefix, desk)))

    return declared


def _recounted(stream: str, prefix: str, desk: Desk) -> tuple[Write, ...]:
    state: Clocked = desk.load(stream)
    pack = desk.pack(state.pack_version or None)
    try:
        moved: tuple[DeadlineChanged, ...] = recount(state.clocks, desk.calendar(pack))
    except CalendarEnds:
        # One case at the end of the calendar must not keep every other from moving.
        return ()
    case = stream.removeprefix(prefix)
    return (Write(stream, moved, case=case, pack=(pack.id, pack.version)),) if moved else ()
