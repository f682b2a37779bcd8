"""What moves a due day does so in whatever order it comes: pauses, extensions and days declared holidays."""

from datetime import date, timedelta
from itertools import permutations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from concord_shared.calendar.snapshot import england
from concord_shared.calendar.working import WorkingCalendar
from concord_shared.deadlines.clocks import (
    Clocks,
    Occurrence,
    clock_facts,
    derive,
    evolve_clocks,
    extended,
    recount,
    sweep,
)
from concord_shared.deadlines.derive import due_of
from concord_shared.deadlines.facts import DeadlineChanged, DeadlineLapsed, DeadlineMet, DeadlineSet
from concord_shared.deadlines.moving import paused, resumed
from concord_shared.directory import DirectoryCopy
from concord_shared.facts import Fact, On
from concord_shared.packs.loading import builtin, load
from concord_shared.packs.model import DeadlineRule

PACKS = {name: load(path) for name, path in builtin().items()}
RULES = [(name, rule) for name, pack in PACKS.items() for rule in pack.deadlines]
CALENDAR, DAY = england(), timedelta(days=1)
starts = st.dates(date(2021, 1, 1), date(2030, 12, 31))
rules = st.sampled_from([rule for _, rule in RULES])
extendable = st.sampled_from([(name, rule) for name, rule in RULES if rule.extension])
repeating = st.sampled_from([(name, rule) for name, rule in RULES if rule.repeats])
targets = st.sampled_from([(name, rule) for name, rule in RULES if rule.kind == "target" and rule.per == "case"])


class Moving:
    """One deadline and the calendar as it is known, moved step by step."""

    def __init__(self, rule: DeadlineRule, start: date) -> None:
        self.calendar: WorkingCalendar = CALENDAR
        self.clocks: Clocks = {}
        self.take(derive(rule, start, CALENDAR), start)

    def take(self, fact: Fact, on: date) -> None:
        self.clocks = evolve_clocks(self.clocks, fact, on)

    @property
    def running(self):  # type: ignore[no-untyped-def]
        (one,) = self.clocks.values()
        return one

    def declare(self, days: list[date]) -> None:
        self.calendar = self.calendar.with_declared(dict.fromkeys(days, "A day declared late"))
        for fact in recount(self.clocks, self.calendar):
            self.take(fact, self.running.set.start_on)

    def extend(self, more: int, on: date) -> None:
        self.take(extended(self.running, more, (), None, on, self.calendar), on)

    def stop(self, on: date) -> None:
        self.take(paused(self.running, "CaseSuspended", on, self.calendar), on)

    def go_on(self, on: date) -> None:
        self.take(resumed(self.running, "CaseResumed", on, self.calendar), on)


@settings(max_examples=60, deadline=None)
@given(
    rules, starts, st.integers(1, 15), st.integers(0, 40), st.integers(0, 60), st.lists(st.integers(1, 90), max_size=4)
)
def test_pauses_extensions_and_declared_days_in_any_order_give_the_same_day(
    rule: DeadlineRule, start: date, more: int, until_stop: int, stopped: int, declared: list[int]
) -> None:
    stop = max(start, min(start + until_stop * DAY, derive(rule, start, CALENDAR).due_on - DAY))
    resume, days = stop + stopped * DAY, [start + number * DAY for number in declared]
    ends: set[tuple[date, tuple[date, ...]]] = set()
    for order in permutations(("stop", "go on", "extend", "declare")):
        if order.index("stop") > order.index("go on"):
            continue
        moving = Moving(rule, start)
        for step in order:
            match step:
                case "stop":
                    moving.stop(stop)
                case "go on":
                    moving.go_on(resume)
                case "extend":
                    moving.extend(more, start)
                case "declare":
                    moving.declare(days)
        ends.add((moving.running.due_on, moving.running.remind_on))
    assert len(ends) == 1
    calendar = CALENDAR.with_declared(dict.fromkeys(days, "A day declared late"))
    fact = derive(rule, start, CALENDAR)
    assert ends.pop()[0] == due_of(fact, calendar, more, ((stop, resume),)).due_on


@given(rules, starts, st.lists(st.integers(1, 60), min_size=1, max_size=5))
def test_days_declared_one_by_one_move_as_far_as_all_at_once(
    rule: DeadlineRule, start: date, numbers: list[int]
) -> None:
    days = [start + number * DAY for number in numbers]
    at_once, one_by_one = Moving(rule, start), Moving(rule, start)
    at_once.declare(days)
    for day in days:
        one_by_one.declare([day])
    assert at_once.running.due_on == one_by_one.running.due_on
    assert at_once.running.due_on >= derive(rule, start, CALENDAR).due_on
    assert recount(at_once.clocks, at_once.calendar) == ()


@given(rules, starts, st.integers(1, 60))
def test_a_day_declared_outside_the_period_moves_nothing(rule: DeadlineRule, start: date, number: int) -> None:
    moving = Moving(rule, start)
    days = [start, start - number * DAY, moving.running.due_on + number * DAY]
    moving.declare(days)
    assert moving.running.due_on == derive(rule, start, CALENDAR).due_on


@given(extendable, starts, st.integers(1, 10), st.integers(0, 9))
def test_an_extension_after_the_lapse_ends_where_one_before_it_would(
    chosen: tuple[str, DeadlineRule], start: date, more: int, later: int
) -> None:
    name, rule = chosen
    before, after = Moving(rule, start), Moving(rule, start)
    before.extend(more, start)
    lapsed_on = after.running.due_on + (1 + later) * DAY
    for each in sweep(after.clocks, PACKS[name], lapsed_on, CALENDAR):
        after.take(each.fact, each.occurred_on)
    assert after.running.lapsed
    after.extend(more, lapsed_on)
    assert (after.running.due_on, after.running.lapsed) == (before.running.due_on, False)
    again = sweep(after.clocks, PACKS[name], after.running.due_on + DAY, CALENDAR)
    lapses = [each.occurred_on for each in again if isinstance(each.fact, DeadlineLapsed)]
    assert lapses == [after.running.due_on + DAY]


def _ended(moving: Moving, pack: str, rule: DeadlineRule, on: date) -> list[Fact]:
    facts = clock_facts(
        moving.clocks, PACKS[pack], lambda _: False, Occurrence(rule.ends_on[0], on), CALENDAR, DirectoryCopy()
    )
    return [each.fact for each in facts]


@given(targets, starts, st.integers(0, 60), st.integers(0, 60))
def test_an_entry_made_late_ends_the_deadline_as_one_made_in_time(
    chosen: tuple[str, DeadlineRule], start: date, happened: int, entered: int
) -> None:
    name, rule = chosen
    assume(not rule.repeats)
    on = start + happened * DAY
    in_time, late = Moving(rule, start), Moving(rule, start)
    at_once = [fact for fact in _ended(in_time, name, rule, on) if isinstance(fact, DeadlineMet)]
    for each in sweep(late.clocks, PACKS[name], on + entered * DAY, CALENDAR):
        late.take(each.fact, each.occurred_on)
    had_lapsed = late.running.lapsed
    facts = _ended(late, name, rule, on)
    assert [fact for fact in facts if isinstance(fact, DeadlineMet)] == at_once
    wrong = had_lapsed and on <= late.running.due_on
    assert [fact.reason for fact in facts if isinstance(fact, DeadlineChanged)] == ["late_entry"] * wrong


@settings(max_examples=40, deadline=None)
@given(repeating, starts, st.integers(1, 5), st.lists(st.integers(1, 90), max_size=3))
def test_a_prompt_repeats_from_its_own_last_day_whatever_days_are_declared(
    chosen: tuple[str, DeadlineRule], start: date, times: int, numbers: list[int]
) -> None:
    name, rule = chosen
    moving = Moving(rule, start)
    moving.declare([start + number * DAY for number in numbers])
    due, expected = start, []
    for _ in range(times):
        due = moving.calendar.after(due, rule.value).due_on
        expected.append(due)
    found = sweep(moving.clocks, PACKS[name], expected[-1] + DAY, moving.calendar)
    assert [each.fact.due_on for each in found if isinstance(each.fact, DeadlineLapsed)] == expected
    assert [each.fact.start_on for each in found if isinstance(each.fact, DeadlineSet)] == expected
    assert all(isinstance(each, On) and each.occurred_on > start for each in found)
