"""PostgreSQL: the library's recorder, with one transaction (and two round trips) for a whole batch."""

from collections.abc import Sequence
from typing import Any

import psycopg
from eventsourcing.persistence import IntegrityError, InterfaceError, OperationalError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from eventsourcing.utils import retry
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow

from concord_shared.store.ports import Batch
from concord_shared.store.postgres_batch import Claim, queue

OWN_ARGUMENTS = ("dbname", "host", "port", "user", "password")
POOL, MORE_CONNECTIONS = 1, 4
WAIT_SECONDS = 30
LOCK_TIMEOUT_SECONDS = 10


class UrlDatastore(PostgresDatastore):
    """The library's datastore from a URL, with everything that the URL says (sockets, TLS)."""

    def __init__(self, url: str, schema: str) -> None:
        given = conninfo_to_dict(url)
        own = {name: str(given.pop(name, None) or "") for name in OWN_ARGUMENTS}
        super().__init__(
            own["dbname"],
            own["host"],
            own["port"],
            own["user"],
            own["password"],
            schema=schema,
            originator_id_type="text",
            pool_size=POOL,
            max_overflow=MORE_CONNECTIONS,
            connect_timeout=WAIT_SECONDS,
            lock_timeout=LOCK_TIMEOUT_SECONDS,
        )
        arguments = {name: value for name, value in own.items() if value}
        self.pool.kwargs = {"row_factory": psycopg.rows.dict_row, **given, **arguments}


class BatchRecorder(PostgresApplicationRecorder):
    def __init__(self, datastore: PostgresDatastore) -> None:
        super().__init__(datastore)
        self.channel_name = channel_of(datastore.schema)

    @retry((InterfaceError, OperationalError), max_attempts=10, wait=0.2)
    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, batch: Batch | None = None, **_: Any
    ) -> Sequence[int]:
        """Not the library's own: that one commits what was written beside the facts when they themselves cannot be
        sent (a NUL in a text). Waiting for the lock first keeps the order of positions that of the commits."""
        with self.datastore.get_connection() as connection, connection.pipeline(), connection.transaction():
            self._lock_table(connection.cursor())
            claims = queue(connection, self.datastore.schema, batch) if batch else []
            facts = connection.cursor()
            if stored_events:
                self._notify_channel(connection.cursor())
            if batch is not None and batch.positions:
                _until_done(connection)
                _settle(claims)
                return batch.positions
            if stored_events:
                self._insert_alone(facts, stored_events)
            _until_done(connection)
            _settle(claims)
            return self._fetch_ids_after_insert_events(facts, stored_events) or [] if stored_events else []

    def _insert_alone(self, cursor: psycopg.Cursor[DictRow], stored_events: Sequence[StoredEvent]) -> None:
        make = self.construct_pg_stored_event
        rows = [make(e.originator_id, e.originator_version, e.topic, e.state) for e in stored_events]
        cursor.execute(self.insert_events_statement, (rows,), prepare=True)


def channel_of(schema: str) -> str:
    """The channel on which writers of that schema notify; the library has one for all schemas of a database."""
    return f"concord_{schema}"


def _until_done(connection: psycopg.Connection[DictRow]) -> None:
    """Returns when all that was queued is done. Not the pipeline's sync: that waits for results though part of what was
    queued may not have left yet, which is for ever where a large batch met a server that waited for the lock."""
    connection.execute("SELECT 1").fetchone()


def _settle(claims: Sequence[Claim]) -> None:
    for claim in claims:
        if claim.cursor.rowcount < claim.expected:
            raise IntegrityError(claim.otherwise)
