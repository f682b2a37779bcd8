"""The question `Lessons`: what was learned from cases, never whose case or whose words it was."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_intake.domain.apart_facts import LessonFiled, LessonShared
from concord_intake.domain.sharing import PREFIX
from concord_intake.domain.standing import COORDINATOR
from concord_intake.read_side.rights import AUDITOR, pack_of
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Recorded
from concord_shared.packs.offices import learning_offices
from concord_shared.parts import Asker, Library, Projection, Question, Table

KEEPERS = frozenset({COORDINATOR, AUDITOR})
ERASED = "erased"
CREATE = """
CREATE TABLE IF NOT EXISTS lessons (
    lesson_id TEXT PRIMARY KEY, case_id TEXT, closed_on TEXT, recorded_on TEXT, kind TEXT, about TEXT,
    shareable INTEGER, shared_on TEXT, themes TEXT);
CREATE INDEX IF NOT EXISTS lessons_by_day ON lessons (recorded_on, lesson_id);
"""
INSERT = "INSERT INTO lessons VALUES (?,?,?,?,?,?,?,NULL,?)"
SELECT = """
SELECT * FROM lessons WHERE (?1 IS NULL OR recorded_on >= ?1) AND (?2 IS NULL OR recorded_on <= ?2)
AND (?3 = 0 OR shareable = 1) AND (?4 = 0 OR shared_on IS NOT NULL)
ORDER BY recorded_on, lesson_id LIMIT ?5 OFFSET ?6
"""


class Lessons(BaseModel):
    """Lessons recorded in the period from `from_on` up to and including `until_on`; `shareable_only` leaves out those
    not given for sharing. One page: `limit` of them after the first `skip`."""

    model_config = ConfigDict(extra="forbid")
    from_on: date | None = None
    until_on: date | None = None
    shareable_only: bool = False
    limit: int = Field(default=100, ge=1, le=500)
    skip: int = Field(default=0, ge=0)


def project(table: Table, recorded: Recorded) -> None:
    on = recorded.envelope.occurred_on.isoformat()
    match recorded.fact:
        case LessonFiled() as fact:
            closed_on, themes = fact.closed_on.isoformat(), json.dumps(fact.themes)
            row = (fact.lesson_id, fact.case_id, closed_on, on, fact.kind, fact.about, fact.shareable, themes)
            table.execute(INSERT, row)
        case LessonShared() as fact:
            table.execute("UPDATE lessons SET shared_on = ? WHERE lesson_id = ?", (on, fact.lesson_id))


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """The group that learns, the coordinator and auditors see all, in the words in which they were given; every other
    office those that were shared, in words that name nobody. `more` says that some follow."""
    assert isinstance(question, Lessons)
    keeps = asker.actor.office in KEEPERS
    sees_all = keeps or asker.actor.office in _learning(library.directory)
    first, last = (day.isoformat() if day else None for day in (question.from_on, question.until_on))
    asked = (first, last, question.shareable_only, not sees_all, question.limit + 1, question.skip)
    rows = library.rows(SELECT, *asked)
    shown = [_shown(row, library, sees_all=sees_all, keeps=keeps) for row in rows[: question.limit]]
    return {"on": asker.on, "lessons": shown, "more": len(rows) > question.limit}


def _shown(row: Mapping[str, Any], library: Library, *, sees_all: bool, keeps: bool) -> dict[str, Any]:
    """`shared_text` is for everybody; the case and its own words are not."""
    given, shared = _words(row["lesson_id"], library)
    own = {name: value for name, value in row.items() if name != "case_id"}
    flags = {"shareable": bool(row["shareable"]), "themes": json.loads(row["themes"]), "shared_text": shared}
    return {**own, **flags, **({"text": given} if sees_all else {}), **({"case": row["case_id"]} if keeps else {})}


def _words(lesson_id: str, library: Library) -> tuple[str | None, str | None]:
    given = shared = None
    for each in library.history(f"{PREFIX}{lesson_id}"):
        match each.fact:
            case LessonFiled(text=text):
                given = text.clear or ERASED
            case LessonShared(text=text):
                shared = text.clear or ERASED
    return given, shared


def _learning(directory: DirectoryCopy) -> frozenset[str]:
    packs = (pack_of(directory, *known) for known in directory.packs)
    return frozenset(office for pack in packs if pack for office in learning_offices(pack.monitoring.repeat_rule))


PROJECTION = Projection("lessons", 1, CREATE, project)
QUESTION = Question(Lessons, answer, confidential=True)
