"""SQLite: the library's recorder, with connections written through to disk and one transaction for a whole batch."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from eventsourcing.persistence import IntegrityError, StoredEvent
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
)

from concord_shared.store.ports import Batch, Message
from concord_shared.store.sqlite_opening import LOCK_TIMEOUT_SECONDS, patiently

POOL = 5
PUT_BACK = "INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state) VALUES (?, ?, ?, ?, ?)"
INSERT_MESSAGE = "(service, position, case_id, name, body) VALUES (?, ?, ?, ?, ?)"


class SafeConnection(SQLiteConnection):
    """Where a commit fails, the transaction is not left open for whoever uses the connection next."""

    def commit(self) -> None:
        try:
            super().commit()
        except BaseException:
            self.rollback()
            raise


class SafePool(SQLiteConnectionPool):
    def _create_connection(self) -> SQLiteConnection:
        raw: sqlite3.Connection = patiently(super()._create_connection)._sqlite_conn
        raw.execute("PRAGMA synchronous=FULL")
        return SafeConnection(sqlite_conn=raw, max_age=self.max_age)


class SafeDatastore(SQLiteDatastore):
    def __init__(self, name: str) -> None:
        self.pool = SafePool(
            db_name=name, lock_timeout=LOCK_TIMEOUT_SECONDS, pool_size=POOL, pool_timeout=LOCK_TIMEOUT_SECONDS
        )
        self.single_row_tracking = True
        self.originator_id_type = "text"


class BatchRecorder(SQLiteApplicationRecorder):
    def _insert_events(
        self,
        c: SQLiteCursor,
        stored_events: Sequence[StoredEvent],
        *,
        batch: Batch | None = None,
        **kwargs: Any,
    ) -> Sequence[int] | None:
        if batch is not None:
            _claim(c, batch)
            _set_aside(c, batch)
            if batch.positions:
                return _put_back(c, batch)
        return super()._insert_events(c, stored_events, **kwargs)


def _claim(c: SQLiteCursor, batch: Batch) -> None:
    """What only one writer can have: command ids, positions heard, parked rows to replay."""
    answers = [(a.organisation, a.command_id, a.digest, a.body) for a in batch.answers]
    c.executemany("INSERT INTO answers VALUES (?, ?, ?, ?)", answers)
    for hearing in batch.heard:
        if hearing.after == 0:
            c.execute("INSERT INTO heard VALUES (?, ?)", (hearing.service, hearing.position))
        else:
            place = (hearing.position, hearing.service, hearing.after)
            c.execute("UPDATE heard SET position = ? WHERE service = ? AND position = ?", place)
            _exactly_one(c, f"{hearing.service} is no longer heard up to {hearing.after}")
    for number in batch.unpark:
        c.execute("DELETE FROM parked WHERE number = ?", (number,))
        _exactly_one(c, f"parked message {number} is no longer there")


def _set_aside(c: SQLiteCursor, batch: Batch) -> None:
    c.executemany(f"INSERT INTO kept {INSERT_MESSAGE}", [_row(message) for message in batch.kept])
    for message, why, moment in batch.park:
        columns = INSERT_MESSAGE.replace(") VALUES (", ", why, parked_at) VALUES (?, ?, ")
        c.execute(f"INSERT INTO parked {columns}", (*_row(message), why, moment))
    for stream, day in batch.due:
        if day is None:
            c.execute("DELETE FROM due WHERE stream = ?", (stream,))
        else:
            c.execute("INSERT OR REPLACE INTO due VALUES (?, ?)", (stream, day.isoformat()))


def _put_back(c: SQLiteCursor, batch: Batch) -> Sequence[int]:
    c.execute("SELECT COALESCE(MAX(rowid), 0) FROM stored_events")
    if c.fetchone()[0] >= batch.positions[0]:
        raise IntegrityError(f"position {batch.positions[0]} is taken")
    events = [
        (position, event.originator_id, event.originator_version, event.topic, event.state)
        for position, event in zip(batch.positions, batch.events, strict=True)
    ]
    c.executemany(PUT_BACK, events)
    return batch.positions


def _row(message: Message) -> tuple[Any, ...]:
    return (message.service, message.position, message.case, message.name, message.body)


def _exactly_one(c: SQLiteCursor, otherwise: str) -> None:
    if c.sqlite_cursor.rowcount != 1:
        raise IntegrityError(otherwise)
