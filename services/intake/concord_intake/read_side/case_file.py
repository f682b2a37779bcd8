"""The question `Case`: a case as it is, or as it stood at a moment."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_intake.domain import facts
from concord_intake.domain.state import Case
from concord_intake.read_side.reading import Reading, read
from concord_intake.read_side.rights import WITHOUT_TALKS
from concord_shared.deadlines.explained import explained
from concord_shared.parts import Asker, Library, Question


class CaseOf(BaseModel):
    """The case as it stands now, or stood at the moment `at` (UTC)."""

    model_config = ConfigDict(extra="forbid")
    case: str = Field(min_length=3, max_length=20)
    at: datetime | None = None


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Raises Refused(`NotYourCase`)."""
    assert isinstance(question, CaseOf)
    reading = read(question.case, asker, library, question.at)
    state = reading.case
    return {
        "case": state.id,
        "state": state.known_as,
        "stage": _stage(reading),
        "pack": {"id": state.pack_id, "version": state.pack_version},
        "trial": state.trial,
        "raised_on": state.raised.on if state.raised else None,
        "accepted_on": state.accepted_on,
        "closed_on": _closed_on(reading),
        "closed_for": state.closed_for,
        "suspended": state.suspended,
        "outside_routes_of": list(state.outside),
        "parties": [party.model_dump() for party in state.parties],
        "linked": list(state.bundle.linked),
        "cited": [each.model_dump(exclude_none=True) for each in state.cited],
        "deadlines": [_without_derivation(line) for line in explained(reading.recorded)],
        **_talks(reading),
    }


def _stage(reading: Reading) -> dict[str, Any] | None:
    stage = reading.case.stage
    if stage is None:
        return None
    label = reading.pack.stage(stage.id).label
    return {"id": stage.id, "type": stage.type, "label": label, "opened_on": stage.opened_on}


def _closed_on(reading: Reading) -> date | None:
    closed = (each.fact for each in reading.recorded if isinstance(each.fact, facts.CaseClosed))
    return next((fact.closed_on for fact in closed), None)


def _without_derivation(line: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "derivation"}


def _talks(reading: Reading) -> dict[str, Any]:
    """What passed between the parties is not the adviser's any more, nor the mediator's (handbook 7.1)."""
    if reading.reader in WITHOUT_TALKS:
        return {}
    state: Case = reading.case
    settlement = state.settlement
    return {
        "confirmed_by": list(state.confirmed),
        "settlement": {"settlement_ref": settlement.ref, "confirmed_by": list(settlement.confirmed)}
        if settlement
        else None,
        "withdrawing": list(state.withdrawing),
    }


QUESTION = Question(CaseOf, answer, confidential=True)
