"""`concord lessons`, `concord actions`, `concord meetings`: tables for people, JSON for programs, page after page."""

import asyncio
from typing import Any

import pytest

from concord import learning

LESSON = {
    "lesson_id": "ab" * 16,
    "recorded_on": "2027-01-20",
    "kind": "good_practice",
    "about": "process",
    "shareable": True,
    "shared_on": "2027-01-25",
    "shared_text": "Talk before you write.",
}
ACTION = {
    "item_id": "action-1",
    "due_on": "2027-02-26",
    "status": "overdue",
    "owner_office": "compact_lead",
    "what": "A call before each letter.",
}
MEETING = {
    "meeting_id": "meeting-1",
    "status": "held",
    "meets_on": "2027-02-03",
    "held_on": "2027-02-10",
    "partners_present": ["rmbc", "var"],
    "items": ["action-1"],
}


class Talk:
    """A service that answers in pages of one."""

    def __init__(self, under: str, rows: list[dict[str, Any]], refused: str | None = None) -> None:
        self.under, self.rows, self.refused, self.asked = under, rows, refused, []

    async def ask(self, what, who, body):
        self.asked.append((what, str(who), body))
        if self.refused:
            return {"answered": False, "message": self.refused}
        page = self.rows[body["skip"] : body["skip"] + 1]
        return {"answered": True, self.under: page, "more": body["skip"] + 1 < len(self.rows)}


@pytest.fixture
def talk(monkeypatch):
    def with_rows(under, *rows, refused=None):
        talking = Talk(under, list(rows), refused)
        monkeypatch.setattr(learning, "ask", lambda where, what: asyncio.run(what(talking)))
        return talking

    return with_rows


def test_lessons_are_shown_in_the_words_that_were_shared(concord, talk):
    talking = talk("lessons", LESSON, {**LESSON, "shared_on": None, "shared_text": None, "text": "As given."})

    said = concord("lessons", "--from", "2027-01-01", "--to", "2027-03-31", "--shareable").out
    assert all(word in said for word in ("Talk before you write.", "As given.", "good practice", "may be shared"))
    what, who, body = talking.asked[0]
    assert (what, who) == (("intake", "Lessons"), "system/auditor")
    assert (body["from_on"], body["until_on"], body["shareable_only"]) == ("2027-01-01", "2027-03-31", True)


def test_every_page_is_asked_for(concord, talk):
    talking = talk("actions", ACTION, {**ACTION, "item_id": "action-2"}, {**ACTION, "item_id": "action-3"})

    found = concord("actions", "--json", "--open", "--owner", "compact_lead").data
    assert [each["item_id"] for each in found] == ["action-1", "action-2", "action-3"]
    assert [body["skip"] for _, _, body in talking.asked] == [0, 1, 2]
    assert talking.asked[0][2]["owner_office"] == "compact_lead"


def test_an_action_that_is_overdue_says_so(concord, talk):
    talk("actions", ACTION)

    said = concord("actions").out
    assert "overdue" in said and "compact lead" in said


def test_a_meeting_is_shown_by_the_day_on_which_it_was_held(concord, talk):
    talk("meetings", MEETING)

    said = concord("meetings").out
    assert "2027-02-10" in said and "rmbc, var" in said and "2027-02-03" not in said


@pytest.mark.parametrize(
    ("command", "under"), [("lessons", "lessons"), ("actions", "actions"), ("meetings", "meetings")]
)
def test_where_there_is_none_that_is_said(concord, talk, command, under):
    talk(under)
    assert concord(command).out.startswith("No ")
    assert concord(command, "--json").data == []


def test_who_may_not_see_them_is_told_why_with_code_one(concord, talk):
    talk("meetings", refused="Learning meetings are shown to the group.")

    said = concord("meetings", "--as", "syp/representative")
    assert (said.code, said.out) == (1, "")
    assert "shown to the group" in said.err


def test_a_day_that_is_none_is_named_with_code_two(concord, talk):
    talk("lessons")
    said = concord("lessons", "--from", "spring")
    assert said.code == 2
    assert "--from" in said.err
