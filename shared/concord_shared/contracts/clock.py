"""Told by whichever service runs the stage: what its deadlines do (handbook 8.6)."""

from datetime import date

from concord_shared.contracts.base import Contract
from concord_shared.sealed import Sealed


class DeadlineSet(Contract):
    deadline_id: str
    stage_id: str
    what: str
    party: str | None = None
    start_on: date
    due_on: date
    calendar_version: str


class DeadlineApproaching(Contract):
    deadline_id: str
    stage_id: str
    party: str | None = None
    due_on: date


class DeadlineLapsed(Contract):
    deadline_id: str
    stage_id: str
    party: str | None = None
    due_on: date


class DeadlineMet(Contract):
    deadline_id: str
    stage_id: str
    party: str | None = None
    due_on: date
    first_due_on: date
    working_days_late: int = 0


class DeadlineCancelled(Contract):
    deadline_id: str
    stage_id: str
    party: str | None = None
    due_on: date


class ReminderDue(Contract):
    deadline_id: str
    stage_id: str
    party: str | None = None
    number: int


class DeadlineExtended(Contract):
    """`agreed_by` names the parties, or the one office that the pack lets give more time; `reason` is ciphertext."""

    deadline_id: str
    stage_id: str
    party: str | None = None
    old_due_on: date
    new_due_on: date
    working_days: int
    agreed_by: tuple[str, ...] = ()
    reason: Sealed | None = None


class DeadlineChanged(Contract):
    """`reason` is ``calendar`` (a day was declared a holiday) or ``late_entry`` (a lapse was put right)."""

    deadline_id: str
    stage_id: str
    party: str | None = None
    old_due_on: date
    new_due_on: date
    reason: str


class DeadlinePaused(Contract):
    """`used` and `left` are working days of the period."""

    deadline_id: str
    stage_id: str
    party: str | None = None
    due_on: date
    used: int
    left: int


class DeadlineResumed(Contract):
    deadline_id: str
    stage_id: str
    party: str | None = None
    old_due_on: date
    new_due_on: date
    used: int
    left: int


TOLD = (
    DeadlineSet,
    DeadlineApproaching,
    DeadlineLapsed,
    DeadlineMet,
    DeadlineCancelled,
    ReminderDue,
    DeadlineExtended,
    DeadlineChanged,
    DeadlinePaused,
    DeadlineResumed,
)
