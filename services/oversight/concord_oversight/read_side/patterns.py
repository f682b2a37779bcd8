"""Patterns of repeated issues, as they stand; the latest first."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_oversight.domain import facts
from concord_oversight.read_side.rights import may_read, monitors
from concord_shared.envelope import Recorded
from concord_shared.parts import Asker, Library, Projection, Question, Table

AT_ONCE = 200
CREATE = """
CREATE TABLE IF NOT EXISTS patterns (
    pattern_id TEXT PRIMARY KEY, level TEXT, key TEXT, count INTEGER, case_ids TEXT, respondents TEXT,
    outcomes TEXT, window_from TEXT, window_to TEXT, status TEXT, dialogue_on TEXT
)
"""
KEEP = (
    "INSERT OR REPLACE INTO patterns VALUES (?,?,?,?,?,?,?,?,?,?,(SELECT dialogue_on FROM patterns WHERE pattern_id=?))"
)
SELECT = """
SELECT * FROM patterns WHERE (? = 0 OR status = 'open') ORDER BY window_to DESC, key, pattern_id LIMIT ? OFFSET ?
"""
TAKEN_BACK = """
UPDATE patterns SET count = ?, case_ids = ?, status = CASE WHEN ? THEN status ELSE 'closed' END WHERE pattern_id = ?
"""


class Patterns(BaseModel):
    """Keys that were noted or became a pattern; `open_only` leaves out notes and what is closed. One page: `limit` of
    them after the first `skip`."""

    model_config = ConfigDict(extra="forbid")
    open_only: bool = False
    limit: int = Field(default=100, ge=1, le=500)
    skip: int = Field(default=0, ge=0)


def project(table: Table, recorded: Recorded) -> None:
    match recorded.fact:
        case facts.RepeatedDisputeNoted() | facts.RepeatedDisputePatternDetected() as fact:
            table.execute(KEEP, (*_row(fact), fact.pattern_id))
        case facts.RepeatTakenBack() as fact:
            _take_back(table, fact)
        case facts.FurtherDialogueHeld() as fact:
            held = fact.held_on.isoformat(), fact.pattern_id
            table.execute("UPDATE patterns SET dialogue_on = ? WHERE pattern_id = ?", held)
        case facts.RepeatedDisputePatternClosed() as fact:
            closed = "UPDATE patterns SET status = 'closed', dialogue_on = NULL WHERE pattern_id = ?"
            table.execute(closed, (fact.pattern_id,))
        case _:
            return


def _row(fact: facts.RepeatedDisputeNoted | facts.RepeatedDisputePatternDetected) -> tuple[Any, ...]:
    status = "noted" if isinstance(fact, facts.RepeatedDisputeNoted) else "open"
    outcomes = fact.outcomes if isinstance(fact, facts.RepeatedDisputePatternDetected) else {}
    lists = json.dumps(fact.case_ids), json.dumps(fact.respondents), json.dumps(outcomes)
    window = fact.window_from.isoformat(), fact.window_to.isoformat()
    return fact.pattern_id, fact.level, fact.key, fact.count, *lists, *window, status


def _take_back(table: Table, fact: facts.RepeatTakenBack) -> None:
    row = table.execute("SELECT case_ids FROM patterns WHERE pattern_id = ?", (fact.pattern_id,)).fetchone()
    if row is not None:
        gone = () if fact.respondents else (fact.case_id,)
        left = json.dumps([case for case in json.loads(row[0]) if case not in gone])
        table.execute(TAKEN_BACK, (fact.count, left, fact.noted, fact.pattern_id))


def answer(asked: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """A respondent sees its own; the groups that the pack tells of repeats see all. `more` says that some follow."""
    assert isinstance(asked, Patterns)
    wanted, offices = asked.skip + asked.limit, monitors(library.directory)
    shown: list[Mapping[str, Any]] = []
    for row in _rows(asked, library):
        if may_read(asker.actor, set(row["respondents"]), offices):
            shown.append(row)
        if len(shown) > wanted:
            break
    return {"patterns": shown[asked.skip : wanted], "more": len(shown) > wanted}


def _rows(asked: Patterns, library: Library) -> Iterator[Mapping[str, Any]]:
    offset = 0
    while page := library.rows(SELECT, asked.open_only, AT_ONCE, offset):
        yield from map(_read, page)
        offset += AT_ONCE


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, **{name: json.loads(row[name]) for name in ("case_ids", "respondents", "outcomes")}}


PROJECTION = Projection("patterns", 2, CREATE, project)
QUESTION = Question(Patterns, answer)
