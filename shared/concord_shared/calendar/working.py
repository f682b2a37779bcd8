"""Working days and periods (handbook 0.3): day 1 is the next working day after the start; due at the end of a
day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256

from concord_shared.calendar.months import add_months
from concord_shared.contracts.base import SkippedDay

DAY = timedelta(days=1)
REMEMBERED = 10_000
STOPPED = "clock stopped"
Pause = tuple[date, date]
"""Stopped on, resumed on: days after the first up to and including the second do not count."""


class CalendarEnds(ValueError):
    """Raised for a day outside the years that the calendar covers."""


@dataclass(frozen=True)
class Counted:
    """A period worked out. `skipped` lists weekdays that did not count, with the reason; weekends are not
    listed."""

    start_on: date
    due_on: date
    skipped: tuple[SkippedDay, ...]
    calendar_version: str


@dataclass(frozen=True)
class WorkingCalendar:
    """`holidays` is the snapshot, `declared` what was added to it since; both name their days."""

    snapshot_version: str
    first_day: date
    last_day: date
    projected_from: date
    holidays: Mapping[date, str]
    declared: Mapping[date, str] = field(default_factory=dict)
    _counted: dict[tuple[date, int, tuple[Pause, ...]], Counted] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def version(self) -> str:
        """Names the snapshot by its hash and, where days were declared since, those by theirs."""
        if not self.declared:
            return self.snapshot_version
        days = "\n".join(f"{day} {name}" for day, name in sorted(self.declared.items()))
        return f"{self.snapshot_version}+{sha256(days.encode()).hexdigest()[:8]}"

    def with_declared(self, days: Mapping[date, str]) -> "WorkingCalendar":
        """The same calendar with further named days; those of the snapshot keep their names."""
        extra = {day: name for day, name in days.items() if day not in self.holidays}
        return replace(self, declared={**self.declared, **extra}, _counted={}) if extra else self

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def is_projected(self, day: date) -> bool:
        """True beyond the official list, where bank holidays are worked out by rule and may still be
        moved."""
        return day >= self.projected_from

    def name_of(self, day: date) -> str | None:
        """The bank holiday or declared day, or None. Raises CalendarEnds."""
        self._check(day)
        return self.holidays.get(day) or self.declared.get(day)

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday and no bank holiday. Raises CalendarEnds."""
        return self.name_of(day) is None and day.weekday() < 5

    def roll(self, day: date) -> date:
        """`day`, or the next working day where it is none. Raises CalendarEnds."""
        while not self.is_working_day(day):
            day += DAY
        return day

    def after(self, start: date, working_days: int, *, pauses: Sequence[Pause] = ()) -> Counted:
        """The last of so many working days after `start`, which is day 0. Raises CalendarEnds."""
        key = (start, working_days, tuple(pauses))
        known = self._counted.get(key)
        if known is None:
            if len(self._counted) >= REMEMBERED:
                self._counted.clear()
            known = self._counted[key] = self._after(start, working_days, pauses)
        return known

    def _after(self, start: date, working_days: int, pauses: Sequence[Pause]) -> Counted:
        day, left = start, working_days
        self._check(day)
        while left > 0:
            day += DAY
            left -= self.is_working_day(day) and not is_paused(day, pauses)
        return self.counted(start, day, pauses)

    def before(self, due: date, working_days: int) -> date:
        """The working day so many working days before `due`. Raises CalendarEnds."""
        day, left = due, working_days
        while left > 0:
            day -= DAY
            left -= self.is_working_day(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; 0 where `end` is not later. Raises
        CalendarEnds."""
        self._check(start)
        self._check(end)
        return sum(self.is_working_day(day) for day in days_after(start, end))

    def weeks_after(self, start: date, weeks: int, *, roll: bool = True, pauses: Sequence[Pause] = ()) -> Counted:
        """Calendar weeks: they end on the weekday they began on, moved to a working day by `roll`. Raises
        CalendarEnds."""
        day, left = start, 7 * weeks
        self._check(day)
        while left > 0:
            day += DAY
            left -= not is_paused(day, pauses)
        self._check(day)
        return self.counted(start, self.roll(day) if roll else day, pauses)

    def months_after(self, start: date, months: int, *, roll: bool = False) -> Counted:
        """The same day of the month, clamped. Periods inside commitments do not roll (handbook 0.3)."""
        day = add_months(start, months)
        self._check(day)
        return self.counted(start, self.roll(day) if roll else day)

    def counted(self, start: date, due: date, pauses: Sequence[Pause] = ()) -> Counted:
        """The period from `start` to `due` with the weekdays in it that do not count."""
        return Counted(start, due, tuple(self._skipped(start, due, pauses)), self.version)

    def _skipped(self, start: date, due: date, pauses: Sequence[Pause]) -> Iterator[SkippedDay]:
        for day in days_after(start, due):
            why = self.name_of(day) or (STOPPED if is_paused(day, pauses) else None)
            if why and day.weekday() < 5:
                yield SkippedDay(on=day, why=why)

    def _check(self, day: date) -> None:
        if not self.covers(day):
            raise CalendarEnds(
                f"The calendar covers {self.first_day:%-d %B %Y} to {self.last_day:%-d %B %Y}; "
                f"{day:%-d %B %Y} is outside it. Check the date, or install a release of Concord with a "
                "longer calendar."
            )


def days_after(start: date, end: date) -> Iterator[date]:
    """Each day after `start` up to and including `end`."""
    return (start + DAY * number for number in range(1, (end - start).days + 1))


def is_paused(day: date, pauses: Sequence[Pause]) -> bool:
    return any(stopped < day <= resumed for stopped, resumed in pauses)
