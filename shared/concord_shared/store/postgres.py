"""A store in one schema of a PostgreSQL database."""

from collections.abc import AsyncIterator, Sequence
from functools import cache
from typing import Any

import psycopg
from eventsourcing.persistence import IntegrityError
from eventsourcing.postgres import PostgresRecorder
from psycopg.sql import SQL, Composed, Identifier

from concord_shared.store import postgres_schema, safety
from concord_shared.store.ports import Batch, Conflict
from concord_shared.store.postgres_reach import check_reach
from concord_shared.store.postgres_recorder import BatchRecorder, UrlDatastore, channel_of
from concord_shared.store.postgres_turn import SessionTurn
from concord_shared.store.reading import TablesRead
from concord_shared.store.tables import MESSAGE

LONGEST_SCHEMA = PostgresRecorder.MAX_IDENTIFIER_LEN - len(channel_of(""))
START_TELLING = (
    "INSERT INTO {s}telling SELECT c, (SELECT COALESCE(MAX(notification_id), 0) FROM {s}stored_events)"
    " FROM unnest(?::text[]) AS c ON CONFLICT DO NOTHING"
)


class PostgresStore(TablesRead):
    """Thread-safe. Positions rise in the order of commits; a transaction that was refused leaves numbers unused."""

    def __init__(self, url: str, schema: str) -> None:
        self.schema = schema
        self.datastore = UrlDatastore(url, schema)
        self.recorder: BatchRecorder = BatchRecorder(self.datastore)
        self._turn = SessionTurn(url, schema)

    def append(self, batch: Batch) -> Sequence[int]:
        try:
            return list(self.recorder.insert_events(batch.events, batch=batch) or ())
        except IntegrityError as error:
            raise Conflict(str(error)) from error

    def start_telling(self, contracts: Sequence[str]) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute(_prepared(START_TELLING, self.schema), (list(contracts),))

    def is_our_turn(self) -> bool:
        return self._turn.is_ours()

    def close(self) -> None:
        self._turn.give_back()
        self.datastore.close()

    def _rows(self, sql: str, *parameters: Any) -> Sequence[Any]:
        with self.datastore.get_connection() as connection:
            return connection.execute(_prepared(sql, self.schema), parameters).fetchall()


def open_postgres(url: str, schema: str, *, create: bool = True) -> PostgresStore:
    """The store in `schema`. Raises UnsafeSetting, or FileNotFoundError where `create` is False and none is there."""
    if len(schema) > LONGEST_SCHEMA:
        raise ValueError(f"The schema name '{schema}' is too long: {LONGEST_SCHEMA} characters at most")
    check_reach(url)
    store = PostgresStore(url, schema)
    try:
        _make_sure(store, create=create)
    except BaseException:
        store.close()
        raise
    return store


async def wakeups(url: str, schema: str) -> AsyncIterator[None]:
    """Once at the start and then after every append to `schema`, by whatever process; ends when it is closed. Raises
    psycopg.OperationalError where the connection is lost: poll, and ask again."""
    connection = await psycopg.AsyncConnection.connect(url, autocommit=True)
    async with connection:
        await connection.execute(SQL("LISTEN {}").format(Identifier(channel_of(schema))))
        yield None
        async for _ in connection.notifies():
            yield None


def _make_sure(store: PostgresStore, *, create: bool) -> None:
    with store.datastore.get_connection() as connection:
        shown = {name: connection.execute(f"SHOW {name}").fetchone() or {} for name in safety.MUST_BE_ON}
        safety.check_postgres({name: str(row[name]) for name, row in shown.items()})
        if create:
            postgres_schema.create(connection, store.schema, store.recorder.sql_create_statements)
        elif not postgres_schema.exists(connection, store.schema):
            raise FileNotFoundError(f"There is no store in the schema {store.schema}: start its service first")
        postgres_schema.check(connection, store.schema)
    store.datastore.register_type_adapters()


@cache
def _prepared(sql: str, schema: str) -> Composed:
    by_code_point = SQL('COLLATE "C"')
    here = SQL("{}.").format(Identifier(schema))
    return SQL(sql.replace("?", "%s")).format(s=here, m=SQL(MESSAGE), b=SQL("bytea"), c=by_code_point)
