"""Hears what other services tell, through FastStream: one pump per upstream service, in order, causes
first."""

import asyncio
import contextlib
import warnings
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, NatsMessage
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from concord_shared.contracts.base import Told
from concord_shared.messaging import subjects
from concord_shared.messaging.cloudevents import Unreadable, from_message, kept
from concord_shared.messaging.ending import end
from concord_shared.messaging.pauses import Pause
from concord_shared.messaging.provision import durable_config
from concord_shared.messaging.pump import Held, Pump
from concord_shared.messaging.realign import realign
from concord_shared.store.ports import Message

REALIGN_SECONDS = 20.0
DRAIN_SECONDS = 2.0
Submit = Callable[[Told, Message], Awaitable[None]]
Heard = Callable[[], Mapping[str, int]]


class Inbound:
    """`submit` hands a fact to the writer and returns once it is committed (or was already heard); it
    raises CannotGoOn where it can never be handled and has no case to park, anything else for passing
    trouble, and it must raise where `told.previous` is later than what is heard. `heard` gives the
    committed positions. `broker` is started; `service` hears each of `hears`. `stopped` names the durables
    that stand still, with the reason."""

    def __init__(
        self,
        broker: NatsBroker,
        compact: str,
        service: str,
        hears: Sequence[str],
        submit: Submit,
        heard: Heard,
        *,
        patience: float = 2.0,
        least_delay: float = 0.1,
        most_delay: float = 30.0,
    ) -> None:
        self._broker, self._compact, self._service, self._heard = broker, compact, service, heard
        delays = (least_delay, most_delay)
        self._pumps = {
            upstream: Pump(upstream, frozenset(hears), submit, heard, patience=patience, delays=delays)
            for upstream in hears
        }
        self.tasks: list[asyncio.Task[None]] = []
        self._subscribers: dict[str, Any] = {}
        self.trouble: dict[str, str] = {}

    @property
    def stopped(self) -> dict[str, str]:
        return {name: pump.stopped for name, pump in self._pumps.items() if pump.stopped}

    @property
    def listening(self) -> frozenset[str]:
        return frozenset(self._subscribers)

    @property
    def durables(self) -> dict[str, tuple[str, str]]:
        """For each upstream service: its stream, and our durable on it."""
        return {upstream: self._names(upstream) for upstream in self._pumps}

    @property
    def busy(self) -> bool:
        """True while something is held, in flight or to be given back."""
        return any(pump.busy for pump in self._pumps.values())

    def level(self, told: Mapping[str, int] | None = None) -> bool:
        """True when nothing is held or in flight and, for each service in `told`, as much has been heard."""
        heard = self._heard()
        quiet = all(pump.quiet(heard.get(name, 0)) for name, pump in self._pumps.items())
        return quiet and all(heard.get(name, 0) >= at for name, at in (told or {}).items() if name in self._pumps)

    async def start(self) -> None:
        """Returns at once; each durable is listened to as soon as it exists (until then `trouble` says
        so)."""
        for upstream, pump in self._pumps.items():
            self.tasks += [
                asyncio.create_task(pump.run(), name=f"hearing of {upstream}"),
                asyncio.create_task(self._listen(upstream), name=f"listening to {upstream}"),
            ]

    async def stop(self) -> None:
        """Hears nothing more. What was submitted is for the writer to finish; the rest is given back, so that whoever
        starts next hears it at once."""
        await end(self.tasks)
        for upstream in list(self._subscribers):
            await self._silence(upstream)
        for pump in self._pumps.values():
            await pump.give_up()

    def _names(self, upstream: str) -> tuple[str, str]:
        return (
            subjects.told_stream(self._compact, upstream),
            subjects.durable(self._compact, self._service, upstream),
        )

    async def _listen(self, upstream: str) -> None:
        pause, pump = Pause(0.1, 2.0), self._pumps[upstream]
        while upstream not in self._subscribers:
            try:
                await realign(self._js, *self._names(upstream), self._heard().get(upstream, 0))
                await self._subscribe(upstream)
                self.trouble.pop(upstream, None)
            except NotFoundError:
                self.trouble[upstream] = f"{self._names(upstream)[1]} does not exist: run 'concord provision'"
                await pause.wait()
            except Exception as error:
                self.trouble[upstream] = f"{upstream} cannot be heard just now ({type(error).__name__})"
                await pause.wait()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(REALIGN_SECONDS):
                    await pump.lost.wait()
            pump.lost.clear()
            if pump.stopped:
                return await self._silence(upstream)
            with contextlib.suppress(Exception):
                await realign(self._js, *self._names(upstream), self._heard().get(upstream, 0))

    @property
    def _js(self) -> JetStreamContext:
        connection = self._broker.connection
        return connection.jetstream()

    async def _subscribe(self, upstream: str) -> None:
        stream, durable = self._names(upstream)
        # With only `queue` given, nats-py binds to the durable of that name and takes its deliver subject.
        subscriber = self._broker.subscriber(
            subjects.all_told(self._compact, upstream),
            queue=durable,
            config=durable_config(self._compact, self._service, upstream),
            stream=JStream(stream, declare=False),
            ack_policy=AckPolicy.MANUAL,
            decoder=_whole,
            no_reply=True,
            title=f"{self._service}:hears:{upstream}",
            persistent=False,
        )
        subscriber(self._handler(self._pumps[upstream]))
        await subscriber.start()
        self._subscribers[upstream] = subscriber

    def _handler(self, pump: Pump) -> Callable[..., Awaitable[None]]:
        async def hear(message: NatsMessage) -> None:
            """Parses each message by itself and returns at once; the pump acknowledges after the commit."""
            raw = message.raw_message
            try:
                told = from_message(raw.headers, raw.data)
            except Unreadable as error:
                return pump.halt(f"message {raw.metadata.sequence.stream} cannot be read: {error}")
            pump.take(Held(told, kept(told, raw.headers or {}, raw.data), message))
            return None

        return hear

    async def _silence(self, upstream: str) -> None:
        """Drained first: what is on its way to us is taken too, else nobody could give it back."""
        subscriber = self._subscribers.pop(upstream, None)
        if subscriber is not None:
            # FastStream would drop what has arrived; and what is drained it must not end a second time.
            subscription, subscriber.subscription = subscriber.subscription, None
            with contextlib.suppress(Exception):
                async with asyncio.timeout(DRAIN_SECONDS):
                    await subscription.drain()
            with contextlib.suppress(Exception), warnings.catch_warnings():
                await subscriber.stop()


async def _whole(message: NatsMessage) -> NatsMessage:
    """FastStream hands over what the decoder gives: the whole message, so that nothing is parsed before the
    handler."""
    return message
