"""What holds for every deadline of every pack, whatever day it starts on and however late it is swept."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from concord_shared.calendar.snapshot import england
from concord_shared.calendar.working import days_after
from concord_shared.deadlines.clocks import (
    Clocks,
    cancel_all,
    derive,
    evolve_clocks,
    explain,
    extended,
    next_on,
    sweep,
)
from concord_shared.deadlines.derive import due_of
from concord_shared.deadlines.facts import DeadlineCancelled, DeadlineLapsed, DeadlineMet, DeadlineSet
from concord_shared.deadlines.moving import paused, resumed
from concord_shared.facts import On
from concord_shared.packs.loading import builtin, load
from concord_shared.packs.model import DeadlineRule

PACKS = {name: load(path) for name, path in builtin().items()}
RULES = [(pack, rule) for pack in PACKS.values() for rule in pack.deadlines]
CALENDAR = england()
DAY = timedelta(days=1)
starts = st.dates(date(2020, 1, 1), date(2030, 12, 31))
rules = st.sampled_from([rule for _, rule in RULES])


def folded(clocks: Clocks, facts: tuple[On, ...]) -> Clocks:
    for each in facts:
        clocks = evolve_clocks(clocks, each.fact, each.occurred_on)
    return clocks


def set_on(start: date, *chosen: DeadlineRule) -> Clocks:
    return folded({}, tuple(On(derive(rule, start, CALENDAR), start) for rule in chosen))


chosen_of_one_pack = st.sampled_from(sorted(PACKS)).flatmap(
    lambda name: st.tuples(st.just(name), st.lists(st.sampled_from(PACKS[name].deadlines), min_size=1, max_size=5))
)


@settings(max_examples=60)
@given(chosen_of_one_pack, starts, st.integers(1, 120))
def test_one_late_sweep_says_what_daily_sweeps_say(
    chosen: tuple[str, list[DeadlineRule]], start: date, later: int
) -> None:
    pack, clocks = PACKS[chosen[0]], set_on(start, *chosen[1])
    late = sweep(clocks, pack, start + later * DAY, CALENDAR)
    daily: tuple[On, ...] = ()
    state = clocks
    for number in range(later + 1):
        found = sweep(state, pack, start + number * DAY, CALENDAR)
        assert all(each.occurred_on == start + number * DAY for each in found)
        state, daily = folded(state, found), daily + found
    assert late == daily
    assert folded(clocks, late) == state


@settings(max_examples=60)
@given(chosen_of_one_pack, starts, st.integers(0, 200))
def test_a_sweep_twice_finds_nothing_the_second_time(
    chosen: tuple[str, list[DeadlineRule]], start: date, later: int
) -> None:
    pack, today = PACKS[chosen[0]], start + later * DAY
    clocks = set_on(start, *chosen[1])
    swept = folded(clocks, sweep(clocks, pack, today, CALENDAR))
    assert sweep(swept, pack, today, CALENDAR) == ()
    following = next_on(swept)
    assert following is None or following > today


@given(chosen_of_one_pack, starts, st.integers(0, 200))
def test_every_set_deadline_ends(chosen: tuple[str, list[DeadlineRule]], start: date, later: int) -> None:
    pack, today = PACKS[chosen[0]], start + later * DAY
    clocks = set_on(start, *chosen[1])
    facts = sweep(clocks, pack, today, CALENDAR)
    facts += cancel_all(folded(clocks, facts), today, "the case is over")
    ends = [each.fact.key for each in facts if isinstance(each.fact, DeadlineLapsed | DeadlineMet | DeadlineCancelled)]
    begun = {*clocks, *(each.fact.key for each in facts if isinstance(each.fact, DeadlineSet))}
    assert begun <= set(ends)
    assert next_on(folded(clocks, facts)) is None


@given(rules, starts, st.integers(1, 15), st.integers(0, 40), st.integers(0, 60))
def test_pausing_and_extending_in_any_order_gives_the_same_day(
    rule: DeadlineRule, start: date, more: int, until_stop: int, stopped: int
) -> None:
    stop = min(start + until_stop * DAY, derive(rule, start, CALENDAR).due_on - DAY)
    stop = max(stop, start)
    resume = stop + stopped * DAY

    def extend(clocks: Clocks, on: date) -> Clocks:
        (running,) = clocks.values()
        return folded(clocks, (On(extended(running, more, (), None, on, CALENDAR), on),))

    def pause(clocks: Clocks) -> Clocks:
        (running,) = clocks.values()
        return folded(clocks, (On(paused(running, "CaseSuspended", stop, CALENDAR), stop),))

    def go_on(clocks: Clocks) -> Clocks:
        (running,) = clocks.values()
        return folded(clocks, (On(resumed(running, "CaseResumed", resume, CALENDAR), resume),))

    begun = set_on(start, rule)
    ways = (
        go_on(pause(extend(begun, start))),
        go_on(extend(pause(begun), stop)),
        extend(go_on(pause(begun)), resume),
    )
    (days,) = {tuple(running.due_on for running in way.values()) for way in ways}
    assert days[0] > derive(rule, start, CALENDAR).due_on


@given(rules, starts)
def test_the_day_by_day_account_counts_to_the_due_day(rule: DeadlineRule, start: date) -> None:
    fact = derive(rule, start, CALENDAR)
    rows = explain(fact)
    assert [row.on for row in rows] == [start, *days_after(start, fact.due_on)]
    counted = [row.counted for row in rows if row.counted is not None]
    assert counted == list(range(len(counted)))
    assert counted[-1] == fact.value * (7 if fact.unit == "week" else 1)
    assert all(row.why for row in rows if row.counted is None)


@given(rules, starts, st.integers(0, 30), st.integers(0, 30))
def test_one_pause_cut_in_two_stops_as_many_days(rule: DeadlineRule, start: date, first: int, second: int) -> None:
    fact = derive(rule, start, CALENDAR)
    middle, end = start + first * DAY, start + (first + second) * DAY
    whole = due_of(fact, CALENDAR, 0, [(start, end)]).due_on
    assert due_of(fact, CALENDAR, 0, [(start, middle), (middle, end)]).due_on == whole
