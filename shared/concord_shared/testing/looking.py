"""What stands in stores and streams, read from outside: for tests that compare before with after."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig

from concord_shared.messaging.cloudevents import POSITION
from concord_shared.messaging.publishing import end_of
from concord_shared.messaging.subjects import record_stream, told_stream
from concord_shared.store.ports import Store

LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Outside:
    """The stores of one Compact by service, its broker, and whom each service hears."""

    js: JetStreamContext
    compact: str
    stores: Mapping[str, Store]
    hears: Mapping[str, Sequence[str]]

    async def settle(self, within: float = 20.0) -> None:
        """Returns when all is told, recorded and heard, on two readings. Raises TimeoutError after so many seconds."""
        before: object = None
        async with asyncio.timeout(within):
            while True:
                heads = {name: store.head() for name, store in self.stores.items()}
                if await self._level() and heads == before:
                    return
                before = heads
                await asyncio.sleep(LOOK_SECONDS)

    async def _level(self) -> bool:
        told = {name: (await end_of(self.js, told_stream(self.compact, name))).position for name in self.stores}
        recorded = {name: (await end_of(self.js, record_stream(self.compact, name))).position for name in self.stores}
        return all(
            recorded[name] == store.head()
            and all(store.heard().get(upstream, 0) == told[upstream] for upstream in self.hears[name])
            for name, store in self.stores.items()
        )

    def everything(self) -> dict[str, Any]:
        return {name: contents(store) for name, store in self.stores.items()}


def contents(store: Store) -> dict[str, Any]:
    """All that a store holds and says, as plain data that can be compared."""
    facts = store.notifications(0, 100_000)
    return {
        "facts": [(each.id, each.originator_id, each.originator_version, each.topic, each.state) for each in facts],
        "heard": dict(store.heard()),
        "kept": list(store.kept(0)),
        "parked": list(store.parked()),
        "next_due": store.next_due(),
    }


async def messages(js: JetStreamContext, stream: str) -> list[Msg]:
    """Every message of `stream` in order, under a reader of its own that leaves no trace."""
    count = (await js.stream_info(stream)).state.messages
    config = ConsumerConfig(ack_policy=AckPolicy.NONE, inactive_threshold=30, mem_storage=True)
    reader = await js.pull_subscribe("", stream=stream, config=config)
    found: list[Msg] = []
    try:
        while len(found) < count:
            with suppress(TimeoutError):
                found += await reader.fetch(min(500, count - len(found)), timeout=5)
    finally:
        await reader.unsubscribe()
    return found


def positions(found: Sequence[Msg]) -> list[int]:
    return [int((each.headers or {})[POSITION]) for each in found]
