"""The question `Cases`: the cases that the asker may see, one line each, the latest raised first."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_intake.read_side.rights import Sides, pack_of, reads_as
from concord_shared.parts import Asker, Library, Question

AT_ONCE = 200
SELECT = """
SELECT cases.*, (SELECT MIN(due_on) FROM case_deadlines WHERE case_id = cases.case_id) AS next_due_on FROM cases
WHERE (? IS NULL OR state = ? OR stage = ?) AND (? IS NULL OR raising LIKE ? OR responding LIKE ?)
ORDER BY raised_on DESC, case_id LIMIT ? OFFSET ?
"""
SHOWN = (
    "state",
    "stage",
    "stage_label",
    "raised_on",
    "accepted_on",
    "closed_on",
    "closed_for",
    "next_due_on",
)


class CasesOf(BaseModel):
    """Cases in `state` (a state or a stage) and with `organisation` on either side; none means all that you may see."""

    model_config = ConfigDict(extra="forbid")
    state: str | None = Field(default=None, max_length=80)
    organisation: str | None = Field(default=None, max_length=80)
    limit: int = Field(default=100, ge=1, le=500)


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    assert isinstance(question, CasesOf)
    found: list[dict[str, Any]] = []
    for row in _rows(question, library):
        line = _line(row, question, asker, library)
        if line is not None:
            found.append(line)
        if len(found) == question.limit:
            break
    return {"cases": found}


def _rows(question: CasesOf, library: Library) -> Iterator[Mapping[str, Any]]:
    org = f'%"{question.organisation}"%' if question.organisation else None
    offset = 0
    while page := library.rows(SELECT, *[question.state] * 3, org, org, org, AT_ONCE, offset):
        yield from page
        offset += AT_ONCE


def _line(row: Mapping[str, Any], question: CasesOf, asker: Asker, library: Library) -> dict[str, Any] | None:
    raising, responding = tuple(json.loads(row["raising"])), tuple(json.loads(row["responding"]))
    if question.organisation is not None and question.organisation not in (*raising, *responding):
        return None
    sides = Sides(row["case_id"], raising, responding, opened=bool(row["opened"]))
    pack = pack_of(library.directory, row["pack_id"], row["pack_version"])
    if reads_as(asker, sides, pack, library.directory) is None:
        return None
    shown = {name: row[name] for name in SHOWN}
    return {"case": sides.case, **shown, "raising": list(raising), "responding": list(responding)}


QUESTION = Question(CasesOf, answer)
