"""What an occurrence does to the clocks: those that end on it, those that start on it, pauses and
resumptions."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from concord_shared.calendar.working import WorkingCalendar
from concord_shared.contracts.base import Party
from concord_shared.deadlines.derive import derive
from concord_shared.deadlines.facts import (
    DeadlineCancelled,
    DeadlineChanged,
    DeadlineFact,
    DeadlineLapsed,
    DeadlineMet,
    DeadlineSet,
    key_of,
)
from concord_shared.deadlines.moving import paused, resumed
from concord_shared.deadlines.running import Clocks, Running, evolve_clocks, open_clocks
from concord_shared.directory import DirectoryCopy
from concord_shared.facts import On
from concord_shared.packs.model import DeadlineRule, Pack

THIS_PARTY = "this party"
ABOUT_THE_CASE = (("which", "first"), ("to", THIS_PARTY))
FIELD_NAMES = {"stage": "stage_id", "notice": "notice_type"}


@dataclass(frozen=True)
class Occurrence:
    """A fact of this or another service, as clocks see it: its name, its day, its fields by the names of the
    pack (``stage``, ``first_time``, ``notice``, ``body``), and the party where it concerns one alone."""

    name: str
    on: date
    fields: Mapping[str, Any] = field(default_factory=dict)
    party: str | None = None

    def has(self, name: str, wanted: Any) -> bool:
        value = self.fields.get(name, self.fields.get(FIELD_NAMES.get(name, name)))
        return value in wanted if isinstance(wanted, (list, tuple)) else value == wanted


def clock_facts(
    clocks: Clocks,
    pack: Pack,
    owned: Callable[[DeadlineRule], bool],
    occurrence: Occurrence,
    calendar: WorkingCalendar,
    directory: DirectoryCopy,
    parties: Iterable[str | Party] = (),
    paused_by: Collection[str] = (),
) -> tuple[On, ...]:
    """What the occurrence does, in order: it ends deadlines, stops or restarts clocks, and sets those of
    `owned` rules.

    `parties` are those for whom a deadline of their own may start (leave out who has answered already);
    `paused_by` names the pauses in force (``CaseSuspended``), under which a new deadline starts stopped.
    Raises CalendarEnds.
    """
    asked = _Asked(pack, occurrence, calendar, directory, paused_by)
    ended = tuple(fact for each in open_clocks(clocks) for fact in _ends(each, asked))
    clocks = _after(clocks, ended)
    switched = tuple(fact for each in open_clocks(clocks) for fact in _switches(each, asked))
    orgs = tuple(each.org if isinstance(each, Party) else each for each in parties)
    rules = (rule for rule in pack.deadlines if rule.starts_on == occurrence.name and owned(rule))
    started = tuple(fact for rule in rules for fact in _starts(rule, clocks, asked, orgs))
    return (*ended, *switched, *started)


@dataclass(frozen=True)
class _Asked:
    pack: Pack
    occurrence: Occurrence
    calendar: WorkingCalendar
    directory: DirectoryCopy
    paused_by: Collection[str]


def _after(clocks: Clocks, facts: Iterable[On]) -> Clocks:
    for each in facts:
        clocks = evolve_clocks(clocks, each.fact, each.occurred_on)
    return clocks


def _ends(running: Running, asked: _Asked) -> Iterator[On]:
    """A lapse that no sweep had recorded yet comes first; one recorded by a late entry is put right."""
    rule, happened = asked.pack.deadline(running.deadline_id), asked.occurrence
    if rule is None or happened.name not in rule.ends_on:
        return
    if running.party is not None and happened.party not in (None, running.party):
        return
    late = happened.on > running.due_on and running.paused_on is None
    if late and not running.lapsed and rule.kind == "target":
        yield On(lapse_of(running, rule), running.due_on + timedelta(days=1))
    if running.lapsed and not late:
        yield On(_late_entry(running), happened.on)
    yield On(_met(running, asked, late), happened.on)


def lapse_of(running: Running, rule: DeadlineRule | None) -> DeadlineLapsed:
    do = rule.on_lapse.do if rule else "flag_and_notify"
    return DeadlineLapsed(**names_of(running), due_on=running.due_on, do=do)


def names_of(running: Running) -> dict[str, Any]:
    return {"deadline_id": running.deadline_id, "stage_id": running.stage_id, "party": running.party}


def _late_entry(running: Running) -> DeadlineChanged:
    version, skipped = running.counted_by
    return DeadlineChanged(
        **names_of(running),
        old_due_on=running.due_on,
        new_due_on=running.due_on,
        warn_on=running.warn_on,
        remind_on=running.remind_on,
        calendar_version=version,
        skipped=skipped,
        reason="late_entry",
    )


def _met(running: Running, asked: _Asked, late: bool) -> DeadlineMet:
    happened = asked.occurrence
    return DeadlineMet(
        **names_of(running),
        by=happened.name,
        due_on=running.due_on,
        first_due_on=running.set.first_due_on,
        working_days_late=asked.calendar.between(running.due_on, happened.on) if late else 0,
    )


def _switches(running: Running, asked: _Asked) -> Iterator[On]:
    """A period that has run out is not stopped any more: it lapses."""
    rule, happened = asked.pack.deadline(running.deadline_id), asked.occurrence
    if rule is None or rule.pause is None or running.lapsed:
        return
    if running.paused_on is not None and happened.name == rule.pause.until:
        day = max(happened.on, running.paused_on)
        yield On(resumed(running, happened.name, day, asked.calendar), day)
    elif running.paused_on is None and happened.name == rule.pause.from_ and happened.on < running.due_on:
        day = max(happened.on, running.set.start_on)
        yield On(paused(running, happened.name, day, asked.calendar), day)


def _starts(rule: DeadlineRule, clocks: Clocks, asked: _Asked, parties: tuple[str, ...]) -> Iterator[On]:
    for party in _for_whom(rule, asked.occurrence, parties):
        if not _may_start(rule, clocks.get(key_of(rule.id, party)), asked.occurrence):
            continue
        fact = _derived(rule, party, asked)
        yield On(fact, asked.occurrence.on)
        if rule.pause is not None and rule.pause.from_ in asked.paused_by:
            running = Running(fact, fact.due_on, fact.warn_on, fact.remind_on)
            stop = paused(running, rule.pause.from_, asked.occurrence.on, asked.calendar)
            yield On(stop, asked.occurrence.on)


def _for_whom(rule: DeadlineRule, happened: Occurrence, parties: tuple[str, ...]) -> tuple[str | None, ...]:
    if rule.per == "case":
        return (None,)
    if happened.party is not None:
        return tuple(party for party in parties if party == happened.party)
    return () if rule.starts_when.get("to") == THIS_PARTY else parties


def _may_start(rule: DeadlineRule, known: Running | None, happened: Occurrence) -> bool:
    first_only, once = rule.starts_when.get("which") == "first", rule.starts_when.get("to") == THIS_PARTY
    told = {name: value for name, value in rule.starts_when.items() if (name, value) not in ABOUT_THE_CASE}
    if not all(happened.has(name, wanted) for name, wanted in told.items()):
        return False
    if known is None:
        return True
    # A letter sent again does not begin a party's period anew, nor one that it has answered.
    return not known.is_open and not first_only and not (once and known.ended == "met")


def _derived(rule: DeadlineRule, party: str | None, asked: _Asked) -> DeadlineSet:
    day = asked.occurrence.on
    meetings = asked.directory.meetings(rule.alternative.body, day) if rule.alternative else ()
    return derive(rule, day, asked.calendar, meetings, party)


def cancel_stage(clocks: Clocks, stage_id: str, on: date, why: str) -> tuple[On, ...]:
    """Ends what is open in that stage, lapsed or not: the stage is over."""
    return _cancelled((each for each in open_clocks(clocks) if each.stage_id == stage_id), on, why)


def cancel_all(clocks: Clocks, on: date, why: str, keep: Collection[str] = ()) -> tuple[On, ...]:
    """Ends everything open but the stages and deadlines named in `keep`."""
    gone = (each for each in open_clocks(clocks) if not {each.stage_id, each.deadline_id} & set(keep))
    return _cancelled(gone, on, why)


def _cancelled(gone: Iterable[Running], on: date, why: str) -> tuple[On, ...]:
    facts: Iterable[DeadlineFact] = (DeadlineCancelled(**names_of(each), due_on=each.due_on, why=why) for each in gone)
    return tuple(On(fact, on) for fact in facts)
