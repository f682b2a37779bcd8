"""One upstream service's facts, put into the writer's queue in order: gaps wait, causes come first."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from faststream.nats import NatsMessage

from concord_shared.contracts.base import Told
from concord_shared.messaging.pauses import growing
from concord_shared.messaging.provision import ACK_WAIT_SECONDS
from concord_shared.store.ports import Message

LOOK_SECONDS = 0.005


class CannotGoOn(Exception):
    """Raised by `submit`: this message can never be handled and has no case to park. Its text says why,
    plainly."""


@dataclass
class Held:
    told: Told
    kept: Message
    message: NatsMessage
    since: float = field(default_factory=time.monotonic)
    touched: float = field(default_factory=time.monotonic)

    @property
    def tries(self) -> int:
        return int(self.message.raw_message.metadata.num_delivered or 1) - 1


class Pump:
    """Holds what has arrived until its predecessor and its causes are heard, then submits it and goes on to
    the next without waiting for the commit; acknowledges after it. On trouble all that it holds is given
    back to the broker. Waiting is no trouble: what waits is kept, for given back it would come again ever
    later, and with two instances hardly ever together with what it waits for."""

    def __init__(
        self,
        upstream: str,
        hears: frozenset[str],
        submit: Callable[[Told, Message], Awaitable[None]],
        heard: Callable[[], Mapping[str, int]],
        *,
        patience: float,
        delays: tuple[float, float],
    ) -> None:
        self._upstream, self._causes = upstream, hears - {upstream}
        self._submit, self._heard = submit, heard
        self._patience, self._delays = patience, delays
        self._held: dict[int, Held] = {}
        self._in_flight: dict[int, tuple[Held, asyncio.Task[None]]] = {}
        self._submitted, self._seen = 0, 0
        self._failed = False
        self._looked_at = 0.0
        self._arrived = asyncio.Event()
        self.stopped: str | None = None
        self.lost = asyncio.Event()

    @property
    def busy(self) -> bool:
        return bool(self._held or self._in_flight or self._failed)

    def quiet(self, heard: int) -> bool:
        """Nothing is held, in flight, given back to the broker and not heard since (by us or another
        instance)."""
        return not (self.busy or self.stopped) and heard >= self._seen

    def take(self, held: Held) -> None:
        """A message has arrived; one that came twice replaces its first delivery."""
        if self.stopped is None:
            self._held[held.told.position] = held
            self._seen = max(self._seen, held.told.position)
            self._arrived.set()

    def halt(self, why: str) -> None:
        """Stands still for good: a person must look. Nothing later of this durable is handled."""
        self.stopped = self.stopped or why
        self._held.clear()
        self.lost.set()

    async def run(self) -> None:
        self._submitted = self._heard().get(self._upstream, 0)
        while True:
            try:
                if self._failed:
                    await self._give_back()
                if not await self._advance():
                    await self._wait()
            except Exception:
                # The store cannot say what is heard: everything is given back and tried again.
                self._failed = True
                await asyncio.sleep(self._delays[0])

    async def _advance(self) -> bool:
        """Deals with the earliest message held; False where it must wait."""
        if not self._held:
            return False
        held = self._held[min(self._held)]
        position = held.told.position
        if position <= self._submitted:
            del self._held[position]
            await self._again(held)
            return True
        if held.told.previous > self._submitted:
            self._submitted = max(self._submitted, self._heard().get(self._upstream, 0))
            return held.told.previous <= self._submitted
        if not self._causes_heard(held.told):
            return False
        del self._held[position]
        self._begin(held)
        return True

    async def _again(self, held: Held) -> None:
        """A message that was delivered before: in flight it is acknowledged with the first, heard at once."""
        position = held.told.position
        if position in self._in_flight:
            _, task = self._in_flight[position]
            self._in_flight[position] = (held, task)
        else:
            await _say(held.message.ack())

    def _causes_heard(self, told: Told) -> bool:
        needed = {name: at for name, at in told.heard.items() if name in self._causes}
        if not needed:
            return True
        heard = self._heard()
        return all(heard.get(name, 0) >= at for name, at in needed.items())

    def _begin(self, held: Held) -> None:
        self._submitted = held.told.position
        task = asyncio.create_task(self._finish(held.told, held.kept))
        self._in_flight[held.told.position] = (held, task)

    async def _finish(self, told: Told, message: Message) -> None:
        try:
            await self._submit(told, message)
        except CannotGoOn as error:
            self.halt(f"position {told.position} cannot be handled: {error}")
            self._in_flight.pop(told.position, None)
        except Exception:
            # Passing trouble: this one and all after it stay in flight until they are given back together.
            self._failed = True
            self._arrived.set()
        else:
            held, _ = self._in_flight.pop(told.position)
            await _say(held.message.ack())

    async def give_up(self) -> None:
        """Gives back at once what was not submitted; what was is acknowledged after its commit."""
        given = list(self._held.values())
        self._held.clear()
        for held in given:
            await _say(held.message.nack())

    async def _give_back(self) -> None:
        await asyncio.gather(*(task for _, task in list(self._in_flight.values())), return_exceptions=True)
        tries = [held.tries for held, _ in self._in_flight.values()]
        given = [held for held, _ in self._in_flight.values()] + list(self._held.values())
        self._in_flight.clear()
        self._held.clear()
        self._failed = False
        delay = growing(max(tries, default=0), *self._delays)
        for held in given:
            await _say(held.message.nack(delay=delay))
        self._submitted = self._heard().get(self._upstream, 0)

    async def _wait(self) -> None:
        self._arrived.clear()
        if self._failed:
            return
        if not self._held:
            await self._arrived.wait()
            return
        await asyncio.sleep(LOOK_SECONDS)
        await self._keep_alive()
        self._miss()

    def _miss(self) -> None:
        """What waits for long may wait for something that the broker believes we have."""
        if not self._held:
            return
        now, waits_since = time.monotonic(), self._held[min(self._held)].since
        if now - max(waits_since, self._looked_at) > self._patience and not self._in_flight:
            self._looked_at = now
            self.lost.set()

    async def _keep_alive(self) -> None:
        now = time.monotonic()
        for held in [*self._held.values(), *(held for held, _ in self._in_flight.values())]:
            if now - held.touched > ACK_WAIT_SECONDS / 3:
                held.touched = now
                await _say(held.message.in_progress())


async def _say(word: Awaitable[None]) -> None:
    """A word that is lost on the way costs a redelivery, nothing else."""
    with contextlib.suppress(Exception):
        await word
