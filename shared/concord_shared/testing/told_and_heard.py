"""What the tests of relay and inbound stand on: a provisioned broker, relays that run, a writer that
commits."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from nats.aio.client import Client

from concord_shared.contracts.base import Told
from concord_shared.messaging.connection import connect, faststream_broker
from concord_shared.messaging.ending import end
from concord_shared.messaging.inbound import Inbound
from concord_shared.messaging.provision import plan, provision
from concord_shared.messaging.relay import Relay
from concord_shared.messaging.relays import record_relay, told_relay
from concord_shared.store.ports import Message
from concord_shared.testing.stand_in import tell

SERVICES = {"intake": ["directory"], "directory": [], "mediation": ["intake", "directory"]}
TOLD, RECORD = "TOLD_INTAKE_ROTHERHAM", "RECORD_INTAKE_ROTHERHAM"
DURABLE = "MEDIATION_HEARS_INTAKE_ROTHERHAM"


@asynccontextmanager
async def connected(broker: Any, *, provisioned: bool = True) -> AsyncIterator[Client]:
    connection = await connect(broker.url, broker.token, "test")
    try:
        if provisioned:
            await provision(connection.jetstream(), plan(["rotherham"], SERVICES))
        yield connection
    finally:
        await connection.close()


async def until(true: Callable[[], bool], seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "this never came to be"
        await asyncio.sleep(0.005)


def relays(store: Any, connection: Client, service: str = "intake") -> list[Relay]:
    told = told_relay(store, connection, "rotherham", service, store.read, tell, asyncio.Event())
    record = record_relay(store, connection, "rotherham", service, asyncio.Event())
    for relay in (told, record):
        relay._look, relay._ask = 0.02, 0.1
    return [told, record]


@asynccontextmanager
async def running(*relays: Relay) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(relay.run()) for relay in relays]
    try:
        yield
    finally:
        await end(tasks)


async def stream_positions(connection: Client, stream: str) -> list[tuple[int, int]]:
    """(predecessor, position) of every message in the stream."""
    js = connection.jetstream()
    last = (await js.stream_info(stream)).state.last_seq
    found = [(await js.get_msg(stream, seq=number)).headers or {} for number in range(1, last + 1)]
    return [(int(each["Concord-Prev"]), int(each["Concord-Position"])) for each in found]


def whole(store: Any) -> list[tuple[int, int]]:
    """What the told stream of a store must hold."""
    positions = [each.position for each in store.facts if each.fact.public]
    return list(zip([0, *positions], positions, strict=False))


class Writer:
    """Commits what it is given, in order, one every `pace` seconds; refuses what the real one must refuse."""

    def __init__(self, heard: dict[str, int] | None = None, pace: float = 0.0) -> None:
        self.committed: dict[str, int] = {} if heard is None else heard
        self.effects: list[tuple[str, int]] = []
        self.fail: Callable[[Told], Exception | None] = lambda told: None
        self.pace = pace
        self._turn = asyncio.Lock()

    def heard(self) -> dict[str, int]:
        return dict(self.committed)

    async def submit(self, told: Told, message: Message) -> None:
        async with self._turn:
            await asyncio.sleep(self.pace)
            if told.position <= self.committed.get(told.service, 0):
                return
            if told.previous > self.committed.get(told.service, 0):
                raise RuntimeError("a gap")
            if error := self.fail(told):
                raise error
            self.committed[told.service] = told.position
            self.effects.append((told.service, told.position))


@asynccontextmanager
async def hearing(
    broker: Any, writer: Writer, hears: list[str] | None = None, **options: Any
) -> AsyncIterator[Inbound]:
    through = faststream_broker(broker.url, broker.token, "test-hears")
    await through.start()
    options = {"patience": 0.3, "least_delay": 0.05, "most_delay": 0.2} | options
    names = hears or ["intake"]
    inbound = Inbound(through, "rotherham", "mediation", names, writer.submit, writer.heard, **options)
    await inbound.start()
    try:
        yield inbound
    finally:
        await inbound.stop()
        await through.stop()
