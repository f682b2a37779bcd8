"""PostgreSQL: what is written beside the facts of one batch, queued on a pipeline and checked when it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import Connection, Cursor
from psycopg.sql import SQL, Identifier

from concord_shared.store.ports import Batch, Message

# A plain INSERT that fails inside a pipeline shows as "pipeline aborted", which is retried for two seconds: hence
# statements that cannot fail, whose rows are counted.
ANSWERS = (
    "INSERT INTO {s}answers SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::bytea[])"
    " ON CONFLICT DO NOTHING"
)
FIRST_HEARD = "INSERT INTO {s}heard SELECT * FROM unnest(%s::text[], %s::bigint[]) ON CONFLICT DO NOTHING"
HEARD = (
    "UPDATE {s}heard AS h SET position = n.position FROM unnest(%s::text[], %s::bigint[], %s::bigint[])"
    " AS n (service, after, position) WHERE h.service = n.service AND h.position = n.after"
)
UNPARK = "DELETE FROM {s}parked WHERE number = ANY(%s)"
ARRIVED = "unnest(%s::text[], %s::bigint[], %s::text[], %s::text[], %s::bytea[]"
KEPT = f"INSERT INTO {{s}}kept (service, position, case_id, name, body) SELECT * FROM {ARRIVED})"  # noqa: S608
PARKED = (
    "INSERT INTO {s}parked (service, position, case_id, name, body, why, parked_at)"  # noqa: S608
    f" SELECT * FROM {ARRIVED}, %s::text[], %s::text[])"
)
DUE = (
    "INSERT INTO {s}due SELECT * FROM unnest(%s::text[], %s::text[])"
    " ON CONFLICT (stream) DO UPDATE SET due_on = excluded.due_on"
)
PUT_BACK = (
    "INSERT INTO {s}stored_events (originator_id, originator_version, topic, state, notification_id)"
    " SELECT * FROM unnest(%s::text[], %s::bigint[], %s::text[], %s::bytea[], %s::bigint[])"
    " WHERE %s > (SELECT COALESCE(MAX(notification_id), 0) FROM {s}stored_events)"
)
# Not setval: an application that may only add has no right to it.
GO_ON_AFTER = (
    "WITH one AS (SELECT pg_get_serial_sequence(%s, 'notification_id') AS numbers), next AS (SELECT nextval(numbers)"
    " AS at FROM one) SELECT MAX(nextval(numbers)) FROM one, next, generate_series(next.at + 1, %s)"
)
NEVER_DUE = "DELETE FROM {s}due WHERE stream = ANY(%s)"


@dataclass(frozen=True)
class Claim:
    """A statement that must have touched `expected` rows, or another writer was first."""

    cursor: Cursor[Any]
    expected: int
    otherwise: str


def queue(connection: Connection[Any], schema: str, batch: Batch) -> list[Claim]:
    """Sends nothing yet; rows keep the order of the batch."""
    claims: list[Claim] = []
    for sql, columns, expected, otherwise in (*_statements(batch), *_put_back(schema, batch)):
        statement = SQL(sql).format(s=SQL("{}.").format(Identifier(schema)))
        claims.append(Claim(connection.execute(statement, columns, prepare=True), expected, otherwise))
    return claims


def _statements(batch: Batch) -> list[tuple[str, list[Any], int, str]]:
    due = dict(batch.due)
    days = [(stream, day.isoformat()) for stream, day in due.items() if day is not None]
    never = [stream for stream, day in due.items() if day is None]
    first = [(h.service, h.position) for h in batch.heard if h.after == 0]
    later = [(h.service, h.after, h.position) for h in batch.heard if h.after != 0]
    answers = [(a.organisation, a.command_id, a.digest, a.body) for a in batch.answers]
    parked = [(*_row(message), why, moment) for message, why, moment in batch.park]
    taken = "another writer was first"
    possible = [
        (ANSWERS, _columns(answers), len(answers), f"{taken}: a command was answered"),
        (FIRST_HEARD, _columns(first), len(first), f"{taken}: a service was heard"),
        (HEARD, _columns(later), len(later), f"{taken}: a service was heard further"),
        (UNPARK, [list(batch.unpark)], len(batch.unpark), f"{taken}: a parked message was replayed"),
        (KEPT, _columns([_row(message) for message in batch.kept]), 0, ""),
        (PARKED, _columns(parked), 0, ""),
        (DUE, _columns(days), 0, ""),
        (NEVER_DUE, [never], 0, ""),
    ]
    return [each for each in possible if each[1] and each[1][0]]


def _put_back(schema: str, batch: Batch) -> list[tuple[str, list[Any], int, str]]:
    if not batch.positions:
        return []
    events = [(str(e.originator_id), e.originator_version, e.topic, e.state) for e in batch.events]
    columns = [*_columns(events), list(batch.positions), batch.positions[0]]
    taken = f"position {batch.positions[0]} is taken"
    return [
        (PUT_BACK, columns, len(events), taken),
        (GO_ON_AFTER, [f"{schema}.stored_events", batch.positions[-1]], 0, ""),
    ]


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[Any]:
    return [list(column) for column in zip(*rows, strict=True)]


def _row(message: Message) -> tuple[Any, ...]:
    return (message.service, message.position, message.case, message.name, message.body)
