"""Facts that move a due day: extensions, pauses, and days declared holidays after the deadline was set."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from concord_shared.calendar.working import Pause, WorkingCalendar, days_after, is_paused
from concord_shared.deadlines.derive import due_of, reminders_of, warning_of
from concord_shared.deadlines.facts import (
    DeadlineChanged,
    DeadlineExtended,
    DeadlinePaused,
    DeadlineResumed,
)
from concord_shared.deadlines.running import Clocks, Running, open_clocks
from concord_shared.sealed import Sealed


def extended(
    running: Running,
    working_days: int,
    agreed_by: tuple[str, ...],
    reason: Sealed | None,
    on: date,
    calendar: WorkingCalendar,
) -> DeadlineExtended:
    """`working_days` more for an open deadline, lapsed or not. Raises CalendarEnds."""
    days = running.extended_by + working_days
    moved = _moved(running, calendar, days, running.pauses, on)
    return DeadlineExtended(**moved, working_days=working_days, agreed_by=agreed_by, reason=reason)


def paused(running: Running, why: str, on: date, calendar: WorkingCalendar) -> DeadlinePaused:
    """The clock stops at the end of `on`."""
    used = sum(
        calendar.is_working_day(day) and not is_paused(day, running.pauses)
        for day in days_after(running.set.start_on, on)
    )
    left = calendar.between(on, running.due_on)
    return DeadlinePaused(**_names(running), due_on=running.due_on, used=used, left=left, why=why)


def resumed(running: Running, why: str, on: date, calendar: WorkingCalendar) -> DeadlineResumed:
    """The rest of the period runs from `on`, which itself does not count. Raises CalendarEnds."""
    stopped_on = running.paused_on or on
    at_stop = paused(running, why, stopped_on, calendar)
    pauses = (*running.pauses, (stopped_on, on))
    moved = _moved(running, calendar, running.extended_by, pauses, on)
    left = calendar.between(on, moved["new_due_on"])
    return DeadlineResumed(**moved, paused_on=stopped_on, used=at_stop.used, left=left, why=why)


def recount(clocks: Clocks, calendar: WorkingCalendar) -> tuple[DeadlineChanged, ...]:
    """What a newly declared holiday moves: open deadlines, neither lapsed nor paused (those are counted anew
    when they resume). Any other keeps the calendar it was set with. Raises CalendarEnds."""
    waiting = (each for each in open_clocks(clocks) if not each.lapsed and each.paused_on is None)
    found = (_recounted(running, calendar) for running in waiting)
    return tuple(fact for fact in found if fact is not None)


def _recounted(running: Running, calendar: WorkingCalendar) -> DeadlineChanged | None:
    moved = _moved(running, calendar, running.extended_by, running.pauses, running.set.start_on)
    if running.warned or running.warn_on is None:
        moved["warn_on"] = running.warn_on
    before = (running.due_on, running.warn_on, running.remind_on)
    if (moved["new_due_on"], moved["warn_on"], moved["remind_on"]) == before:
        return None
    return DeadlineChanged(**moved, reason="calendar")


def _moved(
    running: Running, calendar: WorkingCalendar, extended_by: int, pauses: Sequence[Pause], on: date
) -> dict[str, Any]:
    counted = due_of(running.set, calendar, extended_by, pauses)
    return {
        **_names(running),
        "old_due_on": running.due_on,
        "new_due_on": counted.due_on,
        "warn_on": warning_of(running.set, counted.due_on, on, calendar),
        "remind_on": reminders_of(running.set, calendar, pauses),
        "calendar_version": calendar.version,
        "skipped": counted.skipped,
    }


def _names(running: Running) -> dict[str, Any]:
    return {"deadline_id": running.deadline_id, "stage_id": running.stage_id, "party": running.party}
