"""Where a store is, from its URL; and waking up when something was appended."""

import asyncio

import pytest
from eventsourcing.persistence import StoredEvent

from concord_shared.store.opening import open_store, schema_of
from concord_shared.store.ports import Batch
from concord_shared.store.postgres import LONGEST_SCHEMA, open_postgres, wakeups

FACT = StoredEvent("case-1", 1, "intake.raised.v1", b"{}")


def test_a_sqlite_store_is_one_file_for_each_service_and_compact(tmp_path):
    open_store(f"sqlite:///{tmp_path}", "intake", "derby-city").close()
    assert (tmp_path / "derby-city" / "intake.sqlite").exists()


def test_stores_in_memory_are_apart_and_work_like_others():
    one, other = (open_store("sqlite:///:memory:", "intake", "rotherham") for _ in range(2))
    one.append(Batch(events=[FACT]))
    assert (one.head(), other.head()) == (1, 0)
    one.close(), other.close()


def test_a_store_that_is_not_there_is_not_made_when_only_reading(any_store_url):
    with pytest.raises(FileNotFoundError, match="no store"):
        open_store(any_store_url, "intake", "rotherham", create=False)
    open_store(any_store_url, "intake", "rotherham").close()
    open_store(any_store_url, "intake", "rotherham", create=False).close()


@pytest.mark.parametrize("name", ["../etc", "Rotherham", "a_b", "", "x;drop", "a" * 41])
def test_a_name_that_could_lead_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="cannot name a store"):
        open_store(f"sqlite:///{tmp_path}", "intake", name)


def test_other_urls_are_refused(tmp_path):
    with pytest.raises(ValueError, match="begins with"):
        open_store("mysql://somewhere", "intake", "rotherham")


def test_a_schema_is_named_after_service_and_compact_and_never_cut_off(postgres_database):
    assert schema_of("intake", "derby-city") == "intake_derby_city"
    with pytest.raises(ValueError, match="too long"):
        open_postgres(postgres_database, "x" * (LONGEST_SCHEMA + 1))
    open_postgres(postgres_database, "x" * LONGEST_SCHEMA).close()


async def test_an_append_wakes_whoever_waits_on_that_store_alone(postgres_database):
    store = open_store(postgres_database, "intake", "rotherham")
    other = open_store(postgres_database, "panel", "rotherham")
    waking = wakeups(postgres_database, schema_of("intake", "rotherham"))
    try:
        await asyncio.wait_for(anext(waking), 5)
        other.append(Batch(events=[FACT]))
        woken = asyncio.ensure_future(anext(waking))
        await asyncio.sleep(0.2)
        assert not woken.done()
        store.append(Batch(events=[FACT]))
        await asyncio.wait_for(woken, 5)
    finally:
        await waking.aclose()
        store.close(), other.close()
