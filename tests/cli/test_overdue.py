"""`concord overdue` and `concord moved`: the board of all three services, as tables and as JSON."""

import asyncio
from typing import Any

import pytest

from concord import overdue
from concord.saying import Trouble

LINE = {
    "service": "intake",
    "case": "ROT-7K3M-9QE",
    "deadline_id": "ROT-D11",
    "stage_id": "triage",
    "party": None,
    "what": "first advice given",
    "start_on": "2027-01-04",
    "due_on": "2027-01-18",
    "first_due_on": "2027-01-18",
    "status": "lapsed",
    "ended_on": None,
    "moved_by": None,
    "working_days_over": 5,
}
MOVED = {"moved": True, "old_due_on": "2027-01-18", "new_due_on": "2027-01-19", "moved_on": "2027-01-06"}
LEFT = {"moved": False, "old_due_on": None, "new_due_on": None, "moved_on": None, "status": "met"}


class Talk:
    """Three services that answer with what they are given."""

    def __init__(self, **answers: list[dict[str, Any]] | str) -> None:
        self.answers, self.asked = answers, []

    async def ask(self, what, who, body):
        self.asked.append((what, str(who), body))
        given = self.answers.get(what[0], [])
        if isinstance(given, str):
            return {"answered": False, "message": given}
        return {"answered": True, "deadlines": given, "more": False, "on": "2027-01-25"}


@pytest.fixture
def talk(monkeypatch):
    def with_answers(**answers):
        talking = Talk(**answers)
        monkeypatch.setattr(overdue, "ask", lambda where, what: asyncio.run(what(talking)))
        return talking

    return with_answers


def test_all_three_services_are_asked_as_the_auditor(concord, talk):
    talking = talk(intake=[LINE])
    assert concord("overdue", "--json").data == [{**LINE, "as_of": "2027-01-25"}]
    assert [what for what, _, _ in talking.asked] == [(name, "Deadlines") for name in ("intake", "mediation", "panel")]
    assert {who for _, who, _ in talking.asked} == {"system/auditor"}


def test_what_is_past_or_near_stands_on_the_board_and_nothing_else(concord, talk):
    near = {**LINE, "case": "near", "status": "open", "due_on": "2027-02-01"}
    far = {**LINE, "case": "far", "status": "open", "due_on": "2027-02-02"}
    still = {**LINE, "case": "still", "status": "paused", "due_on": "2027-01-26"}
    talk(intake=[LINE], panel=[near, far, still])
    assert [each["case"] for each in concord("overdue", "--json").data] == ["ROT-7K3M-9QE", "near"]
    assert [each["case"] for each in concord("overdue", "--near", 8, "--json").data][-1] == "far"


def test_the_longest_overdue_comes_first_whichever_service_has_it(concord, talk):
    talk(intake=[LINE], mediation=[{**LINE, "case": "older", "due_on": "2027-01-11"}])
    assert [each["case"] for each in concord("overdue", "--json").data] == ["older", "ROT-7K3M-9QE"]


def test_people_read_a_table(concord, talk):
    talk(intake=[LINE])
    said = concord("overdue").out
    assert all(word in said for word in ("ROT-7K3M-9QE", "first advice given", "lapsed", "2027-01-18", " 5 "))
    talk()
    assert "Nothing is overdue, and nothing is due within 7 days" in concord("overdue").out


def test_what_a_day_moved_and_what_it_left(concord, talk):
    talking = talk(intake=[{**LINE, **MOVED}], panel=[{**LINE, **LEFT, "case": "ended"}])
    found = concord("moved", "2027-01-07", "--json").data
    assert (found["day"], [each["case"] for each in found["moved"]]) == ("2027-01-07", ["ROT-7K3M-9QE"])
    assert [each["case"] for each in found["left"]] == ["ended"]
    assert {body["touched_by"] for _, _, body in talking.asked} == {"2027-01-07"}
    said = concord("moved", "2027-01-07").out
    assert "Thursday 7 January 2027: 1 moved, 1 left as they were" in said
    assert "2027-01-19" in said and "ended" in said


def test_a_refusal_is_a_sentence(concord, talk):
    talk(intake="The board is not for you.")
    said = concord("overdue", "--as", "syfr/representative")
    assert (said.code, "The board is not for you." in said.err) == (1, True)


def test_a_day_that_is_none_is_refused(concord, talk):
    talk()
    said = concord("moved", "7th")
    assert (said.code, "7th" in said.err) == (2, True)


def test_more_than_can_be_shown_is_not_cut_silently(talk):
    talking = Talk()

    async def too_many(what, who, body):
        return {"answered": True, "deadlines": [], "more": True, "on": "2027-01-25"}

    talking.ask = too_many
    with pytest.raises(Trouble, match="more than"):
        asyncio.run(overdue.of_every_service(talking, None, {}))
