"""Told by whichever service runs the stage: what its deadlines do (handbook 8.6)."""

from datetime import date

from concord_shared.contracts.base import Contract


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


TOLD = (DeadlineSet, DeadlineApproaching, DeadlineLapsed, DeadlineMet, DeadlineCancelled, ReminderDue)
