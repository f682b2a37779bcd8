"""A deadline as it stands, folded from its facts; ended ones are kept, so that a case can show them all."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from concord_shared.calendar.working import Pause
from concord_shared.contracts.base import SkippedDay
from concord_shared.deadlines.facts import (
    DeadlineApproaching,
    DeadlineCancelled,
    DeadlineChanged,
    DeadlineExtended,
    DeadlineFact,
    DeadlineLapsed,
    DeadlineMet,
    DeadlinePaused,
    DeadlineResumed,
    DeadlineSet,
    ExtensionAgreed,
    ExtensionProposed,
    Moved,
    ReminderDue,
)
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed

Status = Literal["open", "paused", "lapsed", "met", "cancelled"]


@dataclass(frozen=True)
class Proposal:
    """An extension that waits for the agreement of those not yet in `agreed`."""

    working_days: int
    agreed: tuple[str, ...]
    reason: Sealed | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Running:
    """One deadline of a case. `set` is the fact that set it, with its whole derivation; a lapsed deadline
    stays open until it is met or cancelled."""

    set: DeadlineSet
    due_on: date
    warn_on: date | None
    remind_on: tuple[date, ...]
    warned: bool = False
    reminded: int = 0
    lapsed: bool = False
    ended: Literal["met", "cancelled"] | None = None
    extended_by: int = 0
    pauses: tuple[Pause, ...] = ()
    paused_on: date | None = None
    paused_by: str | None = None
    proposal: Proposal | None = None
    last_moved: tuple[str, tuple[SkippedDay, ...]] | None = None

    @property
    def counted_by(self) -> tuple[str, tuple[SkippedDay, ...]]:
        """The calendar's version with which the due day was last worked out, and the days skipped."""
        return self.last_moved or (self.set.calendar_version, self.set.skipped)

    @property
    def key(self) -> str:
        return self.set.key

    @property
    def deadline_id(self) -> str:
        return self.set.deadline_id

    @property
    def stage_id(self) -> str:
        return self.set.stage_id

    @property
    def party(self) -> str | None:
        return self.set.party

    @property
    def is_open(self) -> bool:
        return self.ended is None

    @property
    def status(self) -> Status:
        if self.ended is not None:
            return self.ended
        if self.lapsed:
            return "lapsed"
        return "paused" if self.paused_on else "open"


Clocks = Mapping[str, Running]
"""By key: the rule's id, or ``id/party`` where it runs for each party. Ended deadlines stay in it."""


def open_clocks(clocks: Clocks) -> tuple[Running, ...]:
    """Those neither met nor cancelled; lapsed ones are among them."""
    return tuple(running for running in clocks.values() if running.is_open)


def evolve_clocks(clocks: Clocks, fact: Fact, on: date) -> Clocks:
    """The clocks after `fact`, which happened on `on`; any other fact leaves them as they are."""
    if isinstance(fact, DeadlineSet):
        return {**clocks, fact.key: Running(fact, fact.due_on, fact.warn_on, fact.remind_on)}
    if not isinstance(fact, DeadlineFact) or fact.key not in clocks:
        return clocks
    running = clocks[fact.key]
    return {**clocks, fact.key: replace(running, **_changes(running, fact, on))}


def _changes(running: Running, fact: DeadlineFact, on: date) -> dict[str, Any]:
    match fact:
        case DeadlineApproaching():
            return {"warned": True}
        case ReminderDue():
            return {"reminded": fact.number}
        case DeadlineLapsed():
            return {"lapsed": True}
        case DeadlineMet():
            return {"ended": "met", "paused_on": None}
        case DeadlineCancelled():
            return {"ended": "cancelled", "paused_on": None}
        case DeadlinePaused():
            return {"paused_on": on, "paused_by": fact.why}
        case ExtensionProposed():
            return {"proposal": Proposal(fact.working_days, (fact.by,), fact.reason)}
        case ExtensionAgreed() if running.proposal is not None:
            agreed = (*running.proposal.agreed, fact.by)
            return {"proposal": replace(running.proposal, agreed=agreed)}
        case Moved():
            return {
                "due_on": fact.new_due_on,
                "warn_on": fact.warn_on,
                "remind_on": fact.remind_on,
                "last_moved": (fact.calendar_version, fact.skipped),
                **_moved(running, fact, on),
            }
    return {}


def _moved(running: Running, fact: Moved, on: date) -> dict[str, Any]:
    match fact:
        case DeadlineExtended():
            days = running.extended_by + fact.working_days
            return {"extended_by": days, "lapsed": False, "warned": False, "proposal": None}
        case DeadlineResumed():
            pauses = (*running.pauses, (fact.paused_on, on))
            return {"pauses": pauses, "paused_on": None, "paused_by": None, "warned": False}
        case DeadlineChanged(reason="late_entry"):
            return {"lapsed": False}
    return {}
