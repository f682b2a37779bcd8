"""Read sides: tables of their own, filled from the store and thrown away at will; never the record."""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import structlog

from concord_shared.parts import Projection
from concord_shared.store.mapper import Mapper
from concord_shared.store.ports import Store

log = structlog.get_logger()

AT_ONCE = 1_000
PAUSE_SECONDS = 1.0
SCHEMA = "CREATE TABLE IF NOT EXISTS filled (shape TEXT PRIMARY KEY, position INTEGER NOT NULL)"


class Reads:
    """All projections of one (service, Compact), filled together, each fact once."""

    def __init__(
        self, projections: Sequence[Projection], store: Store, mapper: Mapper, path: Path | None = None
    ) -> None:
        self._projections, self._store, self._mapper = projections, store, mapper
        self._table = _open(path, projections)
        self._shape = " ".join(f"{each.name}/{each.version}" for each in projections)
        self._table.execute("INSERT OR IGNORE INTO filled VALUES (?, 0)", (self._shape,))
        self.position = self._filled()
        self.committed = asyncio.Event()
        self.trouble: str | None = None
        self._moved = asyncio.Condition()

    def _filled(self) -> int:
        found = self._table.execute("SELECT position FROM filled WHERE shape = ?", (self._shape,)).fetchone()
        return int(found[0])

    async def run(self) -> None:
        """Until cancelled. `trouble` says what keeps it from going on, None while nothing does."""
        while True:
            self.committed.clear()
            try:
                while self.fill():  # noqa: ASYNC110  gives way between batches
                    await asyncio.sleep(0)
                self.trouble = None
            except Exception as error:
                await self._failed(error)
                continue
            async with self._moved:
                self._moved.notify_all()
            await self.committed.wait()

    async def _failed(self, error: Exception) -> None:
        """Half of a batch may be in the tables: it is taken back before anybody reads it."""
        self._table.rollback()
        self.trouble = f"a read side cannot be filled ({type(error).__name__}): tried again"
        log.error("read_side_failed", error=type(error).__name__, position=self.position)
        await asyncio.sleep(PAUSE_SECONDS)

    def fill(self) -> int:
        """Takes in the next facts, with the position they reach in the same transaction; how many there were."""
        fresh = self._store.notifications(self.position, AT_ONCE)
        if not fresh:
            return 0
        if self._projections:
            for notification in fresh:
                recorded = self._mapper.decode(notification, position=notification.id)
                for projection in self._projections:
                    projection.project(self._table, recorded)
        self._table.execute("UPDATE filled SET position = ? WHERE shape = ?", (fresh[-1].id, self._shape))
        self._table.commit()
        self.position = fresh[-1].id
        return len(fresh)

    async def reached(self, position: int, within: float) -> bool:
        """True once the read sides hold everything up to `position`; False after `within` seconds."""
        try:
            async with asyncio.timeout(within), self._moved:
                await self._moved.wait_for(lambda: self.position >= position)
        except TimeoutError:
            return False
        return True

    def rows(self, sql: str, *args: Any) -> Sequence[Mapping[str, Any]]:
        return [dict(row) for row in self._table.execute(sql, args).fetchall()]

    def close(self) -> None:
        self._table.close()


def _open(path: Path | None, projections: Sequence[Projection]) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    table = sqlite3.connect(path or ":memory:", check_same_thread=False)
    table.row_factory = sqlite3.Row
    table.execute("PRAGMA journal_mode=WAL")
    table.execute("PRAGMA synchronous=NORMAL")
    table.execute(SCHEMA)
    wanted = " ".join(f"{each.name}/{each.version}" for each in projections)
    known = [row[0] for row in table.execute("SELECT shape FROM filled")]
    if any(shape != wanted for shape in known):
        _empty(table)
    for projection in projections:
        table.executescript(projection.create)
    return table


def _empty(table: sqlite3.Connection) -> None:
    names = table.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'filled'").fetchall()
    for (name,) in names:
        table.execute(f'DROP TABLE "{name}"')
    table.execute("DELETE FROM filled")
    table.commit()
