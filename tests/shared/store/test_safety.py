"""Settings with which facts could be lost are refused at start, in words that say what to do."""

import sqlite3

import psycopg
import pytest

from concord_shared.store import safety, sqlite_recorder
from concord_shared.store.keys import open_keys
from concord_shared.store.opening import open_store
from concord_shared.store.safety import UnsafeSetting


def refused(url):
    with pytest.raises(UnsafeSetting) as caught:
        open_store(url, "intake", "rotherham")
    assert caught.value.what and caught.value.why and caught.value.cure
    return str(caught.value)


def test_a_store_whose_settings_are_safe_is_opened(any_store_url):
    open_store(any_store_url, "intake", "rotherham").close()


@pytest.mark.parametrize("name", safety.DB_FUNCTIONS)
def test_database_functions_are_refused(any_store_url, monkeypatch, name):
    monkeypatch.setenv(name, "True")
    assert f"Remove {name}" in refused(any_store_url)
    monkeypatch.setenv(name, "no")
    open_store(any_store_url, "intake", "rotherham").close()


def test_sqlite_that_is_not_written_through_is_refused(tmp_path, monkeypatch):
    class Hasty(sqlite_recorder.SafePool):
        def _create_connection(self):
            connection = super()._create_connection()
            connection._sqlite_conn.execute("PRAGMA synchronous=NORMAL")
            return connection

    monkeypatch.setattr(sqlite_recorder, "SafePool", Hasty)
    assert "synchronous" in refused(f"sqlite:///{tmp_path}")


def test_every_connection_of_a_sqlite_store_is_written_through(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}", "intake", "rotherham")
    with store.datastore.get_connection(commit=False) as one, store.datastore.get_connection(commit=False) as two:
        for connection in (one, two):
            assert connection._sqlite_conn.execute("PRAGMA synchronous").fetchone()[0] == safety.FULL
            assert connection._sqlite_conn.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    store.close()


def test_sqlite_without_a_write_ahead_log_is_refused(tmp_path, monkeypatch):
    class Old(sqlite_recorder.SafePool):
        def _create_connection(self):
            connection = super()._create_connection()
            connection._sqlite_conn.execute("PRAGMA journal_mode=DELETE")
            return connection

    monkeypatch.setattr(sqlite_recorder, "SafePool", Old)
    assert "'delete', not 'wal'" in refused(f"sqlite:///{tmp_path}")


def test_postgres_that_confirms_before_it_is_on_disk_is_refused(postgres_database):
    hasty = f"{postgres_database}{'&' if '?' in postgres_database else '?'}options=-c%20synchronous_commit%3Doff"
    assert "'synchronous_commit' is off" in refused(hasty)
    with pytest.raises(UnsafeSetting):
        open_keys(hasty, {})


@pytest.mark.parametrize("name", safety.MUST_BE_ON)
def test_each_postgres_setting_that_loses_facts_is_refused(name):
    good = dict.fromkeys(safety.MUST_BE_ON, "on")
    safety.check_postgres({**good, "synchronous_commit": "remote_apply"})
    with pytest.raises(UnsafeSetting, match=f"'{name}' is off"):
        safety.check_postgres({**good, name: "off"})


def test_the_store_asks_the_server_itself(postgres_database):
    with psycopg.connect(postgres_database) as connection:
        for name in safety.MUST_BE_ON:
            assert connection.execute(f"SHOW {name}").fetchone() == ("on",)


def test_a_plain_sqlite_file_that_is_no_store_is_refused(tmp_path):
    file = tmp_path / "rotherham" / "intake.sqlite"
    file.parent.mkdir()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE stored_events (originator_id TEXT)")
    connection.close()
    assert "lacks the guard" in refused(f"sqlite:///{tmp_path}")
