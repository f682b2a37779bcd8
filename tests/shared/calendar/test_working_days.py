"""Working days against a naive count, the official list, and the figures that the handbook worked out."""

from datetime import date, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given
from hypothesis import strategies as st

from concord_shared.calendar.months import add_months, in_window
from concord_shared.calendar.snapshot import england
from concord_shared.calendar.working import CalendarEnds

CALENDAR = england()
DAY = timedelta(days=1)
days = st.dates(date(2012, 1, 5), date(2039, 6, 30))
lengths = st.integers(0, 60)


def naive(start: date, working_days: int, stopped: frozenset[date] = frozenset()) -> date:
    """One day at a time, with nothing of the calendar but its names."""
    day = start
    while working_days > 0:
        day = day + DAY
        is_weekday = day.isoweekday() not in (6, 7)
        if is_weekday and day not in CALENDAR.holidays and day not in stopped:
            working_days -= 1
    return day


@given(days, lengths)
def test_a_period_ends_where_a_naive_count_ends(start: date, length: int) -> None:
    assert CALENDAR.after(start, length).due_on == naive(start, length)


@given(days, st.integers(1, 60))
def test_counting_back_from_the_due_day_and_between_agree(start: date, length: int) -> None:
    due = CALENDAR.after(start, length).due_on
    assert CALENDAR.between(start, due) == length
    assert CALENDAR.before(due, length) <= start
    assert CALENDAR.after(CALENDAR.before(due, length), length).due_on == due


@given(days, lengths, st.integers(0, 400))
def test_a_later_start_never_ends_earlier(start: date, length: int, later: int) -> None:
    assert CALENDAR.after(start + later * DAY, length).due_on >= CALENDAR.after(start, length).due_on


@given(days, lengths, st.integers(0, 60))
def test_a_longer_period_never_ends_earlier(start: date, length: int, more: int) -> None:
    assert CALENDAR.after(start, length + more).due_on >= CALENDAR.after(start, length).due_on


@given(days, lengths, st.integers(0, 90), st.integers(0, 90))
def test_paused_days_do_not_count(start: date, length: int, until_stop: int, stopped: int) -> None:
    stop = start + until_stop * DAY
    resume = stop + stopped * DAY
    left_out = frozenset(stop + number * DAY for number in range(1, stopped + 1))
    counted = CALENDAR.after(start, length, pauses=[(stop, resume)])
    assert counted.due_on == naive(start, length, left_out)


@given(days, st.integers(1, 60))
def test_every_weekday_that_does_not_count_is_named(start: date, length: int) -> None:
    counted = CALENDAR.after(start, length)
    weekdays = [day for day in _days(start, counted.due_on) if day.weekday() < 5]
    assert len(weekdays) - len(counted.skipped) == length
    assert all(CALENDAR.name_of(day.on) == day.why for day in counted.skipped)


def _days(start: date, end: date) -> list[date]:
    return [start + number * DAY for number in range(1, (end - start).days + 1)]


@given(days, st.integers(1, 12))
def test_weeks_end_on_the_weekday_they_began_on(start: date, weeks: int) -> None:
    plain = CALENDAR.weeks_after(start, weeks, roll=False).due_on
    assert plain.weekday() == start.weekday()
    rolled = CALENDAR.weeks_after(start, weeks).due_on
    assert rolled == CALENDAR.roll(plain)
    assert CALENDAR.is_working_day(rolled)


def official() -> dict[int, set[date]]:
    listed = BankHolidays(use_cached_holidays=True).get_holidays(BankHolidays.ENGLAND_AND_WALES)
    years: dict[int, set[date]] = {}
    for each in listed:
        years.setdefault(each["date"].year, set()).add(each["date"])
    return years


@pytest.mark.parametrize("year", sorted(official()))
def test_every_year_of_the_official_list_agrees(year: int) -> None:
    ours = {day for day in CALENDAR.holidays if day.year == year}
    assert ours == official()[year]


def test_years_beyond_the_official_list_are_marked_projected() -> None:
    last = date(max(official()), 12, 31)
    assert not CALENDAR.is_projected(last)
    assert CALENDAR.is_projected(last + DAY)


@pytest.mark.parametrize(
    ("start", "due"),
    [(date(2026, 12, 12), date(2027, 1, 13)), (date(2026, 12, 25), date(2027, 1, 26))],
)
def test_twenty_working_days_over_christmas(start: date, due: date) -> None:
    assert CALENDAR.after(start, 20).due_on == due


def test_the_bank_holidays_that_the_handbook_uses() -> None:
    named = [
        "2026-12-25",
        "2026-12-28",
        "2027-01-01",
        "2027-03-26",
        "2027-03-29",
        "2027-05-03",
        "2027-05-31",
        "2027-08-30",
        "2027-12-27",
        "2027-12-28",
        "2028-01-03",
    ]
    ours = [day.isoformat() for day in sorted(CALENDAR.holidays)]
    assert [day for day in ours if "2026-12-01" <= day <= "2028-01-31"] == named


def test_a_month_is_clamped_to_its_last_day() -> None:
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert CALENDAR.months_after(date(2026, 11, 30), 3).due_on == date(2027, 2, 28)
    assert CALENDAR.months_after(date(2026, 11, 30), 3, roll=True).due_on == date(2027, 3, 1)


def test_the_old_end_of_a_window_is_open() -> None:
    assert not in_window(date(2025, 1, 25), date(2027, 1, 25), 24)
    assert in_window(date(2025, 1, 26), date(2027, 1, 25), 24)


@pytest.mark.parametrize("start", [date(2011, 12, 31), date(2041, 1, 1), date(2040, 12, 31)])
def test_outside_its_years_the_calendar_refuses(start: date) -> None:
    with pytest.raises(CalendarEnds, match="1 January 2012 to 31 December 2040"):
        CALENDAR.after(start, 1)


def test_a_declared_holiday_changes_the_version_and_the_count() -> None:
    declared = CALENDAR.with_declared({date(2027, 1, 7): "Day of a jubilee"})
    assert declared.version.startswith(CALENDAR.version + "+")
    assert declared.after(date(2027, 1, 6), 1).due_on == date(2027, 1, 8)
    assert declared.name_of(date(2027, 1, 7)) == "Day of a jubilee"
    assert CALENDAR.after(date(2027, 1, 6), 1).due_on == date(2027, 1, 7)


def test_declaring_a_day_of_the_snapshot_changes_nothing() -> None:
    assert CALENDAR.with_declared({date(2026, 12, 25): "Yule"}) is CALENDAR


def test_the_order_of_declarations_does_not_change_the_version() -> None:
    one, two = {date(2027, 1, 7): "One"}, {date(2027, 1, 8): "Two"}
    first = CALENDAR.with_declared(one).with_declared(two)
    assert first.version == CALENDAR.with_declared(two).with_declared(one).version
