"""The letters of a case: to whom, how, when, and whether they arrived."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_notify.domain import facts
from concord_notify.read_side.rights import may_see
from concord_shared.envelope import Recorded
from concord_shared.parts import Asker, Library, Projection, Table

CREATE = """
CREATE TABLE IF NOT EXISTS notices (
    notice_id TEXT PRIMARY KEY, case_id TEXT, type TEXT, office TEXT, org TEXT, number INTEGER, send_on TEXT,
    channel TEXT, answer_by TEXT, caused_by TEXT, content_sha256 TEXT, issued_at TEXT, issued_on TEXT,
    delivered_at TEXT, delivered_on TEXT, failed TEXT, acknowledged_on TEXT, dropped TEXT
);
CREATE INDEX IF NOT EXISTS notices_of_case ON notices (case_id);
"""


class Notices(BaseModel):
    """Letters of `case`; those that wait to go out are left out unless `waiting` is asked for."""

    model_config = ConfigDict(extra="forbid")
    case: str = Field(min_length=3, max_length=40)
    waiting: bool = False


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
    rows = library.rows("SELECT * FROM notices WHERE case_id = ? ORDER BY rowid", asked.case)
    wanted = [dict(row) for row in rows if row["issued_at"] or asked.waiting]
    return {"notices": [row for row in wanted if may_see(asked.case, row["org"], asker, library)]}


PROJECTION = Projection("notices", 1, CREATE, project)
