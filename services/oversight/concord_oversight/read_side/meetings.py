"""The question `LearningMeetings`: those planned, moved, called off and held."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from concord_oversight.domain import group_facts as facts
from concord_oversight.read_side.paging import Page, one_page, words_of
from concord_oversight.read_side.rights import may_see_figures
from concord_shared.envelope import Recorded
from concord_shared.parts import Asker, Library, Projection, Question, Refused, Table
from concord_shared.refusals import Refusal

LISTS = ("partners_present", "lessons_shared", "items")
CREATE = """
CREATE TABLE IF NOT EXISTS learning_meetings (
    meeting_id TEXT PRIMARY KEY, status TEXT, planned_on TEXT, first_meets_on TEXT, meets_on TEXT, held_on TEXT,
    partners_present TEXT, lessons_shared TEXT, items TEXT);
"""
INSERT = "INSERT INTO learning_meetings VALUES (?, 'planned', ?, ?, ?, NULL, '[]', '[]', '[]')"
HELD = """
UPDATE learning_meetings SET status = 'held', held_on = ?, partners_present = ?, lessons_shared = ?, items = ?
WHERE meeting_id = ?
"""
SELECT = """
SELECT * FROM learning_meetings
WHERE (?1 IS NULL OR coalesce(held_on, meets_on) >= ?1) AND (?2 IS NULL OR coalesce(held_on, meets_on) <= ?2)
ORDER BY coalesce(held_on, meets_on), meeting_id LIMIT ?3 OFFSET ?4
"""


class LearningMeetings(Page):
    """Meetings of the period from `from_on` up to and including `until_on`, by the day on which they were held or are
    to be held."""

    from_on: date | None = None
    until_on: date | None = None


def project(table: Table, recorded: Recorded) -> None:
    match recorded.fact:
        case facts.LearningMeetingPlanned() as fact:
            on, meets_on = recorded.envelope.occurred_on.isoformat(), fact.meets_on.isoformat()
            table.execute(INSERT, (fact.meeting_id, on, meets_on, meets_on))
        case facts.LearningMeetingMoved() as fact:
            moved = fact.meets_on.isoformat(), fact.meeting_id
            table.execute("UPDATE learning_meetings SET meets_on = ? WHERE meeting_id = ?", moved)
        case facts.LearningMeetingCancelled() as fact:
            cancelled = "UPDATE learning_meetings SET status = 'cancelled' WHERE meeting_id = ?"
            table.execute(cancelled, (fact.meeting_id,))
        case facts.LearningMeetingHeld() as fact:
            lists = (json.dumps(getattr(fact, name)) for name in LISTS)
            table.execute(HELD, (fact.held_on.isoformat(), *lists, fact.meeting_id))


def answer(asked: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Raises Refused(`NoAuthority`)."""
    assert isinstance(asked, LearningMeetings)
    if not may_see_figures(asker.actor, library.directory):
        raise Refused(NOT_YOURS)
    first, last = (day.isoformat() if day else None for day in (asked.from_on, asked.until_on))
    rows, more = one_page(asked, lambda limit, skip: library.rows(SELECT, first, last, limit, skip))
    return {"on": asker.on, "meetings": [_shown(row, library) for row in rows], "more": more}


def _shown(row: Mapping[str, Any], library: Library) -> dict[str, Any]:
    lists = {name: json.loads(row[name]) for name in LISTS}
    return {**row, **lists, **words_of(library, row["meeting_id"])}


NOT_YOURS = Refusal(
    code="NoAuthority",
    message="Learning meetings are shown to the group that learns from cases, the coordinator and auditors.",
    field="as",
)
PROJECTION = Projection("learning_meetings", 1, CREATE, project)
QUESTION = Question(LearningMeetings, answer, confidential=True)
