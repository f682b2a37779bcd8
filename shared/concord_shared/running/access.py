"""What is on record of readings: who read what is confidential, and who was turned away (handbook 6.3, RP10)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from concord_shared.envelope import Recorded
from concord_shared.facts import Fact
from concord_shared.parts import Aggregate, Asker, Library, Projection, Question, Refused, Service, Table
from concord_shared.refusals import Refusal
from concord_shared.running.beside import BesideTheCase, with_beside
from concord_shared.running.read_refused import ReadRefused

PREFIX = "access-"
SEE_ACCESS = frozenset({"information_officer", "auditor"})
CREATE = """
CREATE TABLE IF NOT EXISTS access_log (
    position INTEGER PRIMARY KEY, read_on TEXT, read_at TEXT, org TEXT, office TEXT, officer TEXT, what TEXT,
    about TEXT, case_id TEXT, shown INTEGER, rule TEXT);
CREATE INDEX IF NOT EXISTS access_by_day ON access_log (read_on, position);
"""
INSERT = "INSERT INTO access_log VALUES (?,?,?,?,?,?,?,?,?,?,?)"
SELECT = """
SELECT * FROM access_log WHERE (?1 IS NULL OR read_on >= ?1) AND (?2 IS NULL OR read_on <= ?2)
AND (?3 IS NULL OR case_id = ?3) ORDER BY position LIMIT ?4 OFFSET ?5
"""


class ContentRead(BesideTheCase):
    """`office` of `org` was answered the question `what` about a case, a letter or a pattern (`about`); none where it
    is about no single one. The officer's id, where it is known, stands in the envelope."""

    stored_name: ClassVar[str] = "reading.content-read.v1"
    office: str
    org: str
    what: str
    about: str | None = None


class ReadingDenied(BesideTheCase):
    """Turned away by no rule of the Compact (`ReadRefused` is for those): `code` says why."""

    stored_name: ClassVar[str] = "reading.denied.v1"
    office: str
    org: str
    what: str
    about: str | None = None
    code: str


class AccessLog(BaseModel):
    """Readings of the period from `from_on` up to and including `until_on`, of `case` or of all, in the order in which
    they were put on record: once a day for each who reads, question and thing that was read."""

    model_config = ConfigDict(extra="forbid")
    from_on: date | None = None
    until_on: date | None = None
    case: str | None = Field(default=None, min_length=3, max_length=20)
    limit: int = Field(default=100, ge=1, le=500)
    skip: int = Field(default=0, ge=0)


def with_access_log(service: Service) -> Service:
    """The service with readings on record, in streams of their own, and the question `AccessLog`."""
    able = with_beside(service, (ContentRead, ReadingDenied))
    return replace(
        able,
        aggregates={**able.aggregates, PREFIX: Aggregate(lambda _: None, _nothing_remembered)},
        questions={**able.questions, "AccessLog": Question(AccessLog, answer)},
        projections=(*able.projections, PROJECTION),
    )


def _nothing_remembered(state: Any, _fact: Fact, _on: date) -> Any:
    return state


def project(table: Table, recorded: Recorded) -> None:
    fact, envelope = recorded.fact, recorded.envelope
    if isinstance(fact, ContentRead | ReadingDenied | ReadRefused):
        when = recorded.position, envelope.occurred_on.isoformat(), envelope.recorded_at.isoformat()
        about = envelope.case if isinstance(fact, ReadRefused) else fact.about
        said = fact.org, fact.office, envelope.actor.officer, fact.what, about, envelope.case
        table.execute(INSERT, (*when, *said, isinstance(fact, ContentRead), _rule(fact)))


def _rule(fact: ContentRead | ReadingDenied | ReadRefused) -> str | None:
    match fact:
        case ReadRefused():
            return fact.rule
        case ReadingDenied():
            return fact.code
        case _:
            return None


def answer(asked: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """`rule` is the rule, or the code of the refusal, by which somebody was turned away. Raises Refused(`NoAuthority`)
    for all but information officers and auditors."""
    assert isinstance(asked, AccessLog)
    if asker.actor.office not in SEE_ACCESS:
        raise Refused(NOT_YOURS)
    first, last = (day.isoformat() if day else None for day in (asked.from_on, asked.until_on))
    rows = library.rows(SELECT, first, last, asked.case, asked.limit + 1, asked.skip)
    shown = [{**row, "shown": bool(row["shown"])} for row in rows[: asked.limit]]
    return {"on": asker.on, "readings": shown, "more": len(rows) > asked.limit}


NOT_YOURS = Refusal(
    code="NoAuthority",
    message="Who read what is shown to the information officer and to auditors alone.",
    field="as",
)
PROJECTION = Projection("access_log", 1, CREATE, project)
