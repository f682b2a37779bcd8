"""The table behind `Cases`: one row a case and one for each running deadline; no text, no person."""

import json
from collections.abc import Sequence
from typing import Any

from concord_intake.domain import facts
from concord_intake.domain.bundle_facts import CaseOpenedBySplit, CasesMerged, CaseSplit
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

SIDES = ("raising", "responding")
CREATE = """
CREATE TABLE IF NOT EXISTS cases (
    case_id TEXT PRIMARY KEY, pack_id TEXT, pack_version TEXT, state TEXT, stage TEXT, stage_label TEXT,
    raised_on TEXT, accepted_on TEXT, closed_on TEXT, closed_for TEXT, raising TEXT, responding TEXT,
    opened INTEGER, suspended TEXT, first_office TEXT, first_officer TEXT, replaced TEXT);
CREATE INDEX IF NOT EXISTS cases_latest ON cases (raised_on DESC, case_id);
CREATE TABLE IF NOT EXISTS case_sides (org TEXT, case_id TEXT, PRIMARY KEY (org, case_id));
CREATE INDEX IF NOT EXISTS sides_of_case ON case_sides (case_id);
CREATE TABLE IF NOT EXISTS case_deadlines (
    case_id TEXT, key TEXT, due_on TEXT, PRIMARY KEY (case_id, key));
"""
MOVES_SIDES = (
    facts.ConcernRaised,
    facts.ConcernAccepted,
    facts.StageOpened,
    facts.PartyLeft,
    CaseOpenedBySplit,
    CaseSplit,
    CasesMerged,
)
INSERT = """
INSERT OR REPLACE INTO cases (case_id, pack_id, pack_version, state, raised_on, raising, responding, opened)
VALUES (?, ?, ?, ?, ?, ?, ?, 0)
"""


def project(table: Table, recorded: Recorded) -> None:
    fact, case = recorded.fact, recorded.envelope.case or ""
    if isinstance(fact, DeadlineFact):
        _deadline(table, case, fact)
    else:
        _happened(table, recorded, case)
        if isinstance(fact, MOVES_SIDES):
            _index_sides(table, case)


def _happened(table: Table, recorded: Recorded, case: str) -> None:
    fact = recorded.fact
    if isinstance(fact, facts.ConcernRaised):
        table.execute(INSERT, _raised(fact, case, recorded))
    elif isinstance(fact, CaseOpenedBySplit):
        table.execute(INSERT, _opened_by_split(fact, case))
        _update(table, case, {"accepted_on": fact.accepted_on.isoformat()})
    elif isinstance(fact, CaseSplit | CasesMerged | facts.PartyLeft):
        _update(table, case, _sides_after(table, case, fact))
    elif isinstance(fact, facts.CoordinatorObjectedTo):
        _update(table, case, {"replaced": _replaced(table, case, fact)})
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


def _opened_by_split(fact: CaseOpenedBySplit, case: str) -> tuple[Any, ...]:
    on = (fact.raised_on or fact.accepted_on).isoformat()
    return case, fact.pack_id, fact.pack_version, OPEN, on, _list(fact.raising), _list(fact.responding)


def _sides_after(table: Table, case: str, fact: CaseSplit | CasesMerged | facts.PartyLeft) -> dict[str, Any]:
    """Those who left are gone, those who joined are there."""
    row = table.execute("SELECT raising, responding FROM cases WHERE case_id = ?", (case,)).fetchone()
    known = {side: json.loads(orgs) for side, orgs in zip(SIDES, row, strict=True)}
    gone = fact.parties_moved if isinstance(fact, CaseSplit) else ()
    gone = (fact.org,) if isinstance(fact, facts.PartyLeft) else gone
    joined = fact.joined if isinstance(fact, CasesMerged) else ()
    after = {side: [org for org in orgs if org not in gone] for side, orgs in known.items()}
    return {side: _list([*orgs, *(each.org for each in joined if each.side == side)]) for side, orgs in after.items()}


def _replaced(table: Table, case: str, fact: facts.CoordinatorObjectedTo) -> str:
    row = table.execute("SELECT replaced FROM cases WHERE case_id = ?", (case,)).fetchone()
    return _list([*json.loads(row[0] or "[]"), *(each.officer for each in fact.coordinators)])


def _changed(fact: Fact, recorded: Recorded) -> dict[str, Any]:
    on = recorded.envelope.occurred_on.isoformat()
    match fact:
        case facts.ConcernInformationRequested(stage_id=None):
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
            return {**at, **{side: _list(_orgs(fact, side)) for side in SIDES}}
        case facts.StageClosed():
            return {"stage": None, "stage_label": None}
        case facts.SecondLookRequested():
            first = {"first_office": fact.first_office, "first_officer": fact.first_officer}
            return {"state": RECEIVED, **first}
        case facts.CaseSuspended():
            return {"suspended": fact.why}
        case facts.CaseResumed():
            return {"suspended": None}
        case facts.CaseClosed():
            return {
                "suspended": None,
                "state": CLOSED,
                "closed_on": fact.closed_on.isoformat(),
                "closed_for": fact.reason,
            }
        case _:
            return {}


def _orgs(fact: facts.StageOpened, side: str) -> list[str]:
    return [party.org for party in fact.parties if party.side == side]


def _update(table: Table, case: str, changed: dict[str, Any]) -> None:
    names = ", ".join(f"{name} = ?" for name in changed)
    table.execute(f"UPDATE cases SET {names} WHERE case_id = ?", (*changed.values(), case))  # noqa: S608  own names


def _index_sides(table: Table, case: str) -> None:
    """So that an organisation's cases are found without looking at all."""
    row = table.execute("SELECT raising, responding FROM cases WHERE case_id = ?", (case,)).fetchone()
    table.execute("DELETE FROM case_sides WHERE case_id = ?", (case,))
    for org in {org for side in row or () for org in json.loads(side)}:
        table.execute("INSERT INTO case_sides VALUES (?, ?)", (org, case))


def _list(orgs: Sequence[str]) -> str:
    return json.dumps(list(orgs))


PROJECTION = Projection("cases", 2, CREATE, project)
