"""Publishes a store's facts, in order and once, right after what its stream already holds."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Sequence

from eventsourcing.persistence import Notification
from nats.aio.client import Client
from nats.errors import MaxPayloadError
from nats.js.errors import NotFoundError

from concord_shared.messaging.ending import in_thread
from concord_shared.messaging.pauses import Pause
from concord_shared.messaging.publishing import End, Outgoing, Overtaken, end_of, publish
from concord_shared.store.ports import Store

Make = Callable[[Notification, int], Outgoing | None]
BATCH, BATCH_BYTES, READ = 64, 4_000_000, 96


class Relay:
    """Has no position of its own: asks the stream for its end and goes on from there, so that a second
    relay, a lost acknowledgement or a wiped broker can double nothing and leave nothing out. `make` turns a
    fact into a message (given the position told before it), or into nothing. `wake` is set by whoever
    appends; without it the store is looked at every `look_seconds`; the stream's end is asked for every
    `ask_seconds`, else a wipe goes unseen."""

    def __init__(
        self,
        store: Store,
        connection: Client,
        stream: str,
        make: Make,
        wake: asyncio.Event,
        *,
        look_seconds: float = 0.5,
        ask_seconds: float = 2.0,
    ) -> None:
        self.stream, self._store, self._make, self._wake = stream, store, make, wake
        self._connection, self._js = connection, connection.jetstream(timeout=3)
        self._look, self._ask = look_seconds, ask_seconds
        self._end: End | None = None
        self._scanned, self._asked_at = 0, 0.0
        self.trouble: str | None = "not begun"
        self.published, self.overtaken = 0, 0

    @property
    def last_position(self) -> int:
        """The store's position in the stream's last message, as far as this relay knows; 0 before any."""
        return self._end.position if self._end else 0

    def level(self, head: int | None = None) -> bool:
        """True when the stream is known to hold all that the store has to tell; it is asked where it is not given."""
        return self._end is not None and self._scanned >= (self._store.head() if head is None else head)

    async def run(self) -> None:
        """Until cancelled. `trouble` says in words what keeps it from going on, None while nothing does."""
        pause = Pause()
        while True:
            try:
                await self._go_on()
                self.trouble = None
                pause.reset()
                await self._rest()
            except Overtaken:
                self.overtaken += 1
                self._end = None
            except Exception as error:
                self.trouble, self._end = _said(error, self.stream), None
                await pause.wait()

    async def _go_on(self) -> None:
        self._wake.clear()
        end, more = await self._known_end(), True
        while more:
            messages, scanned, more = await in_thread(self._next, self._scanned, end.position)
            if messages:
                self._end = end = await publish(self._connection, self._js, end, messages)
                self.published += len(messages)
            self._scanned = scanned

    async def _known_end(self) -> End:
        if self._end is None or time.monotonic() - self._asked_at > self._ask:
            end = await end_of(self._js, self.stream)
            self._asked_at = time.monotonic()
            if self._end != end:
                self._end, self._scanned = end, end.position
        return self._end

    def _next(self, after: int, previous: int) -> tuple[Sequence[Outgoing], int, bool]:
        """What to tell next, how far that was read, and whether there was more to read."""
        messages: list[Outgoing] = []
        found, size = self._store.notifications(after, READ), 0
        for notification in found:
            message = self._make(notification, previous)
            if message:
                size += len(message.payload)
                if messages and (len(messages) == BATCH or size > BATCH_BYTES):
                    return messages, after, True
                messages.append(message)
                previous = message.position
            after = int(notification.id)
        return messages, after, len(found) == READ

    async def _rest(self) -> None:
        # Not wait_for: woken and cancelled at once, it would go on, and the service would never stop.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._look):
                await self._wake.wait()


def _said(error: Exception, stream: str) -> str:
    if isinstance(error, NotFoundError):
        return f"the stream {stream} does not exist: run 'concord provision'"
    if isinstance(error, MaxPayloadError):
        return f"a fact is larger than the broker takes, so {stream} stands still: raise its max_payload"
    return f"{stream} cannot be filled just now ({type(error).__name__}): tried again"
