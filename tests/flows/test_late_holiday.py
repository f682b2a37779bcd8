"""A bank holiday declared late, through all services: open deadlines move, letters say so, and a list says which."""

import asyncio
from pathlib import Path

import pytest

from concord.auditing.replay import audit
from concord.simulating.checking import differences
from concord.simulating.playing import play
from concord.simulating.reading import read_scenario

from .running import at_play

FILE = Path(__file__).parent / "holidays" / "late-bank-holiday.yaml"
ADMINISTRATOR, ADVISER = "system/administrator", "var/advice_body"
CONCERN = {
    "channel": "phone_by_proxy",
    "raiser_kind": "organisation",
    "raiser_org": "green-doorstep",
    "respondent_orgs": ["rmbc"],
    "cited": ["9.2"],
    "text": "The grant was ended.",
}


def test_open_deadlines_move_by_facts_with_letters_and_ended_ones_stay(postgres_database: str) -> None:
    scenario = read_scenario(FILE)
    result = asyncio.run(play(scenario, FILE, stores=postgres_database))
    assert [each.plain for each in differences(scenario, result)] == []
    assert audit(postgres_database, scenario.compact).findings == []


@pytest.fixture
def play_at(tmp_path: Path):  # type: ignore[no-untyped-def]
    with at_play(tmp_path) as playing:
        yield playing


def test_the_list_says_what_the_day_moved_and_what_it_left(play_at) -> None:  # type: ignore[no-untyped-def]
    async def told() -> tuple[str, dict, dict]:  # type: ignore[type-arg]
        raised = await play_at.do("intake.RaiseConcern", ADVISER, **CONCERN)
        await play_at.do("intake.AcknowledgeConcern", ADVISER, raised["case"])
        declared = await play_at.do("directory.DeclareBankHoliday", ADMINISTRATOR, on="2027-01-08", name="A jubilee")
        assert declared["accepted"], declared
        board = await play_at.ask("intake.Deadlines", "var/coordinator", touched_by="2027-01-08")
        await play_at.later(30)
        overdue = await play_at.ask("intake.Deadlines", "var/coordinator", status="lapsed")
        return raised["case"], board, overdue

    case, board, overdue = play_at.run(told())
    assert {(each["case"], each["deadline_id"]): each["moved"] for each in board["deadlines"]} == {
        (case, "ROT-D11"): True,
        (case, "ROT-D10"): False,
    }
    moved = next(each for each in board["deadlines"] if each["moved"])
    assert (moved["old_due_on"], moved["new_due_on"], moved["moved_on"]) == ("2027-01-18", "2027-01-19", "2027-01-04")
    (line,) = overdue["deadlines"]
    assert (line["due_on"], line["first_due_on"], line["working_days_over"]) == ("2027-01-19", "2027-01-18", 11)
