"""The board: what is overdue or near, what a declared day has moved, and who may look at it."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from concord_shared.contracts.directory import BankHolidayDeclared, PackPublished
from concord_shared.deadlines import rows
from concord_shared.deadlines.board import Deadlines, question
from concord_shared.deadlines.clocks import extended, recount
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import TIMER, Actor, Envelope, Recorded
from concord_shared.facts import On
from concord_shared.parts import Asker, Refused
from concord_shared.testing.clocked import ClockedCase

from .conftest import CALENDAR, PACK, a_case, day

JUBILEE = day("01-07")
WITH_JUBILEE = CALENDAR.with_declared({JUBILEE: "Day of a jubilee"})
TODAY = day("01-25")


@dataclass
class Board:
    """The read side of a service, filled from the facts of its cases."""

    cases: dict[str, ClockedCase] = field(default_factory=dict)
    directory: DirectoryCopy = field(default_factory=DirectoryCopy)

    def __post_init__(self) -> None:
        published = {"pack_id": PACK.id, "version": PACK.version, "sha256": PACK.sha256, "status": PACK.status}
        self.directory.apply(PackPublished(content=PACK.to_data(), **published))

    def rows(self, sql: str, *args: Any) -> Sequence[Mapping[str, Any]]:
        table = sqlite3.connect(":memory:")
        table.row_factory = sqlite3.Row
        table.executescript(rows.CREATE)
        for name, case in self.cases.items():
            for each in case.facts:
                rows.project(table, _recorded(name, each))
        return [dict(row) for row in table.execute(sql, args).fetchall()]

    def ask(self, office: str = "coordinator", org: str = "var", **asked: Any) -> list[dict[str, Any]]:
        answer = self.answer(office, org, **asked)
        found: list[dict[str, Any]] = answer["deadlines"]
        return found

    def answer(self, office: str = "coordinator", org: str = "var", **asked: Any) -> Mapping[str, Any]:
        asker = Asker(Actor(organisation=org, office=office), TODAY)
        return question("mediation").answer(Deadlines(**asked), asker, self)  # type: ignore[arg-type]

    def declare(self) -> None:
        """The day is declared a holiday: each case's service hears it and counts anew."""
        self.directory.apply(BankHolidayDeclared(on=JUBILEE, name="Day of a jubilee"))
        for case in self.cases.values():
            case.calendar = WITH_JUBILEE
            case.take([On(fact, day("01-06")) for fact in recount(case.clocks, WITH_JUBILEE)])


def _recorded(case: str, each: On) -> Recorded:
    at = datetime(2027, 1, 1, tzinfo=UTC)
    around = {"recorded_at": at, "occurred_on": each.occurred_on, "actor": TIMER, "case": case}
    return Recorded(1, f"mediation-{case}", 1, Envelope(event_id="e", correlation_id="c", **around), each.fact)


def a_mediation(opened: date = date(2026, 12, 18), *owned: str) -> ClockedCase:
    case = a_case(*(owned or ("ROT-D01",)))
    case.happens("StageOpened", opened, stage="mediation")
    return case


@pytest.fixture
def board() -> Board:
    lapsed, near, stopped, met = a_mediation(), a_mediation(day("01-11")), a_mediation(), a_mediation()
    lapsed.swept(TODAY)
    stopped.happens("CaseSuspended", day("01-05"))
    met.happens("MediationSettled", day("01-05"))
    return Board({"lapsed": lapsed, "near": near, "stopped": stopped, "met": met})


def test_what_has_lapsed_is_overdue_by_so_many_working_days(board: Board) -> None:
    (line,) = board.ask(status="lapsed")
    assert (line["service"], line["case"], line["deadline_id"]) == ("mediation", "lapsed", "ROT-D01")
    assert (line["due_on"], line["first_due_on"], line["working_days_over"]) == ("2027-01-20", "2027-01-20", 3)
    assert (line["status"], line["party"], line["ended_on"], line["moved_by"]) == ("lapsed", None, None, None)


def test_without_a_status_all_that_runs_is_shown_and_nothing_that_ended(board: Board) -> None:
    assert {(each["case"], each["status"]) for each in board.ask()} == {
        ("lapsed", "lapsed"),
        ("near", "open"),
        ("stopped", "paused"),
    }
    assert [each["case"] for each in board.ask(status="met")] == ["met"]
    assert board.ask(status="cancelled") == []


def test_only_what_is_due_before_a_day(board: Board) -> None:
    assert {each["case"] for each in board.ask(due_before=day("01-21"))} == {"lapsed", "stopped"}
    assert board.ask(due_before=day("01-20")) == []


def test_what_is_left_out_is_said(board: Board) -> None:
    answer = board.answer(limit=2)
    assert (len(answer["deadlines"]), answer["more"]) == (2, True)
    assert board.answer(limit=3)["more"] is False


def test_an_extension_keeps_the_first_day_and_takes_the_line_off_what_is_overdue(board: Board) -> None:
    case = board.cases["lapsed"]
    case.take([On(extended(case.clocks["ROT-D01"], 5, (), None, day("01-21"), CALENDAR), day("01-21"))])
    assert board.ask(status="lapsed") == []
    line = next(each for each in board.ask() if each["case"] == "lapsed")
    assert (line["due_on"], line["first_due_on"], line["moved_by"]) == ("2027-01-27", "2027-01-20", "extension")


def test_a_declared_day_lists_what_it_moved_and_what_it_left() -> None:
    moved, ended, stopped, later = a_mediation(), a_mediation(), a_mediation(), a_mediation(day("01-11"))
    ended.happens("MediationSettled", day("01-05"))
    stopped.happens("CaseSuspended", day("01-05"))
    board = Board({"moved": moved, "ended": ended, "stopped": stopped, "later": later})
    board.declare()
    found = {each["case"]: each for each in board.ask(touched_by=JUBILEE)}
    assert set(found) == {"moved", "ended", "stopped"}
    assert {case for case, each in found.items() if each["moved"]} == {"moved"}
    line = found["moved"]
    assert (line["old_due_on"], line["new_due_on"], line["moved_on"]) == ("2027-01-20", "2027-01-21", "2027-01-06")
    assert line["moved_by"] == "calendar"
    assert (found["ended"]["due_on"], found["ended"]["ended_on"]) == ("2027-01-20", "2027-01-05")


def test_a_clock_that_stood_still_is_listed_as_moved_once_it_runs_again() -> None:
    stopped = a_mediation()
    stopped.happens("CaseSuspended", day("01-05"))
    board = Board({"stopped": stopped})
    board.declare()
    assert [each["moved"] for each in board.ask(touched_by=JUBILEE)] == [False]
    stopped.happens("CaseResumed", day("01-06"))
    (line,) = board.ask(touched_by=JUBILEE)
    assert (line["moved"], line["moved_by"], line["new_due_on"]) == (True, "pause", "2027-01-22")


def test_what_was_set_after_the_day_was_declared_is_not_listed() -> None:
    board = Board()
    board.declare()
    later = a_case("ROT-D01")
    later.calendar = WITH_JUBILEE
    later.happens("StageOpened", day("01-06"), stage="mediation")
    board.cases["later"] = later
    assert board.ask(touched_by=JUBILEE) == []


def test_a_holiday_that_the_moved_period_runs_into_is_not_what_moved_it() -> None:
    case = a_mediation(day("02-25"))
    board = Board({"easter": case})
    case.calendar = CALENDAR.with_declared({day("03-10"): "A day"})
    assert case.clocks["ROT-D01"].due_on == day("03-25")
    case.take([On(fact, day("03-01")) for fact in recount(case.clocks, case.calendar)])
    assert case.clocks["ROT-D01"].due_on == day("03-30")
    assert [each["moved"] for each in board.ask(touched_by=day("03-10"))] == [True]
    assert board.ask(touched_by=day("03-26")) == []


def test_a_prompt_that_repeats_stands_on_the_board_once() -> None:
    case = a_case("ROT-D12")
    case.happens("StageOpened", day("01-04"), stage="informal")
    case.swept(day("03-10"))
    (line,) = Board({"talks": case}).ask()
    assert (line["start_on"], line["due_on"], line["status"]) == ("2027-03-01", "2027-03-31", "open")


def test_those_who_oversee_the_compact_see_no_partys_own_period() -> None:
    board = Board({"one": a_mediation(day("01-18"), "ROT-D01", "ROT-D15")})
    assert [each["party"] for each in board.ask(office="auditor")].count(None) == 1
    assert len(board.ask(office="auditor")) == 3
    assert [each["deadline_id"] for each in board.ask(office="ceo_group", org="syp")] == ["ROT-D01"]


@pytest.mark.parametrize("office", ["representative", "compact_leads_group", "mediator", "advice_body", ""])
def test_nobody_else_sees_it(board: Board, office: str) -> None:
    with pytest.raises(Refused) as refused:
        board.ask(office=office)
    assert refused.value.refusal.code == "NotForYou"
