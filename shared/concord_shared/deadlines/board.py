"""The question `Deadlines`: what is overdue or near, and what a day declared a holiday has moved (handbook RP7)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from concord_shared.calendar.snapshot import england
from concord_shared.calendar.working import CalendarEnds
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.model import Pack
from concord_shared.packs.offices import offices_with_a_part
from concord_shared.parts import Asker, Library, Question, Refused
from concord_shared.refusals import Refusal

SEE_ALL = frozenset({"coordinator", "auditor"})
SHOWN = ("case_id", "deadline_id", "stage_id", "party", "what", "start_on", "due_on", "first_due_on", "status")
SELECT = """
SELECT deadline_rows.*, deadline_moves.old_due_on, deadline_moves.new_due_on, deadline_moves.moved_on
FROM deadline_rows LEFT JOIN deadline_moves ON deadline_moves.row = deadline_rows.rowid AND deadline_moves.day = ?
WHERE (? OR party IS NULL) AND (? IS NULL OR due_on < ?)
    AND CASE WHEN ? IS NULL THEN ended_on IS NULL ELSE status = ? END
ORDER BY due_on, case_id, key LIMIT ?
"""
TOUCHED = """
SELECT deadline_rows.*, deadline_moves.old_due_on, deadline_moves.new_due_on, deadline_moves.moved_on
FROM deadline_rows LEFT JOIN deadline_moves ON deadline_moves.row = deadline_rows.rowid AND deadline_moves.day = ?
WHERE (? OR party IS NULL) AND (? IS NULL OR due_on < ?) AND (? IS NULL OR status = ?)
    AND (deadline_moves.day IS NOT NULL
        OR (skipped NOT LIKE ? AND (due_on = ? OR (counts_days AND start_on < ? AND due_on > ?))))
ORDER BY due_on, case_id, key LIMIT ?
"""
_executive: dict[str, frozenset[str]] = {}


class Deadlines(BaseModel):
    """Deadlines in `status` (all that are not ended where none is given), due before `due_before`; `touched_by` a
    day that is no working day after all, ended ones too: what it moved, and what it left."""

    model_config = ConfigDict(extra="forbid")
    status: Literal["open", "paused", "lapsed", "met", "cancelled"] | None = None
    due_before: date | None = None
    touched_by: date | None = None
    limit: int = Field(default=500, ge=1, le=2_000)


def question(service: str) -> Question:
    """For the coordinator, the auditor and those who oversee the Compact; a party's own period for the first two."""

    def answer(asked: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
        assert isinstance(asked, Deadlines)
        rows = _found(asked, sees_parties(asker, library.directory), library)
        over = _over(asker.on, library.directory)
        return {
            "deadlines": [_shown(service, row, asked, over) for row in rows[: asked.limit]],
            "more": len(rows) > asked.limit,
            "on": asker.on,
        }

    return Question(Deadlines, answer)


def _found(asked: Deadlines, all_parties: bool, library: Library) -> list[Mapping[str, Any]]:
    before = asked.due_before.isoformat() if asked.due_before else None
    day = asked.touched_by.isoformat() if asked.touched_by else None
    first = (day, all_parties, before, before, asked.status, asked.status)
    if day is None:
        return list(library.rows(SELECT, *first, asked.limit + 1))
    return list(library.rows(TOUCHED, *first, f'%"{day}"%', day, day, day, asked.limit + 1))


def sees_parties(asker: Asker, directory: DirectoryCopy) -> bool:
    """False for those who oversee the Compact. Raises Refused for everybody else."""
    if asker.actor.office in SEE_ALL:
        return True
    if any(asker.actor.office in _overseeing(each.sha256, each.content) for each in directory.packs.values()):
        return False
    raise Refused(NOT_FOR_YOU)


def _overseeing(sha256: str, content: Mapping[str, Any]) -> frozenset[str]:
    """Offices with a part in cases that the pack has told when the Compact itself needs a look."""
    if sha256 not in _executive:
        pack = Pack.from_data(dict(content))
        told = frozenset(pack.monitoring.repeat_rule.told.compact_review)
        _executive[sha256] = told & offices_with_a_part(pack)
    return _executive[sha256]


def _over(today: date, directory: DirectoryCopy) -> Callable[[date], int]:
    calendar = england().with_declared(directory.bank_holidays)

    def over(due_on: date) -> int:
        try:
            return calendar.between(due_on, today)
        except CalendarEnds:
            return 0

    return over


def _shown(service: str, row: Mapping[str, Any], asked: Deadlines, over: Callable[[date], int]) -> dict[str, Any]:
    shown = {"service": service, **{name: row[name] for name in (*SHOWN, "ended_on", "moved_by")}}
    shown["case"] = shown.pop("case_id")
    late = over(date.fromisoformat(row["due_on"])) if row["status"] in ("open", "lapsed") else 0
    shown["working_days_over"] = late
    if asked.touched_by is None:
        return shown
    moved = {"old_due_on": row["old_due_on"], "new_due_on": row["new_due_on"], "moved_on": row["moved_on"]}
    return {**shown, "moved": row["moved_on"] is not None, **moved}


NOT_FOR_YOU = Refusal(
    code="NotForYou",
    message="The board of deadlines is for the coordinator, the auditor and those who oversee the Compact. A party "
    "sees its own deadlines with its case.",
)
