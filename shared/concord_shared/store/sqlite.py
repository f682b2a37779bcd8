"""A store in one SQLite file (WAL, synced at each commit)."""

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eventsourcing.persistence import IntegrityError

from concord_shared.store import safety, sqlite_schema
from concord_shared.store.ports import Batch, Conflict
from concord_shared.store.reading import TablesRead
from concord_shared.store.sqlite_recorder import BatchRecorder, SafeDatastore
from concord_shared.store.sqlite_turn import FileTurn
from concord_shared.store.tables import MESSAGE

MEMORY = Path(":memory:")
_numbers = itertools.count(1)


class SQLiteStore(TablesRead):
    """Thread-safe. Positions are row numbers: without gaps, for nothing is ever deleted."""

    def __init__(self, path: Path) -> None:
        in_memory = path == MEMORY
        name = f"file:concord-{next(_numbers)}?mode=memory&cache=shared" if in_memory else str(path)
        self.datastore = SafeDatastore(name)
        self.recorder = BatchRecorder(self.datastore)
        self._turn = FileTurn(None if in_memory else path.with_suffix(".turn"))

    def append(self, batch: Batch) -> Sequence[int]:
        try:
            return self.recorder.insert_events(batch.events, batch=batch) or []
        except IntegrityError as error:
            raise Conflict(str(error)) from error

    def start_telling(self, contracts: Sequence[str]) -> None:
        head = "SELECT ?, COALESCE(MAX(rowid), 0) FROM stored_events WHERE true"
        with self.datastore.transaction(commit=True) as cursor:
            for contract in contracts:
                cursor.execute(f"INSERT INTO telling {head} ON CONFLICT DO NOTHING", (contract,))

    def is_our_turn(self) -> bool:
        return self._turn.is_ours()

    def close(self) -> None:
        self._turn.give_back()
        self.datastore.close()

    def _rows(self, sql: str, *parameters: Any) -> Sequence[Any]:
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(sql.format(s="", m=MESSAGE, b="BLOB", c="COLLATE BINARY"), parameters)
            return list(cursor.fetchall())


def open_sqlite(path: Path, *, create: bool = True) -> SQLiteStore:
    """The store at `path` (``:memory:`` in tests). Raises UnsafeSetting; FileNotFoundError if `create` is False."""
    if path != MEMORY:
        _find(path, create=create)
    store = SQLiteStore(path)
    try:
        _make_sure(store, path, create=create)
    except BaseException:
        store.close()
        raise
    return store


def _find(path: Path, *, create: bool) -> None:
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    elif not path.exists():
        raise FileNotFoundError(f"There is no store at {path}: start the service that owns it first")


def _make_sure(store: SQLiteStore, path: Path, *, create: bool) -> None:
    with store.datastore.get_connection(commit=True) as connection:
        raw = connection._sqlite_conn
        if create:
            sqlite_schema.create(raw)
        if path != MEMORY:
            safety.check_sqlite(raw, str(path))
        sqlite_schema.check(raw, str(path))
