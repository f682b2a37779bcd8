"""Compares every stream with its store and names what differs (`concord reconcile`); cures that a person
decides."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig
from nats.js.errors import NotFoundError

from concord_shared.messaging.cloudevents import POSITION
from concord_shared.messaging.provision import DurableSpec, Spec, StreamSpec, provision
from concord_shared.messaging.relay import READ, Make
from concord_shared.messaging.relays import identity
from concord_shared.store.ports import Store

FETCH = 500


@dataclass(frozen=True)
class Pair:
    """A stream and the store that it is filled from."""

    stream: str
    store: Store
    make: Make


@dataclass
class Compared:
    """What differs, as positions of the store `behind` counts those at the end that the relay has still to
    tell: nothing is wrong with them."""

    stream: str
    exists: bool = True
    missing: list[int] = field(default_factory=list)
    extra: list[int] = field(default_factory=list)
    different: list[int] = field(default_factory=list)
    out_of_order: list[int] = field(default_factory=list)
    behind: int = 0

    @property
    def well(self) -> bool:
        return self.exists and not (self.missing or self.extra or self.different or self.out_of_order)

    @property
    def cure(self) -> str:
        if self.well and not self.behind:
            return "none is needed"
        if not self.exists:
            return "run 'concord provision'; the relay then fills it from the store"
        if self.well:
            return "none is needed: the relay fills it"
        if self.extra or self.different:
            return (
                "the stream holds what the store does not: restore the newest backup of the store, put back what it "
                "lacks from the record (--refill-store), or decide that the store is right and begin the stream anew"
            )
        return "begin the stream anew: what is missing within it cannot be put back, the relay fills it from the store"


async def compare_all(js: JetStreamContext, pairs: Iterable[Pair]) -> list[Compared]:
    """Reads every stream whole; nothing is changed. A stream and a store that is written meanwhile differ
    at the end only, as `behind`."""
    return [await _compare(js, pair) for pair in pairs]


async def _compare(js: JetStreamContext, pair: Pair) -> Compared:
    found = Compared(pair.stream)
    wanted = _wanted(pair)
    last = 0
    try:
        async for position, told in _messages(js, pair.stream):
            if position <= last:
                found.out_of_order.append(position)
            elif position not in wanted:
                found.extra.append(position)
            elif wanted.pop(position) != told:
                found.different.append(position)
            last = max(last, position)
    except NotFoundError:
        found.exists = False
    found.missing = [position for position in wanted if position < last]
    found.behind = len(wanted) - len(found.missing)
    return found


def _wanted(pair: Pair) -> dict[int, str | bytes]:
    wanted: dict[int, str | bytes] = {}
    after = 0
    while batch := pair.store.notifications(after, READ):
        for notification in batch:
            after = int(notification.id)
            if message := pair.make(notification, 0):
                wanted[after] = identity(dict(message.headers), message.payload)
    return wanted


async def _messages(js: JetStreamContext, stream: str) -> AsyncIterator[tuple[int, str | bytes]]:
    async for message in messages_of(js, stream):
        yield int((message.headers or {}).get(POSITION, 0)), identity(message.headers, message.data)


async def messages_of(js: JetStreamContext, stream: str) -> AsyncIterator[Msg]:
    """Every message that the stream now holds, in order. Raises NotFoundError."""
    left = (await js.stream_info(stream)).state.messages
    if not left:
        return
    config = ConsumerConfig(ack_policy=AckPolicy.NONE, inactive_threshold=30, mem_storage=True)
    reader = await js.pull_subscribe("", stream=stream, config=config)
    try:
        while left > 0:
            for message in await reader.fetch(min(FETCH, left), timeout=10):
                left -= 1
                yield message
    finally:
        await reader.unsubscribe()


async def begin_anew(js: JetStreamContext, stream: str, specs: Sequence[Spec]) -> None:
    """Only on a person's decision: deletes `stream` with its durables and makes them again; the relay then
    fills it from the store. Consumers skip what they have heard: where the store was set back, they heard
    facts that are no longer in it, and each must be looked at. Raises KeyError where the plan has no such
    stream."""
    mine: list[Any] = [spec for spec in specs if isinstance(spec, StreamSpec) and spec.name == stream]
    if not mine:
        raise KeyError(f"{stream} is no stream of this plan")
    with suppress(NotFoundError):
        await js.delete_stream(stream)
    mine += [spec for spec in specs if isinstance(spec, DurableSpec) and spec.stream == stream]
    await provision(js, mine)
