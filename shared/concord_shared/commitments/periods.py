"""Rules about a length of time: at least so long, at most so long, notice of at least so long."""

from datetime import date, timedelta

from concord_shared.calendar.working import Counted, WorkingCalendar
from concord_shared.commitments.entries import NEVER, EntryWrong, Said
from concord_shared.commitments.weighed import Weighed
from concord_shared.packs.compact import UndertakingRule as Rule

DAY = "day"


def at_least(rule: Rule, said: Said) -> Weighed:
    """A period, or notice of a period: met where the second day is no earlier than the first one leads to."""
    start, end = said.day(rule.from_), said.day(rule.to)
    first = _unsaid(rule, said) or _not_begun(rule, said, start, end)
    if first is not None or not isinstance(start, date):
        return first or _plain(rule, "nothing_yet")
    base = _begun(rule, start, said.calendar)
    if not isinstance(end, date):
        return _so_far(base, said)
    if rule.kind == "min_duration":
        _check_order(rule, start, end)
    return _held(base, end, said.calendar)


def at_most(rule: Rule, said: Said) -> Weighed:
    """Met where the second day is no later than the first one leads to."""
    start, end = said.day(rule.from_), said.day(rule.to)
    unsaid = _unsaid(rule, said)
    if unsaid is not None:
        return unsaid
    if not isinstance(start, date):
        if isinstance(end, date):
            raise EntryWrong(rule.to, f"{rule.to} has a date, but {rule.from_} is 'none': check the two.")
        return _plain(rule, "nothing_yet")
    base = _begun(rule, start, said.calendar)
    if isinstance(end, date):
        _check_order(rule, start, end)
        return _within(base.model_copy(update={"end_on": end}), end, said.calendar)
    waiting = said.on <= (base.due_on or said.on)
    return base.model_copy(update={"why": "still_running"}) if waiting else _within(base, said.on, said.calendar)


def period(start: date, value: int, unit: str, calendar: WorkingCalendar) -> Counted:
    """Months are clamped to the end of a short one; neither they nor weeks move to a working day (handbook 0.3).
    `skipped` is filled for working days alone: in every other unit each day counts. Raises CalendarEnds."""
    match unit:
        case "working_day":
            return calendar.after(start, value)
        case "day":
            found = calendar.counted(start, start + timedelta(days=value))
        case "week":
            found = calendar.weeks_after(start, value, roll=False)
        case "month":
            found = calendar.months_after(start, value)
        case _:
            found = calendar.months_after(start, 12 * value)
    return Counted(found.start_on, found.due_on, (), found.calendar_version)


def apart(first: date, second: date, unit: str, calendar: WorkingCalendar) -> int:
    """Days from the first to the second: working days where the rule counts them, else all."""
    return calendar.between(first, second) if unit == "working_day" else (second - first).days


def _begun(rule: Rule, start: date, calendar: WorkingCalendar) -> Weighed:
    value, unit = rule.value or 0, rule.unit or DAY
    counted = period(start, value, unit, calendar)
    return Weighed(
        kind=rule.kind,
        outcome="undecided",
        why="still_running",
        start_on=start,
        due_on=counted.due_on,
        value=value,
        unit=unit,
        clamped=unit in ("month", "year") and counted.due_on.day != start.day,
        skipped=counted.skipped,
        calendar_version=counted.calendar_version,
    )


def _held(base: Weighed, end: date, calendar: WorkingCalendar) -> Weighed:
    assert base.start_on and base.due_on and base.unit
    took = apart(base.start_on, end, base.unit, calendar)
    if end >= base.due_on:
        return base.model_copy(update={"outcome": "met", "why": "long_enough", "end_on": end, "took": took})
    off = apart(end, base.due_on, base.unit, calendar)
    short = {"outcome": "not_met", "why": "too_short", "end_on": end, "took": took}
    return base.model_copy(update={**short, "off": off, "off_unit": _off_unit(base.unit)})


def _within(base: Weighed, end: date, calendar: WorkingCalendar) -> Weighed:
    assert base.start_on and base.due_on and base.unit
    took = apart(base.start_on, end, base.unit, calendar)
    if end <= base.due_on:
        return base.model_copy(update={"outcome": "met", "why": "in_time", "took": took})
    off = apart(base.due_on, end, base.unit, calendar)
    late = {"outcome": "not_met", "why": "too_late", "took": took, "off": off, "off_unit": _off_unit(base.unit)}
    return base.model_copy(update=late)


def _so_far(base: Weighed, said: Said) -> Weighed:
    """The end has not come: it is met once the period has run, whenever it ends."""
    assert base.due_on
    return base.model_copy(update={"outcome": "met", "why": "long_enough"} if said.on >= base.due_on else {})


def _not_begun(rule: Rule, said: Said, start: date | str | None, end: date | str | None) -> Weighed | None:
    if start != NEVER:
        return None
    if not isinstance(end, date):
        return _plain(rule, "nothing_yet")
    if rule.kind == "min_duration":
        raise EntryWrong(rule.to, f"{rule.to} has a date, but {rule.from_} is 'none': check the two.")
    if period(said.on, rule.value or 0, rule.unit or DAY, said.calendar).due_on <= end:
        return _plain(rule, "still_time").model_copy(update={"end_on": end})
    return _plain(rule, "never_begun").model_copy(update={"outcome": "not_met", "end_on": end})


def _unsaid(rule: Rule, said: Said) -> Weighed | None:
    missing = tuple(name for name in (rule.from_, rule.to) if name and said.day(name) is None)
    return _plain(rule, "missing").model_copy(update={"missing": missing}) if missing else None


def _plain(rule: Rule, why: str) -> Weighed:
    return Weighed.model_validate(
        {"kind": rule.kind, "outcome": "undecided", "why": why, "value": rule.value, "unit": rule.unit}
    )


def _check_order(rule: Rule, start: date, end: date) -> None:
    if end < start:
        raise EntryWrong(rule.to, f"{rule.to} ({end}) is before {rule.from_} ({start}): check the two dates.")


def _off_unit(unit: str) -> str:
    return unit if unit == "working_day" else DAY
