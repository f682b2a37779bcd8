"""PostgreSQL: the tables of a store in a schema of its own, and the triggers that keep what is recorded."""

from collections.abc import Sequence
from typing import Any

from psycopg import Connection
from psycopg.sql import SQL, Composed, Identifier

from concord_shared.store.safety import check_triggers
from concord_shared.store.tables import APPEND_ONLY, CREATE

ALWAYS = "A"
BODY = """
BEGIN
    RAISE EXCEPTION 'what is recorded is never changed or deleted: record a further fact instead'
        USING ERRCODE = 'integrity_constraint_violation';
END """
REFUSE = f"CREATE FUNCTION {{schema}}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${BODY}$$"
GUARD = (
    "CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.{table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse_change()"
)
STREAMS = (
    'CREATE INDEX stored_events_streams ON {schema}.stored_events (originator_id COLLATE "C")'
    " WHERE originator_version = 1"
)
# A statement trigger on UPDATE, DELETE and TRUNCATE: the bits that PostgreSQL gives it (pg_trigger.h).
GUARD_TYPE = 2 + 8 + 16 + 32
PRESENT = """SELECT t.tgname AS name FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE n.nspname = %s AND t.tgenabled = %s AND t.tgtype = %s AND t.tgqual IS NULL
    AND t.tgname = c.relname || '_unchanging' AND p.proname = 'refuse_change'
    AND p.pronamespace = n.oid AND p.prosrc = %s"""


def create(connection: Connection[Any], schema: str, recorder_statements: Sequence[Composed]) -> None:
    """All in one transaction and only in an empty schema: a trigger that was dropped later is not put back."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (schema,))
        if _exists(connection, schema):
            return
        if not connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,)).fetchone():
            connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(schema)))
        for statement in (*_of_recorder(recorder_statements), *_own(schema)):
            connection.execute(statement, prepare=False)


def exists(connection: Connection[Any], schema: str) -> bool:
    return _exists(connection, schema)


def check(connection: Connection[Any], schema: str) -> None:
    rows = connection.execute(PRESENT, (schema, ALWAYS, GUARD_TYPE, BODY)).fetchall()
    wanted = [f"{table}_unchanging" for table in APPEND_ONLY]
    check_triggers(wanted, [row["name"] for row in rows], f"The PostgreSQL schema {schema}")


def _exists(connection: Connection[Any], schema: str) -> bool:
    sql = "SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = 'stored_events'"
    return connection.execute(sql, (schema,)).fetchone() is not None


def _of_recorder(statements: Sequence[Composed]) -> list[Composed]:
    """Its types, tables and indexes; not its insert function, with which readers can miss facts."""
    wanted = [each for each in statements if "CREATE OR REPLACE FUNCTION" not in each.as_string()]
    return sorted(wanted, key=lambda each: "CREATE TYPE" not in each.as_string())


def _own(schema: str) -> list[Composed]:
    s = SQL("{}.").format(Identifier(schema))
    types = {"s": s, "blob": SQL("BYTEA"), "serial": SQL("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY")}
    statements = [SQL(statement).format(**types) for statement in CREATE]
    statements += [SQL(statement).format(schema=Identifier(schema)) for statement in (STREAMS, REFUSE)]
    for table in APPEND_ONLY:
        names = {"schema": Identifier(schema), "table": Identifier(table)}
        guard = Identifier(f"{table}_unchanging")
        statements.append(SQL(GUARD).format(name=guard, **names))
        always = SQL("ALTER TABLE {schema}.{table} ENABLE ALWAYS TRIGGER {name}")
        statements.append(always.format(name=guard, **names))
    return statements
