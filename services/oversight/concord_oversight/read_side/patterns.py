"""Patterns of repeated issues, as they stand."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from concord_oversight.domain import facts
from concord_oversight.read_side.rights import may_read
from concord_shared.envelope import Recorded
from concord_shared.parts import Asker, Library, Projection, Table

CREATE = """
CREATE TABLE IF NOT EXISTS patterns (
    pattern_id TEXT PRIMARY KEY, level TEXT, key TEXT, count INTEGER, case_ids TEXT, respondents TEXT,
    window_from TEXT, window_to TEXT, status TEXT
)
"""


class Patterns(BaseModel):
    """Keys that were noted or became a pattern; `open_only` leaves out notes and what is closed."""

    model_config = ConfigDict(extra="forbid")
    open_only: bool = False


def project(table: Table, recorded: Recorded) -> None:
    match recorded.fact:
        case facts.RepeatedDisputeNoted() | facts.RepeatedDisputePatternDetected() as fact:
            table.execute("INSERT OR REPLACE INTO patterns VALUES (?,?,?,?,?,?,?,?,?)", _row(fact))
        case facts.RepeatedDisputePatternClosed() as fact:
            table.execute("UPDATE patterns SET status = 'closed' WHERE pattern_id = ?", (fact.pattern_id,))
        case _:
            return


def _row(fact: facts.RepeatedDisputeNoted | facts.RepeatedDisputePatternDetected) -> tuple[Any, ...]:
    status = "noted" if isinstance(fact, facts.RepeatedDisputeNoted) else "open"
    lists = json.dumps(fact.case_ids), json.dumps(fact.respondents)
    window = fact.window_from.isoformat(), fact.window_to.isoformat()
    return fact.pattern_id, fact.level, fact.key, fact.count, *lists, *window, status


def patterns(asked: Any, asker: Asker, library: Library) -> Mapping[str, Any]:
    """A respondent sees its own; the groups that the pack tells of repeats see all."""
    rows = [_read(row) for row in library.rows("SELECT * FROM patterns ORDER BY window_to, key")]
    shown = [row for row in rows if may_read(asker.actor, set(row["respondents"]), library.directory)]
    return {"patterns": [row for row in shown if row["status"] == "open" or not asked.open_only]}


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "case_ids": json.loads(row["case_ids"]), "respondents": json.loads(row["respondents"])}


PROJECTION = Projection("patterns", 1, CREATE, project)
