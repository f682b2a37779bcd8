"""The table behind `Cases`: one row a case and one for each running deadline; no text, no person."""

import json
from collections.abc import Sequence
from typing import Any

from concord_intake.domain import facts
from concord_intake.domain.state import AWAITING, CLOSED, OPEN, RECEIVED, SIGNPOSTED
from concord_shared.deadlines.facts import (
    DeadlineCancelled,
    DeadlineFact,
    DeadlineMet,
    DeadlinePaused,
    DeadlineSet,
    Moved,
)
from concord_shared.envelope import Recorded
from concord_shared.facts import Fact
from concord_shared.parts import Projection, Table

CREATE = """
CREATE TABLE IF NOT EXISTS cases (
    case_id TEXT PRIMARY KEY, pack_id TEXT, pack_version TEXT, state TEXT, stage TEXT, stage_label TEXT,
    raised_on TEXT, accepted_on TEXT, closed_on TEXT, closed_for TEXT, raising TEXT, responding TEXT,
    opened INTEGER);
CREATE TABLE IF NOT EXISTS case_deadlines (
    case_id TEXT, key TEXT, due_on TEXT, PRIMARY KEY (case_id, key));
"""
INSERT = """
INSERT OR REPLACE INTO cases (case_id, pack_id, pack_version, state, raised_on, raising, responding, opened)
VALUES (?, ?, ?, ?, ?, ?, ?, 0)
"""


def project(table: Table, recorded: Recorded) -> None:
    fact, case = recorded.fact, recorded.envelope.case or ""
    if isinstance(fact, DeadlineFact):
        _deadline(table, case, fact)
    elif isinstance(fact, facts.ConcernRaised):
        table.execute(INSERT, _raised(fact, case, recorded))
    else:
        changed = _changed(fact, recorded)
        if changed:
            _update(table, case, changed)


def _deadline(table: Table, case: str, fact: DeadlineFact) -> None:
    match fact:
        case DeadlineSet(due_on=due_on) | Moved(new_due_on=due_on):
            row = (case, fact.key, due_on.isoformat())
            table.execute("INSERT OR REPLACE INTO case_deadlines VALUES (?, ?, ?)", row)
        case DeadlineMet() | DeadlineCancelled() | DeadlinePaused():
            table.execute("DELETE FROM case_deadlines WHERE case_id = ? AND key = ?", (case, fact.key))


def _raised(fact: facts.ConcernRaised, case: str, recorded: Recorded) -> tuple[Any, ...]:
    own = () if fact.raiser_kind == "anonymous" or fact.raiser_org is None else (fact.raiser_org,)
    raising = fact.represents or own
    on = recorded.envelope.occurred_on.isoformat()
    pinned = (case, fact.pack_id, fact.pack_version)
    return (*pinned, RECEIVED, on, _list(raising), _list(fact.respondent_orgs))


def _changed(fact: Fact, recorded: Recorded) -> dict[str, Any]:
    on = recorded.envelope.occurred_on.isoformat()
    match fact:
        case facts.ConcernInformationRequested():
            return {"state": AWAITING}
        case facts.ConcernInformationSupplied():
            return {"state": RECEIVED}
        case facts.ConcernSignposted(partial=False):
            return {"state": SIGNPOSTED}
        case facts.ConcernAccepted():
            sides = {"responding": _list(fact.responding)}
            waiting = {"state": fact.waiting} if fact.waiting else {}
            return {"pack_version": fact.pack_version, "accepted_on": on, **sides, **waiting}
        case facts.StageOpened():
            at = {"state": OPEN, "stage": fact.stage_id, "stage_label": fact.label, "opened": 1}
            return {**at, **{side: _list(_orgs(fact, side)) for side in ("raising", "responding")}}
        case facts.StageClosed():
            return {"stage": None, "stage_label": None}
        case facts.CaseClosed():
            return {"state": CLOSED, "closed_on": fact.closed_on.isoformat(), "closed_for": fact.reason}
        case _:
            return {}


def _orgs(fact: facts.StageOpened, side: str) -> list[str]:
    return [party.org for party in fact.parties if party.side == side]


def _update(table: Table, case: str, changed: dict[str, Any]) -> None:
    names = ", ".join(f"{name} = ?" for name in changed)
    table.execute(f"UPDATE cases SET {names} WHERE case_id = ?", (*changed.values(), case))  # noqa: S608  own names


def _list(orgs: Sequence[str]) -> str:
    return json.dumps(list(orgs))


PROJECTION = Projection("cases", 1, CREATE, project)
