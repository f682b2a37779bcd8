"""The deadlines of a case: what is folded, what an occurrence does to them, what a sweep finds."""

from concord_shared.deadlines.derive import derive
from concord_shared.deadlines.extending import agreed, extension_unmet, proposed
from concord_shared.deadlines.moving import extended, recount
from concord_shared.deadlines.occurrences import Occurrence, cancel_all, cancel_stage, clock_facts
from concord_shared.deadlines.running import Clocks, Proposal, Running, Status, evolve_clocks, open_clocks
from concord_shared.deadlines.sweeping import next_on, sweep
from concord_shared.deadlines.telling import tell_clock
from concord_shared.deadlines.why import DayRow, explain, headline

__all__ = [
    "Clocks",
    "DayRow",
    "Occurrence",
    "Proposal",
    "Running",
    "Status",
    "agreed",
    "cancel_all",
    "cancel_stage",
    "clock_facts",
    "derive",
    "evolve_clocks",
    "explain",
    "extended",
    "extension_unmet",
    "headline",
    "next_on",
    "open_clocks",
    "proposed",
    "recount",
    "sweep",
    "tell_clock",
]
