"""Data keys in a SQLite file of their own, which keeps no trace of what was erased."""

import sqlite3
import threading
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from concord_shared.store.key_ports import ErasureIncomplete, WrappedKey
from concord_shared.store.safety import check_sqlite
from concord_shared.store.sqlite_opening import LOCK_TIMEOUT_SECONDS, patiently

TRIES = 50
CREATE = (
    "CREATE TABLE IF NOT EXISTS data_keys (number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,"
    " subject TEXT NOT NULL, key_id BLOB NOT NULL UNIQUE, wrapped BLOB NOT NULL)",
    "CREATE INDEX IF NOT EXISTS data_keys_subject ON data_keys (subject, kind)",
    "CREATE TABLE IF NOT EXISTS erased (subject TEXT PRIMARY KEY) WITHOUT ROWID",
)


class SQLiteKeys:
    """One connection behind a lock; other processes may use the same file."""

    def __init__(self, path: Path) -> None:
        in_memory = str(path) == ":memory:"
        if not in_memory:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, timeout=LOCK_TIMEOUT_SECONDS, check_same_thread=False, isolation_level=None)
        for setting in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            patiently(partial(self._db.execute, f"PRAGMA {setting}"))
        if not in_memory:
            path.chmod(0o600)
            check_sqlite(self._db, str(path))
        for statement in CREATE:
            self._db.execute(statement)

    def find(self, kind: str, subject: str) -> Sequence[WrappedKey] | None:
        with self._lock:
            if self._erased([subject]):
                return None
            rows = self._db.execute(
                "SELECT kind, subject, key_id, wrapped FROM data_keys WHERE subject = ? AND kind = ? ORDER BY number",
                (subject, kind),
            )
            return [WrappedKey(*row) for row in rows]

    def add(self, keys: Sequence[WrappedKey], used: Sequence[str]) -> frozenset[str]:
        with self._lock:
            if not keys:
                return self._erased(used)
            self._db.execute("BEGIN IMMEDIATE")
            try:
                erased = self._erased(used)
                if not erased:
                    rows = [(key.kind, key.subject, key.key_id, key.wrapped) for key in keys]
                    self._db.executemany(
                        "INSERT INTO data_keys (kind, subject, key_id, wrapped) VALUES (?, ?, ?, ?)", rows
                    )
                self._db.execute("COMMIT")
            except BaseException:
                self._db.rollback()
                raise
            return erased

    def erase(self, subject: str) -> int:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._db.execute("INSERT INTO erased VALUES (?) ON CONFLICT DO NOTHING", (subject,))
                destroyed = self._db.execute("DELETE FROM data_keys WHERE subject = ?", (subject,)).rowcount
                self._db.execute("COMMIT")
            except BaseException:
                self._db.rollback()
                raise
            self._clear_space()
            return destroyed

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _erased(self, subjects: Sequence[str]) -> frozenset[str]:
        places = ", ".join("?" * len(subjects))
        rows = self._db.execute(f"SELECT subject FROM erased WHERE subject IN ({places})", tuple(subjects))  # noqa: S608
        return frozenset(row[0] for row in rows)

    def _clear_space(self) -> None:
        """The write-ahead log still holds the old pages until it is emptied, which a reader can delay."""
        for _ in range(TRIES):
            try:
                self._db.execute("VACUUM")
                busy, *_ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                if not busy:
                    return
            except sqlite3.OperationalError:
                pass
            time.sleep(0.05)
        raise ErasureIncomplete("The key file is in use: the keys are destroyed, but run the erasure again to clear it")
