"""Why this date: a person reads the days one by one, from the facts alone."""

from datetime import date

from concord_shared.deadlines.clocks import derive, evolve_clocks, explain, extended, headline
from concord_shared.deadlines.facts import DeadlineSet
from concord_shared.deadlines.moving import paused, resumed
from concord_shared.packs.loading import builtin, load

from .conftest import CALENDAR, PACK


def deadline(deadline_id: str, start: date, *meetings: date) -> DeadlineSet:
    rule = PACK.deadline(deadline_id)
    assert rule is not None
    return derive(rule, start, CALENDAR, meetings)


def test_days_that_do_not_count_are_named() -> None:
    rows = {row.on: row for row in explain(deadline("ROT-D01", date(2026, 12, 18)))}
    assert rows[date(2026, 12, 18)].note == "the start, day 0: StageOpened"
    assert rows[date(2026, 12, 19)].why == "Saturday"
    assert rows[date(2026, 12, 24)].counted == 4
    assert rows[date(2026, 12, 25)].why == "Christmas Day"
    assert rows[date(2026, 12, 28)].why == "Boxing Day (substitute day)"
    assert (rows[date(2027, 1, 20)].counted, rows[date(2027, 1, 20)].note) == (20, "due at the end of this day")


def test_a_sentence_says_length_start_end_and_clause() -> None:
    assert headline(deadline("ROT-D01", date(2027, 3, 15))) == (
        "mediation completed: 20 working days from Monday 15 March 2027, due Wednesday 14 April 2027 "
        "(The Rotherham Compact, Appendix 1, Stage 2)"
    )


def test_the_meeting_that_it_waits_for_is_named() -> None:
    rows = {row.on: row for row in explain(deadline("ROT-D03", date(2027, 4, 19), date(2027, 5, 20)))}
    assert rows[date(2027, 5, 4)].note == "the 10 working days end here"
    assert rows[date(2027, 5, 20)].note == "the meeting that the Compact names; due at the end of this day"


def test_a_stopped_clock_and_an_extension_are_shown() -> None:
    fact = deadline("ROT-D01", date(2027, 2, 8))
    stopped_on, resumed_on = date(2027, 2, 22), date(2027, 4, 6)
    clocks = evolve_clocks({}, fact, fact.start_on)
    clocks = evolve_clocks(clocks, paused(clocks[fact.key], "CaseSuspended", stopped_on, CALENDAR), stopped_on)
    ran_on = resumed(clocks[fact.key], "CaseResumed", resumed_on, CALENDAR)
    clocks = evolve_clocks(clocks, ran_on, resumed_on)
    longer = extended(clocks[fact.key], 2, ("a", "b"), None, resumed_on, CALENDAR)
    rows = {row.on: row for row in explain(fact, [ran_on, longer])}
    assert rows[date(2027, 3, 1)].why == "clock stopped"
    assert rows[date(2027, 3, 26)].why == "Good Friday"
    assert (rows[date(2027, 4, 7)].counted, rows[date(2027, 4, 20)].counted) == (11, 20)
    assert (rows[date(2027, 4, 22)].counted, max(rows)) == (22, date(2027, 4, 22))
    assert "due Thursday 22 April 2027, first Monday 8 March 2027" in headline(fact, [ran_on, longer])


def test_weeks_count_every_day_and_roll_off_a_holiday() -> None:
    staffordshire = load(builtin()["staffordshire"])
    (rule,) = [each for each in staffordshire.deadlines if each.unit == "week"]
    rows = explain(derive(rule, date(2026, 11, 20), CALENDAR))
    assert (rows[42].on, rows[42].counted) == (date(2027, 1, 1), 42)
    assert [row.why for row in rows[43:45]] == ["Saturday", "Sunday"]
    assert (rows[-1].on, rows[-1].note) == (date(2027, 1, 4), "due at the end of this day")
    assert (rows[-1].counted, rows[-1].why) == (None, "moved here from a day off")
