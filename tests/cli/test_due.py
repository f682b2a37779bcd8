"""`concord due`: dates, with the days that do not count."""

import subprocess
import sys
import time

import pytest


def test_twenty_working_days_from_a_saturday_before_christmas_end_on_13_january(concord):
    said = concord("due", "--start", "2026-12-12", "--working-days", 20, "--json")
    assert said.code == 0
    assert said.data["due_on"] == "2027-01-13"
    assert [each["on"] for each in said.data["skipped"]] == ["2026-12-25", "2026-12-28", "2027-01-01"]
    assert all(each["why"] for each in said.data["skipped"])
    assert said.data["calendar"].startswith("england-")


def test_twenty_working_days_from_christmas_day_end_on_26_january(concord):
    assert concord("due", "--start", "2026-12-25", "--working-days", 20, "--json").data["due_on"] == "2027-01-26"


@pytest.mark.parametrize(
    ("length", "due_on"),
    [(("--weeks", 6), "2027-02-08"), (("--months", 3), "2027-03-28"), (("--working-days", 0), "2026-12-28")],
)
def test_weeks_end_on_a_working_day_and_months_are_clamped_not_moved(concord, length, due_on):
    assert concord("due", "--start", "2026-12-28", *length, "--json").data["due_on"] == due_on


def test_months_end_on_the_last_day_of_a_short_month(concord):
    assert concord("due", "--start", "2026-11-30", "--months", 3, "--json").data["due_on"] == "2027-02-28"


def test_people_are_told_the_day_and_what_was_left_out_in_words(concord):
    said = concord("due", "--start", "2026-12-12", "--working-days", 20)
    assert "Wednesday 13 January 2027" in said.out
    assert "Friday 25 December 2026, Christmas Day" in said.out


@pytest.mark.parametrize(
    "words",
    [
        ("--start", "2040-12-20", "--working-days", 20),
        ("--start", "2011-12-31", "--working-days", 1),
        ("--start", "2026-01-01", "--weeks", 10**9),
        ("--start", "2026-01-01", "--months", 10**9),
    ],
)
def test_outside_the_calendar_is_refused_with_what_to_do(concord, words):
    said = concord("due", *words)
    assert said.code == 1
    assert "alendar" in said.err
    assert "heck the" in said.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--start", "2026-13-01", "--working-days", 1), "Write it as year-month-day"),
        (("--start", "tomorrow", "--working-days", 1), "'tomorrow' is no date"),
        (("--start", "2026-12-01"), "Give one length"),
        (("--start", "2026-12-01", "--weeks", 1, "--months", 1), "Give one length"),
        (("--start", "2026-12-01", "--working-days", -1), "working-days"),
        (("--start", "2026-12-01", "--working-days", 1, "--compact", "atlantis"), "rotherham"),
        ((), "--start"),
    ],
)
def test_what_cannot_be_read_exits_2_and_says_how_to_write_it(concord, words, says):
    said = concord("due", *words)
    assert said.code == 2
    assert says in said.err


def test_it_needs_no_server_and_loads_no_broker():
    code = (
        "import sys; sys.argv = ['concord', 'due', '--start', '2026-12-12', '--working-days', '20']\n"
        "from concord.cli import main\n"
        "try:\n    main()\n"
        "finally:\n    print([name for name in ('nats', 'faststream', 'eventsourcing') if name in sys.modules])"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
    assert time.monotonic() - began < 30


def test_no_colour_where_no_colour_is_wanted():
    done = subprocess.run(
        [sys.executable, "-c", "from concord.cli import main; main()", "due", "--start", "x", "--weeks", "1"],
        capture_output=True,
        env={"NO_COLOR": "1", "FORCE_COLOR": "1", "PATH": ""},
        check=False,
    )
    assert done.returncode == 2
    assert b"\x1b[3" not in done.stderr
