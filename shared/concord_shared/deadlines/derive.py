"""From a rule and a start day to a due day: the arithmetic, and the fact that keeps all of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from concord_shared.calendar.working import Counted, Pause, WorkingCalendar, is_paused
from concord_shared.deadlines.facts import Alternative, DeadlineSet
from concord_shared.packs.deadline_rule import AlternativeRule, DeadlineRule


def derive(
    rule: DeadlineRule,
    start_on: date,
    calendar: WorkingCalendar,
    meetings: Sequence[date] = (),
    party: str | None = None,
) -> DeadlineSet:
    """The deadline that `rule` gives from `start_on`. `meetings` are those known on that day, for a rule that
    waits for the next one. Raises CalendarEnds."""
    fact = _undated(rule, start_on, calendar, party)
    if rule.alternative is not None:
        pinned = _pinned(rule.alternative, fact, calendar, meetings)
        fact = fact.model_copy(update={"alternative": pinned})
    return dated(fact, calendar)


def dated(fact: DeadlineSet, calendar: WorkingCalendar) -> DeadlineSet:
    """The same deadline with every day worked out from its start. Raises CalendarEnds."""
    counted = due_of(fact, calendar)
    return fact.model_copy(
        update={
            "due_on": counted.due_on,
            "first_due_on": counted.due_on,
            "warn_on": warning_of(fact, counted.due_on, fact.start_on, calendar),
            "remind_on": reminders_of(fact, calendar),
            "skipped": counted.skipped,
            "calendar_version": calendar.version,
        }
    )


def due_of(fact: DeadlineSet, calendar: WorkingCalendar, extended_by: int = 0, pauses: Sequence[Pause] = ()) -> Counted:
    """The due day with `extended_by` more working days and the days of `pauses` left out. It depends on
    nothing but these, so pauses and extensions give the same day in whatever order they came. Raises
    CalendarEnds."""
    if fact.unit == "working_day" and extended_by == 0 and fact.alternative is None:
        return calendar.after(fact.start_on, fact.value, pauses=pauses)
    base = _weeks(fact, calendar, pauses) if fact.unit == "week" else _working_days(fact, calendar, pauses)
    due = calendar.after(base, extended_by, pauses=pauses).due_on
    return calendar.counted(fact.start_on, due, pauses)


def warning_of(fact: DeadlineSet, due_on: date, not_before: date, calendar: WorkingCalendar) -> date | None:
    """The day of the warning, or None where there is none or its day is past (`not_before` or earlier)."""
    if fact.warn_before is None:
        return None
    weeks = timedelta(weeks=fact.warn_before)
    day = due_on - weeks if fact.warn_unit == "week" else calendar.before(due_on, fact.warn_before)
    return day if day > not_before else None


def reminders_of(fact: DeadlineSet, calendar: WorkingCalendar, pauses: Sequence[Pause] = ()) -> tuple[date, ...]:
    return tuple(calendar.after(fact.start_on, days, pauses=pauses).due_on for days in fact.reminders_at)


def _undated(rule: DeadlineRule, start_on: date, calendar: WorkingCalendar, party: str | None) -> DeadlineSet:
    warn = rule.warn_before
    return DeadlineSet(
        deadline_id=rule.id,
        stage_id=rule.stage,
        party=party,
        what=rule.what,
        kind=rule.kind,
        value=rule.value,
        unit=rule.unit,
        roll=rule.roll == "next_working_day",
        start_fact=rule.starts_on,
        start_on=start_on,
        due_on=start_on,
        first_due_on=start_on,
        warn_before=warn.value if warn else None,
        warn_unit=warn.unit if warn else "working_day",
        reminders_at=rule.reminders_at,
        repeats=rule.repeats,
        calendar_version=calendar.version,
        source=rule.source,
        clause=rule.clause,
        place=rule.place,
        length_basis=rule.length_basis,
        start_basis=rule.start_basis,
    )


def _pinned(
    rule: AlternativeRule, fact: DeadlineSet, calendar: WorkingCalendar, meetings: Sequence[date]
) -> Alternative:
    length_due = due_of(fact, calendar).due_on
    meeting = min((day for day in meetings if day >= fact.start_on), default=None)
    later = meeting is not None and calendar.roll(meeting) > length_due
    limit = rule.advise_delegation_beyond_working_days
    far = meeting is not None and limit is not None and calendar.between(fact.start_on, meeting) > limit
    return Alternative(
        kind=rule.kind,
        body=rule.body,
        combine=rule.combine,
        pinned_on=fact.start_on,
        length_due_on=length_due,
        meeting_on=meeting,
        chosen="meeting" if later else "length",
        advise_delegation=far,
    )


def _working_days(fact: DeadlineSet, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> date:
    """A meeting that governs counts as the working days up to it, so that a pause moves the end with the
    rest."""
    days = fact.value
    if fact.alternative is not None and fact.alternative.meeting_on is not None:
        days = max(days, calendar.between(fact.start_on, calendar.roll(fact.alternative.meeting_on)))
    return calendar.after(fact.start_on, days, pauses=pauses).due_on


def _weeks(fact: DeadlineSet, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> date:
    due = calendar.weeks_after(fact.start_on, fact.value, roll=False, pauses=pauses).due_on
    while fact.roll and (not calendar.is_working_day(due) or is_paused(due, pauses)):
        due += timedelta(days=1)
    return due
