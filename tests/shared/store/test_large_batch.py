"""A batch larger than what fits between client and server, while the server waits for somebody else's lock."""

import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from eventsourcing.persistence import StoredEvent

from concord_shared.store.opening import open_store, schema_of
from concord_shared.store.ports import Batch, Message

FACTS, BYTES = 40, 100_000
LOCKED_SECONDS, PATIENCE_SECONDS = 1.0, 20


def facts():
    state = b'{"text":"' + b"x" * BYTES + b'"}'
    return [StoredEvent(f"case-{number}", 1, "intake.raised.v1", state) for number in range(FACTS)]


def messages():
    return [Message("intake", number, "case-1", "ConcernRaised", b"x" * BYTES) for number in range(FACTS)]


@pytest.mark.parametrize(
    ("batch", "positions"),
    [(Batch(events=facts()), FACTS), (Batch(kept=messages()), 0)],
    ids=["facts", "what is kept beside them"],
)
def test_it_is_stored_as_soon_as_the_lock_is_free(postgres_database, batch, positions):
    store = open_store(postgres_database, "intake", "rotherham")
    table = f'"{schema_of("intake", "rotherham")}".stored_events'
    pool = ThreadPoolExecutor(1)
    with psycopg.connect(postgres_database) as other:
        other.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        appended = pool.submit(store.append, batch)
        time.sleep(LOCKED_SECONDS)
        assert not appended.done()
        other.commit()
        try:
            assert len(appended.result(timeout=PATIENCE_SECONDS)) == positions
        finally:
            # Whoever waits for ever is set free, so that the session can end.
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    pool.shutdown()
    store.close()
