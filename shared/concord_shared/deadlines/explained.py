"""Every deadline that a stream's facts set, with how its day was found and what became of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_shared.deadlines.facts import (
    DeadlineCancelled,
    DeadlineFact,
    DeadlineLapsed,
    DeadlineMet,
    DeadlinePaused,
    DeadlineResumed,
    DeadlineSet,
    Moved,
)
from concord_shared.envelope import Recorded

Line = dict[str, Any]


class Why(BaseModel):
    """Why a day is the day it is: every deadline of `case`, or the one whose id is `deadline`, open and ended."""

    model_config = ConfigDict(extra="forbid")
    case: str = Field(min_length=3, max_length=20)
    deadline: str | None = Field(default=None, max_length=80)

    def answered_by(self, lines: Iterable[Line]) -> Mapping[str, Any]:
        return {"deadlines": [line for line in lines if self.deadline in (None, line["id"])]}


def explained(recorded: Iterable[Recorded]) -> list[Line]:
    """One line for each DeadlineSet, in order: `status` is open, lapsed, paused, met or cancelled."""
    lines: list[Line] = []
    latest: dict[str, Line] = {}
    for each in recorded:
        fact = each.fact
        if isinstance(fact, DeadlineSet):
            latest[fact.key] = _line(fact)
            lines.append(latest[fact.key])
        elif isinstance(fact, DeadlineFact) and fact.key in latest:
            latest[fact.key].update(_change(fact, each.envelope.occurred_on))
    return lines


def _line(fact: DeadlineSet) -> Line:
    return {
        "id": fact.deadline_id,
        "stage": fact.stage_id,
        "party": fact.party,
        "what": fact.what,
        "due_on": fact.due_on,
        "first_due_on": fact.first_due_on,
        "status": "open",
        "ended_on": None,
        "working_days_late": 0,
        "derivation": fact.model_dump(mode="json", exclude={"deadline_id", "stage_id", "party", "what"}),
    }


def _change(fact: DeadlineFact, on: Any) -> Line:
    match fact:
        case DeadlineMet():
            return {"status": "met", "ended_on": on, "working_days_late": fact.working_days_late}
        case DeadlineCancelled():
            return {"status": "cancelled", "ended_on": on}
        case DeadlineLapsed():
            return {"status": "lapsed"}
        case DeadlinePaused():
            return {"status": "paused"}
        case DeadlineResumed():
            return {"status": "open", "due_on": fact.new_due_on}
        case Moved():
            return {"status": "open", "due_on": fact.new_due_on}
        case _:
            return {}
