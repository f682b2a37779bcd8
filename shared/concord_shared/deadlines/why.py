"""Why this date: a deadline's derivation day by day, read from its facts alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from concord_shared.calendar.working import days_after
from concord_shared.deadlines.facts import DeadlineSet, Moved

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNITS = {"working_day": "working day", "week": "week"}


@dataclass(frozen=True)
class DayRow:
    """One day: `counted` is its number in the period, or None with the reason in `why`; `note` says what
    falls on it."""

    on: date
    counted: int | None
    why: str | None = None
    note: str | None = None


def explain(deadline: DeadlineSet, later: Sequence[Moved] = ()) -> list[DayRow]:
    """Every day from the start to the due day. `later` are the facts that moved the due day since, in order;
    the last of them carries the days that did not count. Needs no calendar and no pack."""
    due_on, named = deadline.due_on, deadline.skipped
    if later:
        due_on, named = later[-1].new_due_on, later[-1].skipped
    skipped = {day.on: day.why for day in named}
    return [_start(deadline), *_rows(deadline, due_on, skipped)]


def headline(deadline: DeadlineSet, later: Sequence[Moved] = ()) -> str:
    """One sentence: length, start, end and clause."""
    due_on = later[-1].new_due_on if later else deadline.due_on
    plural = "" if deadline.value == 1 else "s"
    length = f"{deadline.value} {UNITS[deadline.unit]}{plural} from {_said(deadline.start_on)}"
    where = f" ({deadline.place or deadline.clause})" if deadline.place or deadline.clause else ""
    moved = f", first {_said(deadline.first_due_on)}" if due_on != deadline.first_due_on else ""
    return f"{deadline.what}: {length}, due {_said(due_on)}{moved}{where}"


def _start(deadline: DeadlineSet) -> DayRow:
    return DayRow(deadline.start_on, 0, note=f"the start, day 0: {deadline.start_fact}")


def _rows(deadline: DeadlineSet, due_on: date, skipped: dict[date, str]) -> Iterator[DayRow]:
    """Weeks count every day; where they end on a day off, the next working day is theirs too, without a number."""
    in_weeks, number, rolls = _days_in_weeks(deadline), 0, False
    for day in days_after(deadline.start_on, due_on):
        why = _why(day, skipped)
        counts = why is None or (number < in_weeks and why != "clock stopped")
        if rolls and counts:
            why, counts, rolls = "moved here from a day off", False, False
        number += counts
        rolls = rolls or (counts and number == in_weeks and why is not None and deadline.roll)
        yield DayRow(day, number if counts else None, None if counts else why, _note(deadline, day, due_on))


def _days_in_weeks(deadline: DeadlineSet) -> int:
    return 7 * deadline.value if deadline.unit == "week" else 0


def _why(day: date, skipped: dict[date, str]) -> str | None:
    return skipped.get(day) or (WEEKDAYS[day.weekday()] if day.weekday() > 4 else None)


def _note(deadline: DeadlineSet, day: date, due_on: date) -> str | None:
    notes = []
    waits = deadline.alternative
    if waits is not None and day == waits.length_due_on and waits.chosen == "meeting":
        notes.append(f"the {deadline.value} {UNITS[deadline.unit]}s end here")
    if waits is not None and day == waits.meeting_on:
        notes.append("the meeting that the Compact names")
    if day == due_on:
        notes.append("due at the end of this day")
    return "; ".join(notes) or None


def _said(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%-d %B %Y}"
