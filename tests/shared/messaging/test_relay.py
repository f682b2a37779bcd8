"""The relay goes on from what its stream holds: nothing doubled, nothing left out, whatever happens to the broker."""

import asyncio
import shutil
from typing import Any

import pytest

from concord_shared.messaging.provision import plan, provision
from concord_shared.messaging.publishing import End, Outgoing, Overtaken, end_of, publish
from concord_shared.messaging.relays import StreamDiffers, compare, recording, telling
from concord_shared.testing.stand_in import StoreInMemory, tell
from concord_shared.testing.told_and_heard import (
    RECORD,
    SERVICES,
    TOLD,
    connected,
    relays,
    running,
    stream_positions,
    until,
    whole,
)


async def test_what_is_public_is_told_and_all_is_recorded_in_order(broker: Any) -> None:
    store = StoreInMemory()
    store.add(*[number % 3 != 0 for number in range(300)])
    async with connected(broker) as connection:
        told, record = relays(store, connection)
        async with running(told, record):
            await until(lambda: told.level() and record.level())
            store.add(False, False, True)
            assert not told.level()
            await until(lambda: told.level() and record.level())
        assert await stream_positions(connection, TOLD) == whole(store)
        assert await stream_positions(connection, RECORD) == [(n, n + 1) for n in range(303)]


async def test_a_contract_is_told_only_from_where_its_telling_began(broker: Any) -> None:
    store = StoreInMemory()
    store.add(True, True, True)
    store.since["CaseSettled"] = 2
    async with connected(broker) as connection:
        told, _ = relays(store, connection)
        async with running(told):
            await until(told.level)
        assert await stream_positions(connection, TOLD) == [(0, 3)]


async def test_without_a_stream_it_waits_and_says_so(broker: Any) -> None:
    store = StoreInMemory()
    store.add(True)
    async with connected(broker, provisioned=False) as connection:
        told, _ = relays(store, connection)
        async with running(told):
            await until(lambda: "concord provision" in (told.trouble or ""))
            assert not told.level()
            await provision(connection.jetstream(), plan(["rotherham"], SERVICES))
            await until(told.level)
            assert told.trouble is None


async def test_an_idle_relay_fills_a_wiped_broker_again(embedded_broker: Any) -> None:
    store = StoreInMemory()
    store.add(*[True] * 150)
    async with connected(embedded_broker) as connection:
        told, _ = relays(store, connection)
        async with running(told):
            await until(told.level)
            embedded_broker.kill()
            shutil.rmtree(embedded_broker.store)
            embedded_broker.start()
            async with connected(embedded_broker):
                await until(lambda: told.published >= 300 and told.level())
        assert await stream_positions(connection, TOLD) == whole(store)


async def test_a_broker_rolled_back_to_a_copy_is_filled_from_there(embedded_broker: Any, tmp_path: Any) -> None:
    store = StoreInMemory()
    store.add(*[True] * 100)
    async with connected(embedded_broker) as connection:
        told, record = relays(store, connection)
        async with running(told, record):
            await until(lambda: told.level() and record.level())
            embedded_broker.stop()
            shutil.copytree(embedded_broker.store, tmp_path / "copy")
            embedded_broker.start()
            store.add(*[True] * 70)
            await until(lambda: told.published == 170 and record.published == 170)
            embedded_broker.kill()
            shutil.rmtree(embedded_broker.store)
            shutil.copytree(tmp_path / "copy", embedded_broker.store)
            embedded_broker.start()
            await until(lambda: told.published == 240 and record.published == 240)
        assert await stream_positions(connection, TOLD) == whole(store)
        assert await stream_positions(connection, RECORD) == whole(store)


async def test_two_relays_and_a_producer_double_nothing(broker: Any) -> None:
    store = StoreInMemory()
    async with connected(broker) as one, connected(broker) as other:
        first, second = relays(store, one)[0], relays(store, other)[0]
        async with running(first, second):
            for number in range(200):
                store.add(*[True] * (number % 4), number % 2 == 0)
                first._wake.set()
                second._wake.set()
                await asyncio.sleep(0.002)
            await until(lambda: first.level() and second.level())
        assert await stream_positions(one, TOLD) == whole(store)
        assert first.overtaken + second.overtaken > 0


async def test_a_lost_acknowledgement_doubles_nothing(broker: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from concord_shared.messaging import relay as relaying

    lost: list[int] = []

    async def publish_and_lose(*given: Any) -> End:
        end = await publish(*given)
        if len(lost) < 5:
            lost.append(end.sequence)
            raise TimeoutError
        return end

    monkeypatch.setattr(relaying, "publish", publish_and_lose)
    store = StoreInMemory()
    store.add(*[True] * 400)
    async with connected(broker) as connection:
        told, _ = relays(store, connection)
        async with running(told):
            await until(told.level)
        assert len(lost) == 5
        assert await stream_positions(connection, TOLD) == whole(store)


@pytest.mark.parametrize("size", [1, 5])
async def test_who_publishes_after_another_end_is_refused_whole(broker: Any, size: int) -> None:
    async with connected(broker) as connection:
        js = connection.jetstream()
        subject = "concord.rotherham.record.intake"
        messages = [Outgoing(n, subject, {"Concord-Position": str(n)}, b"x") for n in range(1, size + 1)]
        end = await publish(connection, js, await end_of(js, RECORD), messages)
        with pytest.raises(Overtaken):
            await publish(connection, js, End(0, 0), messages)
        assert await end_of(js, RECORD) == end


async def test_a_frozen_relay_that_wakes_late_doubles_nothing(broker: Any) -> None:
    store = StoreInMemory()
    store.add(*[True] * 10)
    async with connected(broker) as connection:
        frozen, other = relays(store, connection)[0], relays(store, connection)[0]
        async with running(frozen):
            await until(frozen.level)
        store.add(*[True] * 10)
        async with running(other):
            await until(other.level)
        frozen._asked_at = float("inf")  # it still believes in the end that it saw
        async with running(frozen):
            await until(lambda: frozen.overtaken == 1)
            frozen._asked_at = 0.0
            await until(frozen.level)
        assert await stream_positions(connection, TOLD) == whole(store)


async def test_a_store_restored_from_an_older_backup_is_refused_at_start(broker: Any) -> None:
    store, older = StoreInMemory(), StoreInMemory()
    store.add(*[True] * 10)
    older.facts = store.facts[:7]
    async with connected(broker) as connection:
        told, record = relays(store, connection)
        js = connection.jetstream()
        async with running(told, record):
            await until(lambda: told.level() and record.level())
        makes = {
            TOLD: lambda kept: telling(kept, "rotherham", "intake", kept.read, tell),
            RECORD: lambda kept: recording("rotherham", "intake"),
        }
        for stream, make in makes.items():
            await compare(store, js, stream, make(store))
            with pytest.raises(StreamDiffers, match=f"{stream}.*concord reconcile"):
                await compare(older, js, stream, make(older))
        older.add(*[True] * 5)
        for stream, make in makes.items():
            with pytest.raises(StreamDiffers, match=r"another fact at position 10"):
                await compare(older, js, stream, make(older))
