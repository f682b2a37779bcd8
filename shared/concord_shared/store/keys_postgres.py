"""Data keys in a PostgreSQL schema of their own; erasure rewrites the table, so that no old row stays in its file.

The write-ahead log and backups hold old rows, wrapped, until they age out: keep backups 30 days at most.
"""

import time
from collections.abc import Sequence
from typing import Any

from psycopg import Connection
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from concord_shared.store.key_ports import ErasureIncomplete, WrappedKey
from concord_shared.store.postgres_reach import check_reach
from concord_shared.store.safety import MUST_BE_ON, check_postgres

SCHEMA = "concord_keys"
TRIES, PAUSE_SECONDS = 50, 0.1
CREATE = (
    "CREATE SCHEMA IF NOT EXISTS concord_keys",
    "CREATE TABLE IF NOT EXISTS concord_keys.data_keys (number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " kind TEXT NOT NULL, subject TEXT NOT NULL, key_id BYTEA NOT NULL UNIQUE, wrapped BYTEA NOT NULL)",
    "CREATE INDEX IF NOT EXISTS data_keys_subject ON concord_keys.data_keys (subject, kind)",
    "CREATE TABLE IF NOT EXISTS concord_keys.erased (subject TEXT PRIMARY KEY)",
)
FIND = (
    "SELECT kind, subject, key_id, wrapped FROM concord_keys.data_keys WHERE subject = %s AND kind = %s ORDER BY number"
)
ADD = "INSERT INTO concord_keys.data_keys (kind, subject, key_id, wrapped) VALUES (%s, %s, %s, %s)"
ERASED = "SELECT subject FROM concord_keys.erased WHERE subject = ANY(%s)"
DELETE = "DELETE FROM concord_keys.data_keys WHERE subject = %s"
BURY = "INSERT INTO concord_keys.erased VALUES (%s) ON CONFLICT DO NOTHING"
FILE = "SELECT pg_relation_filenode('concord_keys.data_keys')"
STILL_SEEN = (
    "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_xmin IS NOT NULL"
    " AND datname = current_database() AND age(backend_xmin) >= age(%s::text::xid)"
)


class PostgresKeys:
    """Erasing is for the schema's owner: only an owner may rewrite a table."""

    def __init__(self, url: str) -> None:
        check_reach(url)
        self._pool: ConnectionPool[Connection[TupleRow]] = ConnectionPool(
            url, min_size=1, max_size=4, kwargs={"autocommit": True}, open=True
        )
        try:
            with self._pool.connection() as connection:
                _prepare(connection)
        except BaseException:
            self.close()
            raise

    def find(self, kind: str, subject: str) -> Sequence[WrappedKey] | None:
        with self._pool.connection() as connection:
            if _erased(connection, [subject]):
                return None
            rows = connection.execute(FIND, (subject, kind)).fetchall()
        return [WrappedKey(kind, subject, bytes(key_id), bytes(wrapped)) for _, _, key_id, wrapped in rows]

    def add(self, keys: Sequence[WrappedKey], used: Sequence[str]) -> frozenset[str]:
        with self._pool.connection() as connection:
            if not keys:
                return _erased(connection, used)
            with connection.transaction():
                _lock(connection, "_shared")
                if erased := _erased(connection, used):
                    return erased
                rows = [(key.kind, key.subject, key.key_id, key.wrapped) for key in keys]
                connection.cursor().executemany(ADD, rows)
        return frozenset()

    def erase(self, subject: str) -> int:
        with self._pool.connection() as connection:
            with connection.transaction():
                _lock(connection, "")
                connection.execute(BURY, (subject,))
                destroyed = connection.execute(DELETE, (subject,)).rowcount
                deleted_by = _one(connection, "SELECT pg_current_xact_id()::text")
            _clear_space(connection, deleted_by)
            return destroyed

    def close(self) -> None:
        self._pool.close()


def _prepare(connection: Connection[TupleRow]) -> None:
    check_postgres({name: str(_one(connection, f"SHOW {name}")) for name in MUST_BE_ON})
    with connection.transaction():
        _lock(connection, "")
        if _one(connection, "SELECT to_regclass(%s)::text", f"{SCHEMA}.erased") is None:
            for statement in CREATE:
                connection.execute(statement)


def _lock(connection: Connection[TupleRow], mode: str) -> None:
    """Adding keys and erasing them exclude one another, else a key could be added for a subject just erased."""
    connection.execute(f"SELECT pg_advisory_xact_lock{mode}(hashtext('{SCHEMA}'))")


def _erased(connection: Connection[TupleRow], subjects: Sequence[str]) -> frozenset[str]:
    return frozenset(row[0] for row in connection.execute(ERASED, (list(subjects),)).fetchall())


def _clear_space(connection: Connection[TupleRow], deleted_by: str) -> None:
    """A transaction that can still see the deleted rows would have them copied into the new file."""
    for _ in range(TRIES):
        if _one(connection, STILL_SEEN, str(int(deleted_by) % 2**32)) == 0:
            break
        time.sleep(PAUSE_SECONDS)
    else:
        raise ErasureIncomplete("A long transaction still sees the destroyed keys: end it, then erase again")
    before = _one(connection, FILE)
    connection.execute(f"VACUUM FULL {SCHEMA}.data_keys")
    if _one(connection, FILE) == before:
        raise ErasureIncomplete("The keys are destroyed, but only their owner can clear the file: erase as the owner")


def _one(connection: Connection[TupleRow], sql: str, *parameters: Any) -> Any:
    row = connection.execute(sql, parameters).fetchone()
    return row[0] if row else None
