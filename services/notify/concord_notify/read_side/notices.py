"""The letters of a case: to whom, how, when, and whether they arrived."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_notify.domain import facts
from concord_notify.read_side.rights import Once, may_see
from concord_shared.envelope import Recorded
from concord_shared.parts import Asker, Library, Projection, Table

CREATE = """
CREATE TABLE IF NOT EXISTS notices (
    notice_id TEXT PRIMARY KEY, case_id TEXT, type TEXT, office TEXT, org TEXT, number INTEGER, send_on TEXT,
    channel TEXT, answer_by TEXT, caused_by TEXT, content_sha256 TEXT, issued_at TEXT, issued_on TEXT,
    delivered_at TEXT, delivered_on TEXT, failed TEXT, posted_on TEXT, acknowledged_on TEXT, dropped TEXT
);
CREATE INDEX IF NOT EXISTS notices_of_case ON notices (case_id);
"""


class Notices(BaseModel):
    """Letters of `case`, oldest first, up to `limit` at a time; those that wait to go out are left out unless `waiting`
    is asked for. `after` is the `next` of the answer before."""

    model_config = ConfigDict(extra="forbid")
    case: str = Field(min_length=3, max_length=40)
    waiting: bool = False
    limit: int = Field(default=500, ge=1, le=2_000)
    after: int = Field(0, ge=0)


def project(table: Table, recorded: Recorded) -> None:
    fact, on = recorded.fact, recorded.envelope.occurred_on.isoformat()
    match fact:
        case facts.NoticePrepared():
            table.execute(
                "INSERT OR REPLACE INTO notices (notice_id, case_id, type, office, org, number, send_on, caused_by) "
                "VALUES (?,?,?,?,?,?,?,?)",
                (
                    fact.notice_id,
                    fact.case_id,
                    fact.notice_type,
                    fact.office,
                    fact.org,
                    fact.number,
                    fact.send_on.isoformat(),
                    fact.cause,
                ),
            )
        case facts.NoticeIssued():
            answer_by = fact.answer_by.isoformat() if fact.answer_by else None
            _set(table, fact.notice_id, channel=fact.channel, answer_by=answer_by)
            issued = {"issued_at": fact.issued_at.isoformat(), "issued_on": on}
            _set(table, fact.notice_id, content_sha256=fact.content_sha256, **issued)
        case facts.ChannelChanged():
            _set(table, fact.notice_id, channel=fact.channel)
        case facts.NoticePosted():
            _set(table, fact.notice_id, posted_on=fact.posted_on.isoformat())
        case facts.NoticeDelivered():
            _set(table, fact.notice_id, delivered_at=fact.at.isoformat(), delivered_on=on, failed=None)
        case facts.NoticeFailed():
            _set(table, fact.notice_id, failed=fact.why)
        case facts.NoticeAcknowledged():
            _set(table, fact.notice_id, acknowledged_on=fact.on.isoformat())
        case facts.NoticeDropped():
            _set(table, fact.notice_id, dropped=fact.why)
        case _:
            return


def _set(table: Table, notice_id: str, **values: str | None) -> None:
    """Column names come from the calls above, never from outside."""
    columns = ", ".join(f"{name} = ?" for name in values)
    table.execute(f"UPDATE notices SET {columns} WHERE notice_id = ?", (*values.values(), notice_id))  # noqa: S608


def notices(asked: Any, asker: Asker, library: Library) -> Mapping[str, Any]:
    """`next` is None on the last page."""
    rows = library.rows(
        "SELECT rowid AS at, * FROM notices WHERE case_id = ? AND rowid > ? ORDER BY rowid", asked.case, asked.after
    )
    wanted = [row for row in rows if row["issued_at"] or asked.waiting]
    known = Once(library)
    seen = [row for row in wanted if may_see(asked.case, row["org"], row["office"], asker, known)]
    shown = [dict(row) for row in seen[: asked.limit]]
    following = shown[-1]["at"] if len(seen) > asked.limit else None
    return {"notices": [{name: row[name] for name in row if name != "at"} for row in shown], "next": following}


PROJECTION = Projection("notices", 2, CREATE, project)
