"""Every deadline worked out again from pack, calendar and meetings; every lapse and end against its due day."""

from collections.abc import Iterator
from datetime import timedelta

from concord.auditing.finding import Finding
from concord.auditing.records import Records
from concord.auditing.rules import Rules
from concord_shared.deadlines.derive import derive
from concord_shared.deadlines.facts import (
    DeadlineCancelled,
    DeadlineFact,
    DeadlineLapsed,
    DeadlineMet,
    DeadlineSet,
    Moved,
)
from concord_shared.envelope import Recorded
from concord_shared.packs.model import AFTER_CLOSING

DAY = timedelta(days=1)


def check_dates(records: Records, rules: Rules) -> Iterator[Finding]:
    for facts in records.streams.values():
        running: dict[str, DeadlineFact] = {}
        for each in facts:
            if isinstance(each.fact, DeadlineFact):
                yield from _check(records.service.name, each, running, rules)
        yield from _left_open(records.service.name, facts, running)


def _check(name: str, each: Recorded, running: dict[str, DeadlineFact], rules: Rules) -> Iterator[Finding]:
    fact = each.fact
    assert isinstance(fact, DeadlineFact)
    match fact:
        case DeadlineSet():
            yield from _derived(name, each, fact, rules)
            running[fact.key] = fact
        case Moved():
            yield from _same(name, each, "the due day that was moved", _due(running.get(fact.key)), fact.old_due_on)
            running[fact.key] = fact
        case DeadlineLapsed():
            yield from _same(name, each, "the due day that lapsed", _due(running.get(fact.key)), fact.due_on)
            yield from _same(name, each, "the day of the lapse", fact.due_on + DAY, each.envelope.occurred_on)
        case DeadlineMet() | DeadlineCancelled():
            yield from _ended(name, each, fact, running, rules)


def _derived(name: str, each: Recorded, fact: DeadlineSet, rules: Rules) -> Iterator[Finding]:
    pack = rules.packs.get(each.envelope.pack_version or "")
    rule = pack.deadline(fact.deadline_id) if pack else None
    if rule is None:
        yield Finding(
            name, each.stream, each.version, f"the rule {fact.deadline_id}", "in the pinned pack", "not there"
        )
        return
    heard = each.envelope.heard.get("directory", 0)
    calendar, directory = rules.calendar_at(heard), rules.directory_at(heard)
    meetings = directory.meetings(rule.alternative.body, fact.start_on) if rule.alternative else ()
    again = derive(rule, fact.start_on, calendar, meetings, fact.party)
    for field, value in again:
        if getattr(fact, field) != value and not (field == "start_fact" and fact.repeats):
            what = f"{field} of {fact.key}"
            yield Finding(name, each.stream, each.version, what, _said(value), _said(getattr(fact, field)))


def _ended(
    name: str, each: Recorded, fact: DeadlineMet | DeadlineCancelled, running: dict[str, DeadlineFact], rules: Rules
) -> Iterator[Finding]:
    yield from _same(
        name, each, f"the due day of {fact.key} at its end", _due(running.pop(fact.key, None)), fact.due_on
    )
    if isinstance(fact, DeadlineMet):
        calendar = rules.calendar_at(each.envelope.heard.get("directory", 0))
        late = calendar.between(fact.due_on, each.envelope.occurred_on)
        yield from _same(name, each, f"working days late of {fact.key}", late, fact.working_days_late)


def _left_open(name: str, facts: list[Recorded], running: dict[str, DeadlineFact]) -> Iterator[Finding]:
    """Once this stream knows that its case has closed, nothing but what begins then may still run."""
    if not any(type(each.fact).__name__ == "CaseClosed" for each in facts):
        return
    for key, fact in running.items():
        if fact.stage_id != AFTER_CLOSING:
            yield Finding(name, facts[-1].stream, 0, f"the deadline {key} of a closed case", "ended", "still running")


def _due(fact: DeadlineFact | None) -> object:
    if isinstance(fact, DeadlineSet):
        return fact.due_on
    return fact.new_due_on if isinstance(fact, Moved) else "none is running"


def _same(name: str, each: Recorded, what: str, expected: object, found: object) -> Iterator[Finding]:
    if expected != found:
        yield Finding(name, each.stream, each.version, what, str(expected), str(found))


def _said(value: object) -> str:
    return (
        ", ".join(str(getattr(each, "on", each)) for each in value) or "none"
        if isinstance(value, tuple)
        else str(value)
    )
