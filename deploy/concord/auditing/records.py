"""Reads whole stores without writing to them and without keys: facts, answers, positions heard, messages kept."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from eventsourcing.persistence import StoredEvent
from pydantic_core import from_json

from concord.auditing.finding import Finding
from concord_shared.envelope import Recorded
from concord_shared.parts import Service
from concord_shared.store import sqlite_schema
from concord_shared.store.key_ports import KeyTable, MovedBox
from concord_shared.store.keys import KeyRing
from concord_shared.store.mapper import Mapper, UnreadableFact
from concord_shared.store.opening import SQLITE, open_store
from concord_shared.store.ports import Answer, Store
from concord_shared.store.reading import TablesRead
from concord_shared.store.safety import UnsafeSetting

EVENTS = "SELECT rowid AS position, * FROM stored_events ORDER BY rowid"
AT_ONCE = 1_000


@dataclass(frozen=True)
class Records:
    """One store, read whole. `unreadable` are the facts that could not be decoded."""

    service: Service
    compact: str
    facts: Sequence[Recorded]
    answers: Sequence[Answer]
    heard: dict[str, int]
    findings: list[Finding] = field(default_factory=list)

    @cached_property
    def streams(self) -> dict[str, list[Recorded]]:
        found: dict[str, list[Recorded]] = defaultdict(list)
        for each in self.facts:
            found[each.stream].append(each)
        return found

    @cached_property
    def told(self) -> dict[int, str]:
        """Event id by position, of the facts that are told."""
        return {each.position: each.envelope.event_id for each in self.facts if self.service.tell(each) is not None}

    def answer_body(self, answer: Answer) -> dict[str, Any]:
        found: dict[str, Any] = from_json(answer.body)
        return found


def read_records(url: str, service: Service, compact: str) -> Records:
    """Raises FileNotFoundError where there is no such store."""
    findings: list[Finding] = []
    if url.startswith(SQLITE):
        path = Path(url.removeprefix(SQLITE)) / compact / f"{service.name}.sqlite"
        rows = _from_sqlite(path, service.name, findings)
    else:
        rows = _from_postgres(url, service.name, compact, findings)
    facts = list(_decoded(rows[0], service, findings))
    return Records(service, compact, facts, rows[1], rows[2], findings)


Rows = tuple[list[tuple[int, StoredEvent]], list[Answer], dict[str, int]]


def _from_sqlite(path: Path, service: str, findings: list[Finding]) -> Rows:
    if not path.exists():
        raise FileNotFoundError(path)
    with closing(sqlite3.connect(f"file:{path.resolve()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        try:
            sqlite_schema.check(connection, str(path))
        except UnsafeSetting as unsafe:
            findings.append(Finding(service, "", 0, "the guards of the store", "in place", unsafe.what))
        events = connection.execute(EVENTS).fetchall()
        answers = connection.execute("SELECT * FROM answers ORDER BY rowid").fetchall()
        heard = connection.execute("SELECT service, position FROM heard").fetchall()
    stored = [(row["position"], _event(row)) for row in events]
    return stored, _answers(answers), {row["service"]: row["position"] for row in heard}


def _from_postgres(url: str, service: str, compact: str, findings: list[Finding]) -> Rows:
    try:
        store = open_store(url, service, compact, create=False)
    except UnsafeSetting as unsafe:
        findings.append(Finding(service, "", 0, "the guards of the store", "in place", unsafe.what))
        return [], [], {}
    with closing(store):
        tables = cast(TablesRead, store)
        answers = tables._rows("SELECT * FROM {s}answers")
        return list(_notified(store)), _answers(answers), store.heard()


def _notified(store: Store) -> Iterator[tuple[int, StoredEvent]]:
    position = 0
    while found := store.notifications(position, AT_ONCE):
        yield from ((int(each.id), each) for each in found)
        position = int(found[-1].id)


def _answers(rows: Sequence[Any]) -> list[Answer]:
    return [Answer(row["organisation"], row["command_id"], row["digest"], bytes(row["body"])) for row in rows]


def _event(row: Any) -> StoredEvent:
    return StoredEvent(
        originator_id=row["originator_id"],
        originator_version=row["originator_version"],
        topic=row["topic"],
        state=bytes(row["state"]),
    )


def _decoded(rows: Sequence[tuple[int, StoredEvent]], service: Service, findings: list[Finding]) -> Iterator[Recorded]:
    keys = KeyRing(cast(KeyTable, None), {})
    mapper = Mapper(service.name, service.facts, keys, service.upcasts)
    for position, event in rows:
        try:
            yield mapper.decode(event, position=position)
        except (UnreadableFact, MovedBox, ValueError) as error:
            stream, version = str(event.originator_id), event.originator_version
            findings.append(Finding(service.name, stream, version, "the fact", "readable", str(error)))
