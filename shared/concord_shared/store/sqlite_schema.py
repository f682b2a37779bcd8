"""SQLite: the tables of a store, and the triggers that let nobody change what is recorded."""

import sqlite3

from concord_shared.store.safety import check_triggers
from concord_shared.store.tables import CREATE

EVENTS = (
    "CREATE TABLE stored_events (originator_id TEXT, originator_version INTEGER, topic TEXT, state BLOB,"
    " PRIMARY KEY (originator_id, originator_version))"
)
REFUSE = "SELECT RAISE(ABORT, 'what is recorded is never changed or deleted: record a further fact instead')"
TAKEN = "SELECT RAISE(ABORT, 'this place is taken')"


def _unchanging(table: str) -> dict[str, str]:
    return {
        f"{table}_no_update": f"BEFORE UPDATE ON {table} BEGIN {REFUSE}; END",
        f"{table}_no_delete": f"BEFORE DELETE ON {table} BEGIN {REFUSE}; END",
    }


# INSERT OR REPLACE deletes the old row without firing a delete trigger, hence the guards on INSERT.
TRIGGERS = {
    **_unchanging("stored_events"),
    **_unchanging("answers"),
    "stored_events_no_replace": "BEFORE INSERT ON stored_events WHEN EXISTS (SELECT 1 FROM stored_events WHERE"  # noqa: S608
    " originator_id = NEW.originator_id AND originator_version = NEW.originator_version)"
    " OR EXISTS (SELECT 1 FROM stored_events WHERE rowid = NEW.rowid)"
    f" BEGIN {TAKEN}; END",
    "answers_no_replace": "BEFORE INSERT ON answers WHEN EXISTS (SELECT 1 FROM answers WHERE"  # noqa: S608
    " organisation = NEW.organisation AND command_id = NEW.command_id)"
    " OR EXISTS (SELECT 1 FROM answers WHERE rowid = NEW.rowid)"
    f" BEGIN {TAKEN}; END",
}


def create(connection: sqlite3.Connection) -> None:
    """All in one transaction and only in an empty file: a trigger that was dropped later is not put back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'stored_events'").fetchone():
            for statement in _statements():
                connection.execute(statement)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def check(connection: sqlite3.Connection, where: str) -> None:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    unchanged = [name for name, sql in rows if sql == f"CREATE TRIGGER {name} {TRIGGERS.get(name)}"]
    check_triggers(TRIGGERS, unchanged, where)


def _statements() -> list[str]:
    serial = "INTEGER PRIMARY KEY AUTOINCREMENT"
    tables = [statement.format(s="", blob="BLOB", serial=serial) for statement in CREATE]
    return [EVENTS, *tables, *(f"CREATE TRIGGER {name} {body}" for name, body in TRIGGERS.items())]
