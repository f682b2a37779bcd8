"""The question `Cases`: the cases that the asker may see, one line each, the latest raised first, page by page."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_intake.domain.state import Advised
from concord_intake.read_side.rights import Sides, pack_of, reads_as, reads_by_office
from concord_shared.parts import Asker, Library, Question

AT_ONCE = 200
AT_MOST = 1_000
SELECT = """
SELECT cases.*, (SELECT MIN(due_on) FROM case_deadlines WHERE case_id = cases.case_id) AS next_due_on FROM cases
WHERE (?1 IS NULL OR state = ?1 OR stage = ?1 OR (?1 = 'suspended' AND suspended IS NOT NULL))
AND (?2 IS NULL OR case_id IN (SELECT case_id FROM case_sides WHERE org = ?2))
AND (?3 IS NULL OR case_id IN (SELECT case_id FROM case_sides WHERE org = ?3))
AND (?4 IS NULL OR raised_on < ?4 OR (raised_on = ?4 AND case_id > ?5))
ORDER BY raised_on DESC, case_id LIMIT ?6
"""
SHOWN = (
    "state",
    "stage",
    "stage_label",
    "suspended",
    "raised_on",
    "accepted_on",
    "closed_on",
    "closed_for",
    "next_due_on",
)


class CasesOf(BaseModel):
    """Cases in `state` (a state or a stage, or ``suspended``) and with `organisation` on either side; none means all
    that you may see. Where there are more, the answer says `next`: give it back as `after`."""

    model_config = ConfigDict(extra="forbid")
    state: str | None = Field(default=None, max_length=80)
    organisation: str | None = Field(default=None, max_length=80)
    limit: int = Field(default=100, ge=1, le=500)
    after: str | None = Field(default=None, max_length=40, pattern=r"^\d{4}-\d\d-\d\d/.+$")


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Looks at no more than a thousand cases at a time, so that nobody else waits long for it."""
    assert isinstance(question, CasesOf)
    found: list[dict[str, Any]] = []
    key = question.after
    for looked_at, row in enumerate(_rows(question, asker, library)):
        if len(found) == question.limit or looked_at == AT_MOST:
            return {"cases": found, "next": key}
        line = _line(row, asker, library)
        key = f"{row['raised_on']}/{row['case_id']}"
        if line is not None:
            found.append(line)
    return {"cases": found}


def _rows(question: CasesOf, asker: Asker, library: Library) -> Iterator[Mapping[str, Any]]:
    own = None if reads_by_office(asker, library.directory) else asker.actor.organisation
    day, _, last = (question.after or "").partition("/")
    asked = (question.state, question.organisation, own)
    while page := library.rows(SELECT, *asked, day or None, last, AT_ONCE):
        yield from page
        if len(page) < AT_ONCE:
            return
        day, last = page[-1]["raised_on"], page[-1]["case_id"]


def _line(row: Mapping[str, Any], asker: Asker, library: Library) -> dict[str, Any] | None:
    sides = _sides(row)
    pack = pack_of(library.directory, row["pack_id"], row["pack_version"])
    if reads_as(asker, sides, pack, library.directory) is None:
        return None
    shown = {name: row[name] for name in SHOWN}
    return {"case": sides.case, **shown, "raising": list(sides.raising), "responding": list(sides.responding)}


def _sides(row: Mapping[str, Any]) -> Sides:
    first = Advised(row["first_office"], row["first_officer"]) if row["first_office"] else None
    raising, responding = tuple(json.loads(row["raising"])), tuple(json.loads(row["responding"]))
    replaced = tuple(json.loads(row["replaced"] or "[]"))
    return Sides(row["case_id"], raising, responding, bool(row["opened"]), first, replaced)


QUESTION = Question(CasesOf, answer)
