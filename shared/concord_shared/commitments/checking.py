"""A commitment checked against what was entered: met, not met or excused by these dates, or what is missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from concord_shared.calendar.working import CalendarEnds, WorkingCalendar
from concord_shared.commitments import counts, order, periods
from concord_shared.commitments.entries import EntryWrong, Said, one_of
from concord_shared.commitments.fields import fields_of, fields_of_rule, name_of
from concord_shared.commitments.weighed import Result, Weighed, result_of
from concord_shared.packs.compact import UndertakingRule as Rule
from concord_shared.packs.model import Commitment, Pack

KINDS: Mapping[str, Callable[[Rule, Said], Weighed]] = {
    "min_duration": periods.at_least,
    "min_notice": periods.at_least,
    "max_duration": periods.at_most,
    "before": order.before,
    "must_exist": order.must_exist,
    "min_count": counts.often,
    "term_target": counts.term,
    "trend": counts.trend,
}


class NotMeasurable(LookupError):
    """The pack has no such commitment, or gives it no rule that dates can answer; says which there are."""


@dataclass(frozen=True)
class Checked:
    """Evidence by dates, as of `on`; where the commitment is measurable in part, the rest stays a judgement."""

    commitment: Commitment
    on: date
    result: Result
    rules: tuple[Weighed, ...]
    entered: tuple[tuple[str, str], ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for each in self.rules for name in each.missing))


def measurable(pack: Pack, number: str) -> Commitment:
    """Raises NotMeasurable."""
    commitment = pack.commitments.get(number)
    known = ", ".join(each.no for each in pack.commitments.values() if each.rules)
    if commitment is None:
        raise NotMeasurable(f"{pack.title} has no commitment of that number. Dates can be held against: {known}.")
    if not commitment.rules:
        raise NotMeasurable(
            f"Whether {number} is kept is a judgement: no date can answer it. Dates can be held against: {known}."
        )
    return commitment


def check(pack: Pack, number: str, entries: Mapping[str, str], calendar: WorkingCalendar, on: date) -> Checked:
    """`entries` by field name, as text (see `entries.HOW`); `on` is the day of asking. Raises NotMeasurable, and
    EntryWrong for a field that is unknown, cannot be read or goes against another. It finds no breach: a rule that is
    not met is evidence (handbook 0.2)."""
    commitment = measurable(pack, number)
    fields, said = fields_of(commitment), Said(entries, calendar, on)
    for name in entries:
        said.check(one_of(name, fields, f"Commitment {number}"))
    try:
        rules = tuple(weigh(rule, said) for rule in commitment.rules)
    except CalendarEnds as ends:
        raise EntryWrong(None, str(ends)) from None
    given = tuple((field.name, entries[field.name].strip()) for field in fields if field.name in entries)
    return Checked(commitment, on, result_of(rules), rules, given)


def weigh(rule: Rule, said: Said) -> Weighed:
    if rule.when and said.yes(name_of(rule.when)) is False:
        return Weighed(kind=rule.kind, outcome="does_not_apply", why="condition_not_so")
    found = KINDS[rule.kind](rule, said)
    if found.outcome == "not_met":
        found = _excused(rule, found, said)
    to_come = tuple(field.name for field in fields_of_rule(rule) if _comes(field.name, field.kind, said))
    return found.model_copy(update={"assumed": _assumed(rule, found, said), "to_come": to_come})


def _excused(rule: Rule, found: Weighed, said: Said) -> Weighed:
    """Comply or explain: the pack names the fact that excuses a departure, or what makes it an exception."""
    if rule.unless and said.yes(name_of(rule.unless)):
        return found.model_copy(update={"outcome": "excused", "excuse": "exception"})
    if rule.else_require is None:
        return found
    explained = said.day(rule.else_require)
    if explained is None:
        return found.model_copy(update={"outcome": "undecided", "missing": (rule.else_require,)})
    if isinstance(explained, date):
        return found.model_copy(update={"outcome": "excused", "excuse": "explained"})
    return found


def _assumed(rule: Rule, found: Weighed, said: Said) -> tuple[str, ...]:
    """That a condition holds, and that no exception does, is taken so where nothing else was said."""
    asked = [rule.when, rule.unless if found.outcome in ("not_met", "undecided") else None]
    return tuple(name_of(text) for text in asked if text and said.yes(name_of(text)) is None)


def _comes(name: str, kind: str, said: Said) -> bool:
    if kind == "days":
        return any(day > said.on for day in said.days(name) or ())
    day = said.day(name) if kind == "day" else None
    return isinstance(day, date) and day > said.on
