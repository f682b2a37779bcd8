"""Every date that the handbook's worked cases compute, from a table beside this file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from concord_shared.calendar.months import add_months, in_window
from concord_shared.calendar.snapshot import england

CALENDAR = england()
TABLE = yaml.safe_load((Path(__file__).parent / "handbook_dates.yaml").read_text(encoding="utf-8"))


def resumed(start: date, length: int, stopped: date, resumed_on: date) -> date:
    return CALENDAR.after(start, length, pauses=[(stopped, resumed_on)]).due_on


QUESTIONS: dict[str, Callable[..., Any]] = {
    "add_wd": lambda start, length: CALENDAR.after(start, length).due_on,
    "sub_wd": CALENDAR.before,
    "count_wd": CALENDAR.between,
    "is_wd": CALENDAR.is_working_day,
    "later": max,
    "weeks": lambda start, weeks: CALENDAR.weeks_after(start, weeks, roll=False).due_on,
    "weeks_roll": lambda start, weeks: CALENDAR.weeks_after(start, weeks).due_on,
    "months": add_months,
    "in_window": in_window,
    "resume": resumed,
}


def read(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


@pytest.mark.parametrize("row", TABLE, ids=lambda row: " ".join(map(str, row)))
def test_a_date_of_a_worked_case(row: list[Any]) -> None:
    _, question, *figures = row
    *asked, answer = map(read, figures)
    assert QUESTIONS[question](*asked) == answer


def test_no_question_of_the_table_is_left_unasked() -> None:
    assert len(TABLE) == 85
    assert {row[1] for row in TABLE} == set(QUESTIONS)
