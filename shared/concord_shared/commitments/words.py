"""What came out in plain sentences: the dates, the arithmetic, and what follows, which is never a finding."""

from collections.abc import Iterator
from datetime import date

from concord_shared.commitments.checking import Checked
from concord_shared.commitments.fields import name_of, said
from concord_shared.commitments.weighed import Weighed
from concord_shared.packs.compact import UndertakingRule as Rule

RESULTS = {
    "met": "Met by these dates.",
    "not_met": "Not met by these dates. That is evidence to talk about, and finds nothing against anybody.",
    "excused": "Excused by what was entered.",
    "undecided": "These dates cannot decide it yet.",
}
OUTCOMES = {
    "met": "met",
    "not_met": "not met by these dates",
    "excused": "excused",
    "does_not_apply": "asks nothing here",
    "undecided": "cannot be decided yet",
}
COUNTING = {
    "working_day": "Counted in working days: Monday to Friday without bank holidays, from the day after the start.",
    "week": "Weeks end on the weekday they began on, and do not move to a working day.",
    "month": "Months end on the same day of the month, on the last day of a short one, and do not move.",
    "year": "Years end on the same day of the month, on the last day of a short one, and do not move.",
}
JUDGEMENT = "Dates show only part of this commitment: whether it was done well enough is for people to judge."
WHYS = {
    "in_time": "it came first",
    "done": "it is there",
    "never_begun": "it was never given, and the time for it has gone",
    "never_done": "it has not been done",
    "incomplete": "it does not include what it has to include",
    "term_fits": "the term fits",
    "moved_as_meant": "the figure moved as the commitment means it to",
    "not_moved_as_meant": "the figure did not move as the commitment means it to",
    "not_come_yet": "what it has to come before is still to come",
    "still_running": "the time still runs",
    "still_time": "there is still time for it",
    "nothing_yet": "nothing has happened yet from which it could be counted",
    "condition_not_so": "the commitment asks for it only where its condition holds, and that is not so here",
}


def lines_of(checked: Checked) -> Iterator[str]:
    """The answer, one sentence a line, the rules in the pack's order."""
    yield RESULTS[checked.result]
    for rule, weighed in zip(checked.commitment.rules, checked.rules, strict=True):
        yield from rule_lines(rule, weighed, checked.on)
    if checked.commitment.measurability == "partly":
        yield JUDGEMENT


def rule_lines(rule: Rule, weighed: Weighed, on: date) -> Iterator[str]:
    yield f"{headline(rule)}: {OUTCOMES[weighed.outcome]}."
    yield from (f"  {line}" for line in _arithmetic(rule, weighed))
    if weighed.excuse == "explained":
        yield f"  Excused: {said(rule.else_require or '')}."
    if weighed.excuse == "exception":
        yield f"  Excused, as the text provides for it: {rule.unless}."
    if weighed.missing:
        yield f"  Missing: {', '.join(weighed.missing)}."
    for name in weighed.assumed:
        no = rule.unless is not None and name != _condition(rule)
        text = rule.unless if no else rule.when
        yield f"  Nothing was said of this, so it was taken as {'not so' if no else 'so'}: {text} ({name}=yes or no)."
    if weighed.to_come:
        names = ", ".join(said(name) for name in weighed.to_come)
        yield f"  Still to come on {day(on)}: {names}. The answer holds if it comes so."


def headline(rule: Rule) -> str:
    """What the rule asks for, in words made from its own keys."""
    match rule.kind:
        case "min_duration" | "min_notice":
            return f"At least {length(rule.value, rule.unit)} from {said(rule.from_ or '')} to {said(rule.to or '')}"
        case "max_duration":
            return f"At most {length(rule.value, rule.unit)} from {said(rule.from_ or '')} to {said(rule.to or '')}"
        case "before":
            same = " or on the same day" if rule.inclusive else ""
            return f"{_start(said(rule.first or ''))} before {said(rule.then or '')}{same}"
        case "must_exist":
            by = f", by {said(rule.by)}" if rule.by else ""
            after = f", after {said(rule.after)}" if rule.after else ""
            includes = f", with {said(rule.includes)}" if rule.includes else ""
            return f"{_start(said(rule.fact or ''))}{by}{after}{includes}"
        case "min_count":
            return f"{_start(said(rule.fact or ''))}, {length(rule.value, 'time')} or more in a {rule.period}"
        case "term_target":
            how = {">=": "or longer", "<=": "or shorter"}.get(rule.op or "", "exactly")
            return f"{_start(said(rule.fact or ''))} of {length(rule.value, rule.unit)} {how}"
        case _:
            return f"{_start(said(rule.fact or ''))} goes {rule.direction} from one {rule.period} to the next"


def _arithmetic(rule: Rule, weighed: Weighed) -> Iterator[str]:
    if rule.kind in ("min_duration", "min_notice", "max_duration") and weighed.due_on:
        yield from _period(rule, weighed)
    elif rule.kind in ("min_count", "trend") or weighed.counted is not None:
        yield from _count(rule, weighed)
    elif rule.kind == "term_target":
        yield from _term(weighed)
    else:
        yield from _order(rule, weighed)
    if weighed.why in WHYS and weighed.outcome != "met":
        yield f"{_start(WHYS[weighed.why])}."


def _period(rule: Rule, weighed: Weighed) -> Iterator[str]:
    assert weighed.start_on and weighed.due_on
    clamped = ", the last day of a shorter month" if weighed.clamped else ""
    yield f"{_start(said(rule.from_ or ''))} on {day(weighed.start_on)} (day 0)."
    yield f"{_start(length(weighed.value, weighed.unit))} from there: {day(weighed.due_on)}{clamped}."
    for each in weighed.skipped:
        yield f"Not counted: {day(each.on)}, {each.why}."
    if weighed.end_on:
        yield f"{_start(said(rule.to or ''))} on {day(weighed.end_on)}{_off(weighed)}."
    elif weighed.off:
        yield f"{_start(said(rule.to or ''))} has not come{_off(weighed)} so far."
    if weighed.unit in COUNTING:
        yield COUNTING[weighed.unit]


def _order(rule: Rule, weighed: Weighed) -> Iterator[str]:
    off = _off(weighed)
    named: tuple[tuple[str | None, date | None, str], ...]
    if rule.kind == "before":
        named = ((rule.first, weighed.start_on, off), (rule.then, weighed.end_on, ""))
    elif rule.kind == "must_exist":
        limits = ((rule.by, weighed.due_on, ""), (rule.after, weighed.start_on, ""))
        named = (*limits, (rule.fact, weighed.end_on, off))
    else:
        named = ((rule.from_, weighed.start_on, ""), (rule.to, weighed.end_on, off))
    for name, on, how in named:
        if on is not None:
            yield f"{_start(said(name or ''))} on {day(on)}{how}."


def _count(rule: Rule, weighed: Weighed) -> Iterator[str]:
    if rule.kind == "trend":
        if weighed.counted is not None:
            yield f"{weighed.value} a {rule.period} before, {weighed.counted} now."
        return
    if weighed.start_on and weighed.due_on:
        yield f"Counted from {day(weighed.start_on)} to {day(weighed.due_on)}."
    if weighed.counted is not None:
        yield f"{length(weighed.counted, 'time')} of {length(weighed.value, 'time')}."
    for each in weighed.not_counted:
        yield f"Not counted, as it lies outside: {day(each)}."


def _term(weighed: Weighed) -> Iterator[str]:
    if weighed.start_on and weighed.end_on and weighed.due_on:
        yield f"From {day(weighed.start_on)}, {length(weighed.value, weighed.unit)} end on {day(weighed.due_on)}."
        yield f"It ends on {day(weighed.end_on)}{_off(weighed)}."
    elif weighed.took is not None:
        yield f"{_start(length(weighed.took, 'month'))}{_off(weighed)}."


def _off(weighed: Weighed) -> str:
    """``: 3 working days late`` for what is not met."""
    if weighed.why == "too_late" and weighed.off == 0:
        return ": on the same day, and not before it"
    how = {"too_short": "too early", "too_late": "late", "too_early": "too early"}
    how |= {"term_too_short": "too short", "term_too_long": "too long"}
    if not weighed.off or weighed.why not in how:
        return ""
    return f": {length(weighed.off, weighed.off_unit)} {how[weighed.why]}"


def length(value: int | None, unit: str | None) -> str:
    """``10 working days``, ``1 month``"""
    return f"{value} {said(unit or 'day')}{'' if value == 1 else 's'}"


def day(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B %Y}"


def _condition(rule: Rule) -> str | None:
    return name_of(rule.when) if rule.when else None


def _start(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
