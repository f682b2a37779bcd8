"""What goes wrong, and when: drawn from a seeded source, so that a run can be told again by its seed."""

import asyncio
import random
import shutil
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path

from nats.errors import Error as NatsError
from nats.js.errors import APIError
from torture.place import Place
from torture.processes import Child, Crew

from concord_shared.messaging.connection import BrokerRefused
from concord_shared.messaging.provision import DurableSpec
from concord_shared.store.ports import Store

AT_WORK_SECONDS, CAUGHT_SECONDS = 1.5, 5.0
KILLED = ("directory", "intake-1", "intake-2", "mediation", "panel", "notify-1", "notify-2", "oversight")
RELAYS = ("intake-relay", "naive-relay")
Strike = Callable[[], Awaitable[None]]


class Faults:
    """`counts` by kind. Rare ones come once a round, the others more often; every round is shuffled anew."""

    def __init__(self, place: Place, crew: Crew, chance: random.Random) -> None:
        self.place, self.crew, self.chance = place, crew, chance
        self.counts: Counter[str] = Counter()
        self._stores: dict[str, Store] = {}
        self._under_way: list[asyncio.Task[None]] = []
        self._copy = place.folder / "broker-copy"
        self._deck = self._round()

    async def strike(self) -> None:
        """One fault, begun at once; the broker's are over when this returns."""
        await next(self._deck)()

    async def cease(self) -> None:
        """No process is frozen any more, the broker is there; whoever was killed is coming back."""
        for task in self._under_way:
            task.cancel()
        for child in self.crew.children.values():
            child.thaw()
        await self._broker_again()

    @property
    def total(self) -> int:
        """Those that struck us; the naive variant's own processes are beside the count."""
        return sum(count for kind, count in self.counts.items() if not kind.startswith("naive"))

    def _round(self) -> Iterator[Strike]:
        """First each kind once, so that the shortest run has met them all; then what a broker suffers comes less often."""
        times = 1
        while True:
            each: list[Strike] = [self._killing(name) for name in KILLED * times]
            each += [self._killing_a_relay, self._freezing_a_relay, *[self._killing_the_consumer] * 3] * times
            each += [self._killing_several, self._killing_the_broker] * times
            each += [self._wiping, self._rolling_back, self._delivering_again]
            self.chance.shuffle(each)
            yield from each
            times = 2

    def _killing(self, name: str) -> Strike:
        async def kill() -> None:
            child = self.crew.children[name]
            at_work = await self._at_work(child)
            self._kill(child, f"{child.service} killed{' at work' if at_work else ''}")

        return kill

    async def _killing_several(self) -> None:
        """At once, so that nobody is left who could have gone on."""
        for name in self.chance.sample(KILLED, 3):
            self._kill(self.crew.children[name], "one of several killed at once")

    async def _killing_a_relay(self) -> None:
        for kind in RELAYS:
            self._kill(self.chance.choice(self.crew.named(kind)), f"{kind} killed")

    async def _killing_the_consumer(self) -> None:
        """The naive one, between an effect and its note of it, as soon as there is one; other faults go on meanwhile."""
        child, rest_seconds = self.crew.children["naive-consumer"], self.chance.uniform(0.0, 1.0)

        async def kill() -> None:
            if await asyncio.to_thread(self._caught, child, rest_seconds):
                self.counts["naive-consumer killed at work"] += 1

        self._under_way.append(asyncio.create_task(kill()))

    def _caught(self, child: Child, rest_seconds: float) -> bool:
        before, ends_at = self._head(child), time.monotonic() + CAUGHT_SECONDS
        while time.monotonic() < ends_at:
            time.sleep(0.001)
            if self._head(child) != before:
                return child.kill(rest_seconds)
        return False

    async def _freezing_a_relay(self) -> None:
        """One of each pair, while the other goes on; longer than the naive relay's dedup window."""
        seconds = self.chance.uniform(2.5, 5.0)
        for kind in RELAYS:
            child = self.chance.choice(self.crew.named(kind))
            if child.alive and not child.frozen:
                child.freeze()
                self.counts[f"{kind} frozen"] += 1
                self._under_way.append(asyncio.create_task(_thaw(child, seconds)))

    async def _killing_the_broker(self) -> None:
        self._end_broker("broker killed")
        if self.chance.random() < 0.7 or not self._copy.exists():
            await asyncio.to_thread(_copied, self.place.broker.store, self._copy)
        await self._broker_again()

    async def _wiping(self) -> None:
        self._end_broker("broker wiped")
        await asyncio.to_thread(shutil.rmtree, self.place.broker.store, ignore_errors=True)
        await self._broker_again()

    async def _rolling_back(self) -> None:
        """To the store as it was at an earlier kill; the first time there is none yet, so that it is taken now."""
        self._end_broker("broker rolled back")
        if self._copy.exists():
            await asyncio.to_thread(_copied, self._copy, self.place.broker.store)
        else:
            await asyncio.to_thread(_copied, self.place.broker.store, self._copy)
        await self._broker_again()

    async def _delivering_again(self) -> None:
        """Every durable goes back to its first message: each one is delivered twice and more."""
        with suppress(BrokerRefused, NatsError):
            nc = await self.place.connect("again")
            try:
                js = nc.jetstream()
                for spec in self.place.plan():
                    if isinstance(spec, DurableSpec):
                        with suppress(APIError):
                            await js.reset_consumer(spec.stream, spec.name, seq=1)
                self.counts["every durable set back to its first message"] += 1
            finally:
                await nc.close()

    def _end_broker(self, kind: str) -> None:
        self.place.broker.kill()
        self.counts[kind] += 1

    async def _broker_again(self) -> None:
        await asyncio.sleep(self.chance.uniform(0.05, 0.8))
        await asyncio.to_thread(self.place.broker.start)
        await self.place.provision()

    def _kill(self, child: Child, kind: str) -> None:
        if child.kill(self.chance.uniform(0.0, 1.0)):
            self.counts[kind] += 1

    async def _at_work(self, child: Child) -> bool:
        """Waits until the child's store grows just now; False where it rests for long."""
        head = self._head(child)
        ends_at = time.monotonic() + AT_WORK_SECONDS
        while time.monotonic() < ends_at:
            await asyncio.sleep(0.002)
            if self._head(child) != head:
                return True
        return False

    def _head(self, child: Child) -> int:
        if child.service == "naive":
            effects = self.place.folder / "naive" / "effects"
            return effects.stat().st_size if effects.exists() else 0
        if child.service not in self._stores:
            self._stores[child.service] = self.place.open(child.service)
        return self._stores[child.service].head()

    def facts(self) -> int:
        """Of all stores together, as far as positions tell."""
        for child in self.crew.children.values():
            if child.service != "naive":
                self._head(child)
        return sum(store.head() for store in self._stores.values())

    def close(self) -> None:
        for store in self._stores.values():
            store.close()


async def _thaw(child: Child, seconds: float) -> None:
    await asyncio.sleep(seconds)
    child.thaw()


def _copied(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
