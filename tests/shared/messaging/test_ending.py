"""A task that is woken and cancelled in the same moment ends all the same: else a service would never stop."""

import asyncio
import time
from typing import Any

import pytest

from concord_shared.messaging.ending import end, in_thread
from concord_shared.messaging.provision import plan, provision
from concord_shared.messaging.requests import AskRequest, DoRequest, serve
from concord_shared.testing.stand_in import StoreInMemory
from concord_shared.testing.told_and_heard import SERVICES, Writer, connected, hearing, relays, until


async def test_a_relay_woken_while_it_rests_and_is_cancelled_ends(broker: Any) -> None:
    """Nearly always: now and then it is caught within a library that swallows the first cancellation. With wait_for
    in its own rest it went on six times of eight."""
    async with connected(broker) as connection:
        await provision(connection.jetstream(), plan(["rotherham"], SERVICES))
        ended = [await _ends_when_woken_and_cancelled(connection) for _ in range(8)]
    assert sum(ended) > 4


async def _ends_when_woken_and_cancelled(connection: Any) -> bool:
    relay, _ = relays(StoreInMemory(), connection)
    task = asyncio.create_task(relay.run())
    await until(relay.level)
    await asyncio.sleep(0.1)
    relay._wake.set()
    for _ in range(2):
        await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait([task], timeout=1)
    await end([task])
    return bool(done)


async def test_a_task_that_swallows_a_cancellation_is_cancelled_again() -> None:
    woken = asyncio.Event()

    async def as_libraries_do() -> None:
        while True:
            # Up to Python 3.11, wait_for returns instead of raising where it is woken and cancelled at once.
            await asyncio.wait_for(woken.wait(), 60)
            woken.clear()

    task = asyncio.create_task(as_libraries_do())
    await asyncio.sleep(0.01)
    woken.set()
    await asyncio.wait_for(end([task]), 5)
    assert task.cancelled()


async def test_a_cancelled_task_ends_only_after_its_thread() -> None:
    seen: list[str] = []

    def reading() -> None:
        time.sleep(0.8)
        seen.append("read to the end")

    task = asyncio.create_task(in_thread(reading))
    await asyncio.sleep(0.05)
    await end([task])
    assert seen == ["read to the end"]
    assert task.cancelled()


async def test_what_serves_and_hears_stops_though_the_broker_has_gone(
    embedded_broker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library's flush waits for a broker that is not there: it must not keep a store from being closed."""
    monkeypatch.setattr("concord_shared.messaging.inbound.DRAIN_SECONDS", 0.1)

    async def accepted(request: DoRequest | AskRequest) -> bytes:
        return b"{}"

    async with connected(embedded_broker) as connection, hearing(embedded_broker, Writer()) as inbound:
        serving = await serve(connection, "rotherham", "intake", accepted, accepted)
        await until(lambda: "intake" in inbound.listening)
        embedded_broker.kill()
        await serving.stop(0.1)
        await inbound.stop()
        assert not inbound.listening
        embedded_broker.start()
        await until(lambda: bool(inbound._broker.connection.is_connected))
