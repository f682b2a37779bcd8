"""One service of one Compact in this process: its store, writer, relays, hearing, questions and sweeps, joined."""

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from concord_shared.clock import Clock
from concord_shared.contracts.base import Told
from concord_shared.contracts.registry import TOLD_BY
from concord_shared.ids import Ids
from concord_shared.messaging.inbound import Inbound
from concord_shared.messaging.readiness import Check, checks
from concord_shared.messaging.relay import Relay
from concord_shared.messaging.relays import compare, record_relay, recording, telling, told_relay
from concord_shared.messaging.reporting import reporting, reporting_relay
from concord_shared.messaging.requests import Serving, serve
from concord_shared.messaging.subjects import record_stream, reporting_stream, told_stream
from concord_shared.parts import Service
from concord_shared.running.door import Door
from concord_shared.running.jobs import HearingJob
from concord_shared.running.link import Link
from concord_shared.running.memory import Memory
from concord_shared.running.questions import Answers
from concord_shared.running.reads import Reads
from concord_shared.running.settings import ServiceSettings
from concord_shared.running.shelf import Shelf
from concord_shared.running.sweeper import Sweeper
from concord_shared.running.watch import Watch
from concord_shared.running.writer import Writer
from concord_shared.store.keys import KeyRing, open_keys, read_keks
from concord_shared.store.mapper import Mapper
from concord_shared.store.opening import open_store, schema_of
from concord_shared.store.ports import Batch, Message, Store
from concord_shared.store.tail import with_tail


@dataclass
class Running:
    service: Service
    compact: str
    settings: ServiceSettings
    link: Link
    store: Store
    keys: KeyRing
    memory: Memory
    writer: Writer
    sweeper: Sweeper
    reads: Reads
    door: Door
    relays: list[Relay]
    wakes: list[asyncio.Event]
    inbound: Inbound
    watch: Watch
    serving: Serving | None = None

    async def start(self) -> None:
        """Compares store and streams first: raises StreamDiffers where they tell different histories."""
        # By whoever starts first: what is decided before a relay runs is to be told too.
        self.store.start_telling(sorted(TOLD_BY[self.service.name]))
        await self._compare()
        if self.settings.relay:
            for relay in self.relays:
                self.watch.begin(f"relay to {relay.stream}", relay.run())
            if not self.settings.store_url.startswith("sqlite"):
                self.watch.begin("waking by the database", self._wake_by_database())
        if self.settings.decide:
            for name, part in (("writer", self.writer), ("sweeper", self.sweeper), ("read sides", self.reads)):
                self.watch.begin(name, part.run())
            await self.inbound.start()
            for task in self.inbound.tasks:
                self.watch.over(task)
            self.serving = await serve(self.link.nc, self.compact, self.service.name, self.door.do, self.door.ask)

    async def stop(self) -> None:
        """Takes nothing new, finishes what was begun, and closes."""
        self.watch.lift()
        if self.serving is not None:
            await self.serving.stop()
        if self.settings.decide:
            await self.inbound.stop()
            await self._finish()
        await self.watch.end()
        self.reads.close()
        self.store.close()
        self.keys.close()

    @property
    def busy(self) -> bool:
        """True where something is seen to be at work without asking the store."""
        at_work = not (self.writer.quiet and self.sweeper.quiet) or self.inbound.busy
        return at_work or any(wake.is_set() for wake in self.wakes)

    @property
    def quiet(self) -> bool:
        """Nothing waits here: decided, swept, told, recorded, heard and read, as far as this process can tell."""
        if self.busy:
            return False
        head = self.store.head()
        level = self.reads.position >= head and all(relay.level(head) for relay in self.relays)
        return level and self.inbound.level()

    @property
    def told_position(self) -> int:
        return self.relays[0].last_position

    def next_due(self) -> date | None:
        return self.store.next_due()

    def checks(self) -> Check:
        """Whether this is ready: store, broker, durables, relays and read sides."""
        inbound = self.inbound if self.settings.decide else None
        relays = self.relays if self.settings.relay else []
        check = checks(self.link.nc, lambda: self.store.append(Batch()), inbound, relays)

        async def all_well() -> list[str]:
            return [*self.watch.dead, *await check(), *([self.reads.trouble] if self.reads.trouble else [])]

        return all_well

    def wake_sweeper(self) -> None:
        self.writer.sweep_wanted.set()

    async def _wake_by_database(self) -> None:
        """Where another process may append, PostgreSQL says so; on SQLite the relays look for themselves."""
        from concord_shared.store.postgres import wakeups

        while True:
            with contextlib.suppress(Exception):
                async for _ in wakeups(self.settings.store_url, schema_of(self.service.name, self.compact)):
                    for wake in self.wakes:
                        wake.set()
                    if self.service.effect is not None:
                        self.wake_sweeper()
            await asyncio.sleep(1)

    async def _compare(self) -> None:
        name, compact = self.service.name, self.compact
        told = telling(self.store, compact, name, self._read, self.service.tell)
        await compare(self.store, self.link.js, told_stream(compact, name), told)
        await compare(self.store, self.link.js, record_stream(compact, name), recording(compact, name))
        if report := self.service.report:
            reported = reporting(compact, name, self._read, report)
            await compare(self.store, self.link.js, reporting_stream(compact), reported)

    def _read(self, notification: Any) -> Any:
        return self.memory.reader.decode(notification, position=notification.id)

    async def _finish(self) -> None:
        for _ in range(500):
            if self.writer.quiet or self.watch.dead:
                return
            await asyncio.sleep(0.01)


async def open_running(
    service: Service, compact: str, settings: ServiceSettings, link: Link, clock: Clock, ids: Ids
) -> Running:
    """Opens the store and all that stands on it; nothing runs before `start`. Raises UnsafeSetting."""
    store = with_tail(open_store(settings.store_url, service.name, compact))
    keys = open_keys(settings.keys_url, read_keks(settings.keks_dir, service.kinds), compact)
    mapper = Mapper(service.name, service.facts, keys, service.upcasts)
    reader = Mapper(service.name, service.facts, keys.without_keys(), service.upcasts)
    memory = Memory(service, store, mapper, reader)
    in_thread = not settings.store_url.startswith("sqlite")
    writer = Writer(memory, Shelf(compact), clock, ids, in_thread=in_thread)
    path = settings.reads_dir / compact / f"{service.name}.sqlite" if settings.reads_dir else None
    reads = Reads(service.projections, store, reader, path)
    answers = Answers(memory, reads, clock)
    relays = await _relays(service, compact, link, store, reader)
    wakes = [reads.committed, *(wake for _, wake in relays)]
    writer.watchers += wakes
    inbound = Inbound(link.broker, compact, service.name, service.hears, _submit(writer), _heard(memory))
    return Running(
        service=service,
        compact=compact,
        settings=settings,
        link=link,
        store=store,
        keys=keys,
        memory=memory,
        writer=writer,
        sweeper=Sweeper(service, memory, writer, clock, settings.sweep_seconds),
        reads=reads,
        door=Door(service, writer, answers),
        relays=[relay for relay, _ in relays],
        wakes=wakes,
        inbound=inbound,
        watch=Watch(f"{service.name} of {compact}"),
    )


async def _relays(
    service: Service, compact: str, link: Link, store: Store, reader: Mapper
) -> list[tuple[Relay, asyncio.Event]]:
    told, record = asyncio.Event(), asyncio.Event()

    def read(notification: Any) -> Any:
        return reader.decode(notification, position=notification.id)

    tells, records = [await link.connection(f"{service.name}-{kind}") for kind in ("tells", "records")]
    relays = [
        (told_relay(store, tells, compact, service.name, read, service.tell, told), told),
        (record_relay(store, records, compact, service.name, record), record),
    ]
    if service.report:
        reported, reports = asyncio.Event(), await link.connection(f"{service.name}-reports")
        relay = reporting_relay(store, reports, compact, service.name, read, service.report, reported)
        relays.append((relay, reported))
    return relays


def _submit(writer: Writer) -> Any:
    async def submit(told: Told, message: Message) -> None:
        await writer.submit(HearingJob(told, message))

    return submit


def _heard(memory: Memory) -> Any:
    """What is committed, asked of the store at most every 10 ms: another instance may have heard more."""
    last_asked = 0.0
    latest: dict[str, int] = {}

    def heard() -> dict[str, int]:
        nonlocal last_asked, latest
        now = asyncio.get_running_loop().time()
        if now - last_asked > 0.01:
            last_asked, latest = now, memory.store.heard()
        return {name: max(latest.get(name, 0), at) for name, at in (latest | memory.heard).items()}

    return heard
