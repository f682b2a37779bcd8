"""What would lose data, or is not there, is refused at start: exit 1, in plain words, without a stack trace."""

import socket
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from concord.services import NAMES
from concord_shared.messaging.embedded import EmbeddedBroker
from concord_shared.store.keys import make_keks
from concord_shared.store.opening import open_store
from concord_shared.testing import installation as own_processes

installation, own_broker = own_processes.installation, own_processes.own_broker
Installation = own_processes.Installation


def test_a_broker_that_does_not_sync_is_refused(tmp_path):
    make_keks(tmp_path / "keks")
    broker = EmbeddedBroker(tmp_path / "broker", sync_interval=None)
    with broker:
        said = Installation(tmp_path, broker, f"sqlite:///{tmp_path}/stores").refused("intake")
    assert said.startswith("intake does not start: ")
    assert "sync_interval: always" in said


def test_no_broker_is_refused(installation, own_broker):
    own_broker.stop()
    said = installation.refused("intake")
    assert "does not answer" in said or "no broker answers" in said


def test_database_functions_are_refused(installation):
    said = installation.refused("intake", CONCORD_POSTGRES_ENABLE_DB_FUNCTIONS="true")
    assert "CONCORD_POSTGRES_ENABLE_DB_FUNCTIONS" in said
    assert said.count("\n") <= 3
    assert "POSTGRES_ENABLE_DB_FUNCTIONS" in installation.refused("notify", POSTGRES_ENABLE_DB_FUNCTIONS="yes")


def test_a_wrong_setting_is_named_in_plain_words_by_every_service(installation):
    def start(service: str) -> str:
        return installation.refused(service, CONCORD_HEALTH_PORT="many", CONCORD_COMPACTS="rotherham")

    with ThreadPoolExecutor() as pool:
        for service, said in zip(NAMES, pool.map(start, NAMES), strict=True):
            assert said.startswith(f"{service} does not start: ")
            assert "CONCORD_COMPACTS" in said


def test_several_wrong_settings_are_all_named(installation):
    said = installation.refused("intake", CONCORD_HEALTH_PORT="many", CONCORD_SWEEP_SECONDS="0")
    assert "CONCORD_HEALTH_PORT" in said and "CONCORD_SWEEP_SECONDS" in said


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("CONCORD_STORE_URL", "mysql://somewhere", "sqlite:///"),
        ("CONCORD_KEYS_URL", "keys.sqlite", "sqlite:///"),
        ("CONCORD_COMPACTS", '["Rotherham!"]', "a-z"),
        ("CONCORD_KEKS_DIR", "/nowhere/at/all", "/nowhere/at/all"),
        ("CONCORD_NATS_TOKEN_FILE", "/nowhere/token", "/nowhere/token"),
        ("CONCORD_STORE_URL", "sqlite:////dev/null/stores", "/dev/null"),
        (
            "CONCORD_STORE_URL",
            "postgresql://me:secret@127.0.0.1:1/none",
            "No PostgreSQL lets us in at 127.0.0.1:1/none",
        ),
        ("CONCORD_KEYS_URL", "postgresql://me:secret@127.0.0.1:1/none", "No PostgreSQL lets us in at 127.0.0.1:1/none"),
    ],
)
def test_a_setting_that_leads_nowhere_is_refused(installation, name, value, cure):
    said = installation.refused("intake", **{name: value})
    assert said.startswith("intake does not start: ")
    assert cure in said
    assert "secret" not in said


def test_a_port_that_is_taken_is_said(installation):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = installation.refused("oversight", CONCORD_HEALTH_PORT=str(taken.getsockname()[1]))
    assert "in use" in said


def test_a_store_without_a_guard_is_refused(installation):
    open_store(installation.store_url, "intake", "rotherham").close()
    file = installation.folder / "stores" / "rotherham" / "intake.sqlite"
    with closing(sqlite3.connect(file)) as db:
        (name, *_) = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchone()
        db.execute(f"DROP TRIGGER {name}")
        db.commit()
    said = installation.refused("intake")
    assert name in said
    assert "restore the store from a backup" in said


# A build of SQLite, or a library in between, that does not do what it is asked to.
WEAK_SQLITE = """
import sqlite3

class Weak(sqlite3.Connection):
    def execute(self, sql, *more):
        return super().execute("PRAGMA synchronous=NORMAL" if "synchronous" in sql and "=" in sql else sql, *more)

    def cursor(self, *kind):
        return super().cursor(WeakCursor)

class WeakCursor(sqlite3.Cursor):
    def execute(self, sql, *more):
        return super().execute("PRAGMA synchronous=NORMAL" if "synchronous" in sql and "=" in sql else sql, *more)

connect = sqlite3.connect
sqlite3.connect = lambda *args, **options: connect(*args, **options | {"factory": Weak})
"""


def test_a_database_that_is_not_written_through_is_refused(installation):
    (installation.folder / "sitecustomize.py").write_text(WEAK_SQLITE)
    said = installation.refused("intake", PYTHONPATH=str(installation.folder))
    assert "not written through to the disk" in said
    assert "intake.sqlite" in said
