"""What deadlines do, as facts written by the service that owns the stage (handbook 8.6)."""

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from concord_shared.contracts.base import SkippedDay
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class Alternative(BaseModel):
    """A second end that was looked up once, on the start day, and is never looked up again. `chosen` says
    which of the two governs: ``length`` or ``meeting``; `meeting_on` is None where no meeting was known."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    kind: str
    body: str
    combine: str
    pinned_on: date
    length_due_on: date
    meeting_on: date | None = None
    chosen: str = "length"
    advise_delegation: bool = False


class DeadlineFact(Fact):
    """`party` is set where the deadline runs for one party; the same rule then runs once for each."""

    deadline_id: str
    stage_id: str
    party: str | None = None

    @property
    def key(self) -> str:
        return key_of(self.deadline_id, self.party)


class DeadlineSet(DeadlineFact):
    """A deadline with its whole derivation: replay never works it out again, and anyone can ask why this
    date.

    `value` counts `unit` (``working_day``, ``week``) from `start_on`, which is day 0 and the day of
    `start_fact`. `place` is the clause with its document, for people. `remind_on` lists the reminder days in
    order.
    """

    stored_name: ClassVar[str] = "clock.deadline-set.v1"
    what: str
    kind: str
    value: int
    unit: str
    roll: bool = True
    start_fact: str
    start_on: date
    due_on: date
    first_due_on: date
    warn_before: int | None = None
    warn_unit: str = "working_day"
    warn_on: date | None = None
    reminders_at: tuple[int, ...] = ()
    remind_on: tuple[date, ...] = ()
    repeats: bool = False
    calendar_version: str
    skipped: tuple[SkippedDay, ...] = ()
    alternative: Alternative | None = None
    source: str | None = None
    clause: str | None = None
    place: str | None = None
    length_basis: str | None = None
    start_basis: str | None = None


class DeadlineApproaching(DeadlineFact):
    stored_name: ClassVar[str] = "clock.deadline-approaching.v1"
    due_on: date


class ReminderDue(DeadlineFact):
    """Reminder `number` (from 1) is due; a friendly prompt, nothing else."""

    stored_name: ClassVar[str] = "clock.reminder-due.v1"
    number: int
    due_on: date


class DeadlineLapsed(DeadlineFact):
    """Dated the day after `due_on`. `do` is what the pack asks for; nothing is decided by it."""

    stored_name: ClassVar[str] = "clock.deadline-lapsed.v1"
    due_on: date
    do: str = "flag_and_notify"


class DeadlineMet(DeadlineFact):
    stored_name: ClassVar[str] = "clock.deadline-met.v1"
    by: str
    due_on: date
    first_due_on: date
    working_days_late: int = 0


class DeadlineCancelled(DeadlineFact):
    stored_name: ClassVar[str] = "clock.deadline-cancelled.v1"
    due_on: date
    why: str


class Moved(DeadlineFact):
    """A due day that moved: `old_due_on` is kept here, the first one in DeadlineSet."""

    old_due_on: date
    new_due_on: date
    warn_on: date | None = None
    remind_on: tuple[date, ...] = ()
    calendar_version: str
    skipped: tuple[SkippedDay, ...] = ()


class DeadlineExtended(Moved):
    """`working_days` more, by those named in `agreed_by` (parties, or the one office entitled)."""

    stored_name: ClassVar[str] = "clock.deadline-extended.v1"
    working_days: int
    agreed_by: tuple[str, ...] = ()
    reason: Sealed | None = None


class DeadlineChanged(Moved):
    """`reason` is ``calendar`` (a day was declared a holiday) or ``late_entry`` (a lapse recorded before it
    was known that the deadline had been met)."""

    stored_name: ClassVar[str] = "clock.deadline-changed.v1"
    reason: str


class DeadlineResumed(Moved):
    """The days from the pause to here did not count; `left` working days run from this day."""

    stored_name: ClassVar[str] = "clock.deadline-resumed.v1"
    paused_on: date
    used: int
    left: int
    why: str


class DeadlinePaused(DeadlineFact):
    """`used` and `left` are working days of the period; `why` is the fact that stopped the clock."""

    stored_name: ClassVar[str] = "clock.deadline-paused.v1"
    due_on: date
    used: int
    left: int
    why: str


class ExtensionProposed(DeadlineFact):
    stored_name: ClassVar[str] = "clock.extension-proposed.v1"
    by: str
    working_days: int
    old_due_on: date
    new_due_on: date
    reason: Sealed | None = None


class ExtensionAgreed(DeadlineFact):
    stored_name: ClassVar[str] = "clock.extension-agreed.v1"
    by: str
    working_days: int


ClockFact = (
    DeadlineSet
    | DeadlineApproaching
    | ReminderDue
    | DeadlineLapsed
    | DeadlineMet
    | DeadlineCancelled
    | DeadlineExtended
    | DeadlineChanged
    | DeadlinePaused
    | DeadlineResumed
    | ExtensionProposed
    | ExtensionAgreed
)

FACTS: tuple[type[DeadlineFact], ...] = (
    DeadlineSet,
    DeadlineApproaching,
    ReminderDue,
    DeadlineLapsed,
    DeadlineMet,
    DeadlineCancelled,
    DeadlineExtended,
    DeadlineChanged,
    DeadlinePaused,
    DeadlineResumed,
    ExtensionProposed,
    ExtensionAgreed,
)


def key_of(deadline_id: str, party: str | None = None) -> str:
    """The name of one running clock: the rule's id, and the party where it runs for each."""
    return f"{deadline_id}/{party}" if party else deadline_id
