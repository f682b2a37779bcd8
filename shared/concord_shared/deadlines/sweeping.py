"""What has come due as of a day: warnings, reminders and lapses, each once and dated when it came due."""

from collections.abc import Iterator
from datetime import date, timedelta

from concord_shared.calendar.working import WorkingCalendar
from concord_shared.deadlines.derive import dated
from concord_shared.deadlines.facts import (
    DeadlineApproaching,
    DeadlineChanged,
    DeadlineFact,
    DeadlineLapsed,
    ReminderDue,
)
from concord_shared.deadlines.moving import recount
from concord_shared.deadlines.occurrences import lapse_of, names_of
from concord_shared.deadlines.running import Clocks, Running, evolve_clocks, open_clocks
from concord_shared.facts import On
from concord_shared.packs.model import Pack

Item = tuple[date, int, str, DeadlineFact]


def sweep(clocks: Clocks, pack: Pack, today: date, calendar: WorkingCalendar) -> tuple[On, ...]:
    """Everything that came due by `today`, in the order in which it did: a sweep after weeks says what daily
    sweeps would have said. A repeating deadline is set again from its old due day. Raises CalendarEnds."""
    facts = [On(fact, today) for fact in _missed(clocks, calendar)]
    for each in facts:
        clocks = evolve_clocks(clocks, each.fact, each.occurred_on)
    while (item := _first(clocks, pack)) is not None and item[0] <= today:
        for happened in _carried_out(item, clocks, calendar):
            facts.append(happened)
            clocks = evolve_clocks(clocks, happened.fact, happened.occurred_on)
    return tuple(facts)


def _missed(clocks: Clocks, calendar: WorkingCalendar) -> tuple[DeadlineChanged, ...]:
    """What a declared holiday should have moved while the case was put aside: nothing lapses by an old day."""
    others = (each.counted_by[0] != calendar.version for each in open_clocks(clocks))
    return recount(clocks, calendar) if calendar.declared and any(others) else ()


def next_on(clocks: Clocks) -> date | None:
    """The earliest day on which a sweep has something to do, or None."""
    return min((day for running in open_clocks(clocks) for day, _ in _agenda(running)), default=None)


def _first(clocks: Clocks, pack: Pack) -> Item | None:
    items = (
        (day, rank, running.key, _fact(running, rank, pack))
        for running in open_clocks(clocks)
        for day, rank in _agenda(running)
    )
    return min(items, key=lambda item: item[:3], default=None)


WARN, REMIND, LAPSE = range(3)


def _agenda(running: Running) -> Iterator[tuple[date, int]]:
    if running.paused_on is not None:
        return
    if running.warn_on is not None and not running.warned and not running.lapsed:
        yield running.warn_on, WARN
    if running.reminded < len(running.remind_on):
        yield running.remind_on[running.reminded], REMIND
    if not running.lapsed:
        yield running.due_on + timedelta(days=1), LAPSE


def _fact(running: Running, rank: int, pack: Pack) -> DeadlineFact:
    if rank == WARN:
        return DeadlineApproaching(**names_of(running), due_on=running.due_on)
    if rank == REMIND:
        return ReminderDue(**names_of(running), number=running.reminded + 1, due_on=running.due_on)
    return lapse_of(running, pack.deadline(running.deadline_id))


def _carried_out(item: Item, clocks: Clocks, calendar: WorkingCalendar) -> Iterator[On]:
    day, _, key, fact = item
    yield On(fact, day)
    running = clocks[key]
    if isinstance(fact, DeadlineLapsed) and running.set.repeats:
        again = running.set.model_copy(update={"start_on": running.due_on, "start_fact": "DeadlineLapsed"})
        yield On(dated(again, calendar), day)
