"""The table behind `Deadlines`: every deadline of a service's cases, open and ended, and what moved it."""

import json
from datetime import date
from typing import Any

from concord_shared.calendar.working import STOPPED
from concord_shared.deadlines.facts import (
    DeadlineCancelled,
    DeadlineChanged,
    DeadlineExtended,
    DeadlineFact,
    DeadlineLapsed,
    DeadlineMet,
    DeadlinePaused,
    DeadlineResumed,
    DeadlineSet,
    Moved,
)
from concord_shared.envelope import Recorded
from concord_shared.parts import Projection, Table

CREATE = """
CREATE TABLE IF NOT EXISTS deadline_rows (
    case_id TEXT NOT NULL, key TEXT NOT NULL, deadline_id TEXT, stage_id TEXT, party TEXT, what TEXT, start_on TEXT,
    due_on TEXT, first_due_on TEXT, status TEXT, ended_on TEXT, moved_by TEXT, counts_days INTEGER, skipped TEXT);
CREATE INDEX IF NOT EXISTS deadline_rows_of ON deadline_rows (case_id, key);
CREATE INDEX IF NOT EXISTS deadline_rows_due ON deadline_rows (ended_on, due_on);
CREATE TABLE IF NOT EXISTS deadline_moves (
    row INTEGER NOT NULL, day TEXT NOT NULL, old_due_on TEXT, new_due_on TEXT, moved_on TEXT);
CREATE INDEX IF NOT EXISTS deadline_moves_day ON deadline_moves (day);
"""
RUNNING = "case_id = ? AND key = ? AND ended_on IS NULL"
INSERT = """
INSERT INTO deadline_rows (case_id, key, deadline_id, stage_id, party, what, start_on, due_on, first_due_on, status,
    ended_on, moved_by, counts_days, skipped) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', NULL, NULL, ?, ?)
"""
MOVED_BY: dict[type[Moved], str] = {DeadlineExtended: "extension", DeadlineResumed: "pause"}
STATUS: dict[type[DeadlineFact], str] = {DeadlineLapsed: "lapsed", DeadlinePaused: "paused"}
ENDED: dict[type[DeadlineFact], str] = {DeadlineMet: "met", DeadlineCancelled: "cancelled"}


def project(table: Table, recorded: Recorded) -> None:
    fact, case, on = recorded.fact, recorded.envelope.case or "", recorded.envelope.occurred_on
    if isinstance(fact, DeadlineSet):
        _set(table, case, fact)
    elif isinstance(fact, Moved):
        _moved(table, case, fact, on)
    elif isinstance(fact, DeadlineFact) and type(fact) in ENDED:
        _update(table, case, fact, status=ENDED[type(fact)], ended_on=on.isoformat())
    elif isinstance(fact, DeadlineFact) and type(fact) in STATUS:
        _update(table, case, fact, status=STATUS[type(fact)])


def _set(table: Table, case: str, fact: DeadlineSet) -> None:
    """A prompt that is set again takes the place of the one that ran out."""
    replaced = f"SELECT rowid FROM deadline_rows WHERE {RUNNING}"  # noqa: S608  own words
    for (row,) in table.execute(replaced, (case, fact.key)).fetchall():
        table.execute("DELETE FROM deadline_moves WHERE row = ?", (row,))
        table.execute("DELETE FROM deadline_rows WHERE rowid = ?", (row,))
    days = (each.isoformat() for each in (fact.start_on, fact.due_on, fact.first_due_on))
    named = (case, fact.key, fact.deadline_id, fact.stage_id, fact.party, fact.what)
    table.execute(INSERT, (*named, *days, _counts_days(fact), _days(fact)))


def _counts_days(fact: DeadlineSet) -> bool:
    """Weeks, and the day of a meeting, move only where the last day itself is no working day."""
    waits = fact.alternative is not None and fact.alternative.chosen == "meeting"
    return fact.unit == "working_day" and not waits


def _moved(table: Table, case: str, fact: Moved, on: date) -> None:
    found = table.execute(
        f"SELECT rowid, skipped FROM deadline_rows WHERE {RUNNING}",  # noqa: S608  own words
        (case, fact.key),
    ).fetchone()
    if found is None:
        return
    row, known = found[0], set(json.loads(found[1]))
    dates = (fact.old_due_on.isoformat(), fact.new_due_on.isoformat(), on.isoformat())
    for day in _declared_since(fact, known):
        table.execute("INSERT INTO deadline_moves VALUES (?, ?, ?, ?, ?)", (row, day, *dates))
    moved_by = fact.reason if isinstance(fact, DeadlineChanged) else MOVED_BY[type(fact)]
    due_on = fact.new_due_on.isoformat()
    _update(table, case, fact, status="open", due_on=due_on, moved_by=moved_by, skipped=_days(fact))


def _declared_since(fact: Moved, known: set[str]) -> list[str]:
    """Days of the period as it was that counted then and do not now: what stood still, or had lapsed and was given
    more time, moves with what moved it."""
    then = (each for each in fact.skipped if each.on <= fact.old_due_on and each.why != STOPPED)
    return [each.on.isoformat() for each in then if each.on.isoformat() not in known]


def _days(fact: DeadlineSet | Moved) -> str:
    return json.dumps([each.on.isoformat() for each in fact.skipped])


def _update(table: Table, case: str, fact: DeadlineFact, **changed: Any) -> None:
    names = ", ".join(f"{name} = ?" for name in changed)
    sql = f"UPDATE deadline_rows SET {names} WHERE {RUNNING}"  # noqa: S608  own names
    table.execute(sql, (*changed.values(), case, fact.key))


PROJECTION = Projection("deadlines", 1, CREATE, project)
