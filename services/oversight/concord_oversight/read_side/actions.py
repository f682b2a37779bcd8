"""The question `Actions`: the register of what the group that learns means to do (RP6)."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field

from concord_oversight.domain import group_facts as facts
from concord_oversight.read_side.paging import Page, one_page, words_of
from concord_oversight.read_side.rights import may_see_figures
from concord_shared.envelope import Recorded
from concord_shared.parts import Asker, Library, Projection, Question, Table

CREATE = """
CREATE TABLE IF NOT EXISTS actions (
    item_id TEXT PRIMARY KEY, owner_office TEXT, recorded_on TEXT, first_due_on TEXT, due_on TEXT, done_on TEXT,
    ended TEXT, from_lesson TEXT, from_pattern TEXT, from_meeting TEXT);
CREATE INDEX IF NOT EXISTS actions_by_day ON actions (due_on, item_id);
"""
INSERT = "INSERT INTO actions VALUES (?,?,?,?,?,NULL,NULL,?,?,?)"
SELECT = """
SELECT * FROM actions WHERE (?1 = 0 OR ended IS NULL) AND (?2 IS NULL OR owner_office = ?2)
ORDER BY due_on, item_id LIMIT ?3 OFFSET ?4
"""


class Actions(Page):
    """Actions by the day on which they are due; `open_only` leaves out what was done or given up, `owner_office` all of
    other offices."""

    open_only: bool = False
    owner_office: str | None = Field(default=None, max_length=80)


def project(table: Table, recorded: Recorded) -> None:
    match recorded.fact:
        case facts.ActionItemRecorded() as fact:
            table.execute(INSERT, _row(fact, recorded))
        case facts.ActionItemMoved() as fact:
            table.execute("UPDATE actions SET due_on = ? WHERE item_id = ?", (fact.due_on.isoformat(), fact.item_id))
        case facts.ActionItemDone() as fact:
            done = fact.done_on.isoformat(), fact.item_id
            table.execute("UPDATE actions SET done_on = ?, ended = 'done' WHERE item_id = ?", done)
        case facts.ActionItemDropped() as fact:
            table.execute("UPDATE actions SET ended = 'dropped' WHERE item_id = ?", (fact.item_id,))


def _row(fact: facts.ActionItemRecorded, recorded: Recorded) -> tuple[Any, ...]:
    on, due_on = recorded.envelope.occurred_on.isoformat(), fact.due_on.isoformat()
    return fact.item_id, fact.owner_office, on, due_on, due_on, fact.from_lesson, fact.from_pattern, fact.from_meeting


def answer(asked: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """The group that learns, the coordinator and auditors see all; any other office what it is to do itself."""
    assert isinstance(asked, Actions)
    own = None if may_see_figures(asker.actor, library.directory) else asker.actor.office
    if own is not None and asked.owner_office not in (None, own):
        return {"actions": [], "more": False}
    office = own or asked.owner_office
    rows, more = one_page(asked, lambda limit, skip: library.rows(SELECT, asked.open_only, office, limit, skip))
    today = asker.on.isoformat()
    return {"on": asker.on, "actions": [_shown(row, today, library) for row in rows], "more": more}


def _shown(row: Mapping[str, Any], today: str, library: Library) -> dict[str, Any]:
    status = row["ended"] or ("overdue" if row["due_on"] < today else "open")
    kept = {name: value for name, value in row.items() if name != "ended"}
    return {**kept, "status": status, **words_of(library, row["item_id"])}


PROJECTION = Projection("actions", 1, CREATE, project)
QUESTION = Question(Actions, answer, confidential=True)
