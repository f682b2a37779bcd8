"""Rules about what comes first, and about what has to be there at all."""

from datetime import date

from concord_shared.commitments.entries import NEVER, Said
from concord_shared.commitments.weighed import Weighed
from concord_shared.packs.compact import UndertakingRule as Rule

Day = date | str | None


def before(rule: Rule, said: Said) -> Weighed:
    """The first before the second; on the same day only where the rule says `inclusive`, since a date cannot tell."""
    first, then = said.day(rule.first), said.day(rule.then)
    missing = _unsaid(said, rule.first, rule.then)
    if missing:
        return _weighed(rule, "undecided", "missing", missing=missing)
    days: dict[str, object] = {"start_on": _date(first), "end_on": _date(then)}
    if first == NEVER:
        outcome, why = _not_done(then, said.on)
        return _weighed(rule, outcome, why, **days)
    if then == NEVER:
        return _weighed(rule, "met", "not_come_yet", **days)
    assert isinstance(first, date) and isinstance(then, date)
    if first < then or (rule.inclusive and first == then):
        return _weighed(rule, "met", "in_time", **days)
    return _weighed(rule, "not_met", "too_late", off=(first - then).days, off_unit="day", **days)


def must_exist(rule: Rule, said: Said) -> Weighed:
    """It is there: by the day of another fact, not before that of another, with what it must include."""
    if rule.min_count:
        return _often_enough(rule, said, rule.min_count)
    fact, by, after = said.day(rule.fact), said.day(rule.by), said.day(rule.after)
    include = rule.includes if isinstance(fact, date) and said.yes(rule.includes) is None else None
    missing = (*_unsaid(said, rule.fact, rule.by, rule.after), *([include] if include else []))
    if missing:
        return _weighed(rule, "undecided", "missing", missing=missing)
    days: dict[str, object] = {"end_on": _date(fact), "start_on": _date(after), "due_on": _date(by)}
    if after == NEVER:
        return _weighed(rule, "undecided", "nothing_yet", **days)
    if not isinstance(fact, date):
        outcome, why = _missed(by, after, said.on)
        return _weighed(rule, outcome, why, **days)
    if isinstance(after, date) and fact < after:
        return _weighed(rule, "not_met", "too_early", off=(after - fact).days, off_unit="day", **days)
    if isinstance(by, date) and fact > by:
        return _weighed(rule, "not_met", "too_late", off=(fact - by).days, off_unit="day", **days)
    if rule.includes and not said.yes(rule.includes):
        return _weighed(rule, "not_met", "incomplete", **days)
    return _weighed(rule, "met", "not_come_yet" if by == NEVER else "done", **days)


def _often_enough(rule: Rule, said: Said, needed: int) -> Weighed:
    days = said.days(rule.fact)
    if days is None:
        return _weighed(rule, "undecided", "missing", missing=(rule.fact,))
    number = {"counted": len(days), "value": needed, "unit": "time"}
    if len(days) >= needed:
        return _weighed(rule, "met", "done", end_on=days[needed - 1], **number)
    why = "too_few" if days else "never_done"
    return _weighed(rule, "not_met", why, off=needed - len(days), off_unit="time", **number)


def _not_done(limit: Day, on: date) -> tuple[str, str]:
    if limit == NEVER:
        return "undecided", "nothing_yet"
    return ("undecided", "still_time") if isinstance(limit, date) and limit > on else ("not_met", "never_done")


def _missed(by: Day, after: Day, on: date) -> tuple[str, str]:
    if by == NEVER:
        return "undecided", "nothing_yet"
    waits = (isinstance(by, date) and by >= on) or (isinstance(after, date) and after >= on)
    return ("undecided", "still_time") if waits else ("not_met", "never_done")


def _unsaid(said: Said, *names: str | None) -> tuple[str, ...]:
    return tuple(name for name in names if name and said.day(name) is None)


def _date(day: Day) -> date | None:
    return day if isinstance(day, date) else None


def _weighed(rule: Rule, outcome: str, why: str, **more: object) -> Weighed:
    return Weighed.model_validate({"kind": rule.kind, "outcome": outcome, "why": why, **more})
