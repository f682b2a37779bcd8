"""Of several instances on one store one alone does what reaches outside, for as long as it lives."""

import subprocess
import sys
import time

import psycopg

from concord_shared.store.opening import open_store

HOLD = """
import sys, time
from concord_shared.store.opening import open_store
store = open_store(sys.argv[1], "notify", "rotherham")
print(store.is_our_turn(), flush=True)
time.sleep(600)
"""
PATIENCE_SECONDS = 20


def until(said):
    end = time.monotonic() + PATIENCE_SECONDS
    while not said():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_the_first_that_asks_has_it_until_it_closes(opened_store):
    first, second = opened_store(), opened_store()
    assert [first.is_our_turn(), second.is_our_turn(), first.is_our_turn(), second.is_our_turn()] == [True, False] * 2
    first.close()
    until(second.is_our_turn)


def test_a_process_that_is_killed_gives_it_back(any_store_url):

    store = open_store(any_store_url, "notify", "rotherham")
    with subprocess.Popen([sys.executable, "-c", HOLD, any_store_url], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "True\n"
        assert not store.is_our_turn()
        other.kill()
    until(store.is_our_turn)
    store.close()


def test_who_loses_the_connection_loses_the_turn(postgres_database):

    first, second = (open_store(postgres_database, "notify", "rotherham") for _ in range(2))
    assert first.is_our_turn() and not second.is_our_turn()
    with psycopg.connect(postgres_database, autocommit=True) as other:
        others = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        other.execute(others)
    until(second.is_our_turn)
    assert not first.is_our_turn()
    for store in (first, second):
        store.close()
