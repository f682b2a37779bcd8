"""The deadlines of a case: what is folded, what an occurrence does to them, what a sweep finds."""

from concord_shared.deadlines.derive import derive
from concord_shared.deadlines.extending import Entitled, agree, carried_through, extend, extension_unmet
from concord_shared.deadlines.extension_commands import EXTENSION_COMMANDS, AgreeExtension, ExtendDeadline
from concord_shared.deadlines.moving import extended, recount
from concord_shared.deadlines.occurrences import Occurrence, cancel_all, cancel_stage, clock_facts
from concord_shared.deadlines.running import Clocks, Proposal, Running, Status, evolve_clocks, open_clocks
from concord_shared.deadlines.sweeping import next_on, sweep
from concord_shared.deadlines.telling import tell_clock
from concord_shared.deadlines.why import DayRow, explain, headline

__all__ = [
    "EXTENSION_COMMANDS",
    "AgreeExtension",
    "Clocks",
    "DayRow",
    "Entitled",
    "ExtendDeadline",
    "Occurrence",
    "Proposal",
    "Running",
    "Status",
    "agree",
    "cancel_all",
    "cancel_stage",
    "carried_through",
    "clock_facts",
    "derive",
    "evolve_clocks",
    "explain",
    "extend",
    "extended",
    "extension_unmet",
    "headline",
    "next_on",
    "open_clocks",
    "recount",
    "sweep",
    "tell_clock",
]
