"""What is recorded stays as it is, whoever tries: the database itself refuses, and a store without guards is refused."""

import sqlite3

import psycopg
import pytest
from eventsourcing.persistence import StoredEvent

from concord_shared.store.opening import open_store, schema_of
from concord_shared.store.ports import Answer, Batch
from concord_shared.store.roles import APP, AUDITOR, grant_key_roles, grant_roles
from concord_shared.store.safety import UnsafeSetting

FACT = StoredEvent("case-1", 1, "intake.raised.v1", b"as recorded")
SCHEMA = schema_of("intake", "rotherham")
CHANGES = (
    "UPDATE {s}stored_events SET state = 'forged'",
    "DELETE FROM {s}stored_events",
    "UPDATE {s}answers SET body = 'forged'",
    "DELETE FROM {s}answers",
)
SQLITE_CHANGES = (
    "INSERT OR REPLACE INTO stored_events VALUES ('case-1', 1, 'intake.raised.v1', 'forged')",
    "INSERT OR REPLACE INTO stored_events (rowid, originator_id, originator_version) VALUES (1, 'case-9', 1)",
    "REPLACE INTO answers VALUES ('vcs-a', 'command-1', 'd', 'forged')",
    "REPLACE INTO answers (rowid, organisation, command_id, digest, body) VALUES (1, 'x', 'y', 'd', 'forged')",
)
POSTGRES_CHANGES = (
    "UPDATE {s}stored_events SET state = 'forged' WHERE originator_id = 'nobody'",
    "TRUNCATE {s}stored_events",
    "TRUNCATE {s}answers CASCADE",
    "SET session_replication_role = replica; DELETE FROM {s}stored_events",
    "INSERT INTO {s}answers VALUES ('vcs-a', 'command-1', 'd', 'x') ON CONFLICT (organisation, command_id)"
    " DO UPDATE SET body = 'forged'",
)


def filled(url):
    store = open_store(url, "intake", "rotherham")
    store.append(Batch(events=[FACT], answers=[Answer("vcs-a", "command-1", "d", b"as answered")]))
    store.close()
    return url


def unchanged(url):
    store = open_store(url, "intake", "rotherham", create=False)
    try:
        answer = store.answers([("vcs-a", "command-1")])[("vcs-a", "command-1")]
        return [each.state for each in store.events("case-1")] == [b"as recorded"] and answer.body == b"as answered"
    finally:
        store.close()


@pytest.fixture
def sqlite_file(tmp_path):
    filled(f"sqlite:///{tmp_path}")
    return tmp_path / "rotherham" / "intake.sqlite"


@pytest.mark.parametrize("change", [*CHANGES, *SQLITE_CHANGES])
def test_sqlite_refuses_to_change_what_is_recorded(tmp_path, sqlite_file, change):
    connection = sqlite3.connect(sqlite_file)
    with pytest.raises(sqlite3.IntegrityError, match=r"never changed|taken"):
        connection.execute(change.format(s=""))
    connection.close()
    assert unchanged(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("change", [*CHANGES, *POSTGRES_CHANGES])
def test_postgres_refuses_to_change_what_is_recorded_even_to_a_superuser(postgres_database, change):
    filled(postgres_database)
    with psycopg.connect(postgres_database, autocommit=True) as connection:
        assert connection.execute("SHOW is_superuser").fetchone() == ("on",)
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="never changed"):
            connection.execute(change.format(s=f"{SCHEMA}."))
    assert unchanged(postgres_database)


def test_without_the_guards_a_change_goes_through_and_the_store_is_refused(any_store_url, tmp_path):
    """The guard seen to fail: what it prevents happens once it is gone."""
    filled(any_store_url)
    if any_store_url.startswith("sqlite"):
        file = tmp_path / "stores" / "rotherham" / "intake.sqlite"
        change(sqlite3.connect(file), "DROP TRIGGER stored_events_no_delete", "DELETE FROM stored_events")
    else:
        table = f"{SCHEMA}.stored_events"
        disable = f"ALTER TABLE {table} DISABLE TRIGGER stored_events_unchanging"
        change(psycopg.connect(any_store_url), disable, f"DELETE FROM {table}")
    with pytest.raises(UnsafeSetting, match="guard stored_events"):
        open_store(any_store_url, "intake", "rotherham")


@pytest.mark.parametrize(
    "tampering",
    [
        "DROP TRIGGER answers_unchanging ON {s}answers",
        "ALTER TABLE {s}answers ENABLE TRIGGER answers_unchanging",
        "CREATE OR REPLACE FUNCTION {s}refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL;"
        " RAISE EXCEPTION 'what is recorded is never changed or deleted'; END$$",
        "CREATE OR REPLACE TRIGGER answers_unchanging BEFORE DELETE ON {s}answers FOR EACH STATEMENT"
        " EXECUTE FUNCTION {s}refuse_change()",
    ],
)
def test_a_guard_that_was_weakened_on_postgres_is_noticed(postgres_database, tampering):
    filled(postgres_database)
    change(psycopg.connect(postgres_database), tampering.format(s=f"{SCHEMA}."))
    with pytest.raises(UnsafeSetting, match="guard answers_unchanging"):
        open_store(postgres_database, "intake", "rotherham")


def test_a_guard_that_was_replaced_on_sqlite_is_noticed(tmp_path, sqlite_file):
    harmless = "CREATE TRIGGER answers_no_delete BEFORE DELETE ON answers BEGIN SELECT 1; END"
    change(sqlite3.connect(sqlite_file), "DROP TRIGGER answers_no_delete", harmless)
    with pytest.raises(UnsafeSetting, match="guard answers_no_delete"):
        open_store(f"sqlite:///{tmp_path}", "intake", "rotherham")


def change(connection, *statements):
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


@pytest.fixture
def with_roles(postgres_database):
    filled(postgres_database)
    for _ in range(2):
        grant_roles(postgres_database, SCHEMA)
    return postgres_database


def as_role(url, role):
    return f"{url}{'&' if '?' in url else '?'}options=-c%20role%3D{role}"


def test_the_application_role_runs_a_store_and_cannot_drop_its_guards(with_roles):
    store = open_store(as_role(with_roles, APP), "intake", "rotherham")
    store.append(Batch(events=[StoredEvent("case-2", 1, "intake.raised.v1", b"{}")], due=[("case-2", None)]))
    store.start_telling(["ConcernRaised"])
    assert store.head() == store.told_since("ConcernRaised")
    store.close()
    with psycopg.connect(as_role(with_roles, APP)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(f"ALTER TABLE {SCHEMA}.stored_events DISABLE TRIGGER ALL")


@pytest.mark.parametrize(
    "writing", ["INSERT INTO {s}heard VALUES ('x', 1)", "INSERT INTO {s}stored_events VALUES ('x', 1)"]
)
def test_the_auditor_role_reads_and_writes_nothing(with_roles, writing):
    with psycopg.connect(as_role(with_roles, AUDITOR)) as connection:
        assert connection.execute(f"SELECT count(*) FROM {SCHEMA}.stored_events").fetchone() == (1,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(writing.format(s=f"{SCHEMA}."))


def test_the_auditor_role_cannot_read_keys_and_the_application_role_can_add_them(with_roles):
    from concord_shared.store.keys import open_keys

    open_keys(with_roles, {}).close()
    grant_key_roles(with_roles)
    ring = open_keys(as_role(with_roles, APP), {"case": bytes(32)})
    ring.seal("case", "ROT-1", "text", "place")
    ring.flush()
    ring.close()
    with (
        psycopg.connect(as_role(with_roles, AUDITOR)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT * FROM concord_keys.data_keys")
