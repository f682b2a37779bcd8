"""Rules about how often, how long a term, and which way a figure moves."""

from datetime import date, timedelta
from operator import eq, ge, le

from concord_shared.calendar.months import add_months
from concord_shared.commitments.entries import Said, Term
from concord_shared.commitments.fields import MONTHS_OF, before_field, period_field
from concord_shared.commitments.weighed import Weighed
from concord_shared.packs.compact import UndertakingRule as Rule

COMPARED = {">=": ge, "<=": le, "==": eq}


def often(rule: Rule, said: Said) -> Weighed:
    """So many times in the period that begins on the day given; a period that still runs may yet reach it."""
    start, days, needed = said.day(period_field(rule)), said.days(rule.fact), rule.value or 1
    missing = [name for name, value in ((period_field(rule), start), (rule.fact, days)) if value is None]
    if missing or days is None or not isinstance(start, date):
        return _weighed(rule, "undecided", "missing", missing=missing or [period_field(rule)])
    end = add_months(start, MONTHS_OF[rule.period or "year"])
    inside = [day for day in days if start <= day < end]
    found = {
        "start_on": start,
        "due_on": end - timedelta(days=1),
        "value": needed,
        "unit": "time",
        "counted": len(inside),
        "not_counted": [day for day in days if day not in inside],
    }
    if len(inside) >= needed:
        return _weighed(rule, "met", "enough", **found)
    short = {"off": needed - len(inside), "off_unit": "time"}
    if said.on < end:
        return _weighed(rule, "undecided", "still_running", **found, **short)
    return _weighed(rule, "not_met", "too_few", **found, **short)


def term(rule: Rule, said: Said) -> Weighed:
    """A term against a number of years or months. A term by its days runs to the end of its last day."""
    given, op = said.term(rule.fact), rule.op or ">="
    if given is None:
        return _weighed(rule, "undecided", "missing", missing=[rule.fact])
    target = (rule.value or 0) * MONTHS_OF[rule.unit or "year"]
    length = {"value": rule.value, "unit": rule.unit}
    if not isinstance(given, Term):
        return _weighed(rule, "not_met", "never_done", **length)
    if given.first_on is None or given.last_on is None:
        months = given.months or 0
        return _compared(rule, months - target, "month", {**length, "took": months}, op)
    due = add_months(given.first_on, target) - timedelta(days=1)
    days = {"start_on": given.first_on, "end_on": given.last_on, "due_on": due}
    return _compared(rule, (given.last_on - due).days, "day", {**length, **days}, op)


def trend(rule: Rule, said: Said) -> Weighed:
    """The later figure above the earlier one, or below it; as many as before is neither."""
    earlier, now = said.number(before_field(rule)), said.number(rule.fact)
    missing = [name for name, value in ((before_field(rule), earlier), (rule.fact, now)) if value is None]
    if missing or earlier is None or now is None:
        return _weighed(rule, "undecided", "missing", missing=missing)
    moved = now - earlier if rule.direction == "up" else earlier - now
    outcome, why = ("met", "moved_as_meant") if moved > 0 else ("not_met", "not_moved_as_meant")
    return _weighed(rule, outcome, why, counted=now, value=earlier)


def _compared(rule: Rule, over: int, unit: str, found: dict[str, object], op: str) -> Weighed:
    if COMPARED[op](over, 0):
        return _weighed(rule, "met", "term_fits", **found)
    why = "term_too_short" if over < 0 else "term_too_long"
    return _weighed(rule, "not_met", why, off=abs(over), off_unit=unit, **found)


def _weighed(rule: Rule, outcome: str, why: str, **more: object) -> Weighed:
    return Weighed.model_validate({"kind": rule.kind, "outcome": outcome, "why": why, **more})
