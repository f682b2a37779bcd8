"""How fast a history is told again and read again: facts a second, over the stores of whole journeys multiplied."""

import asyncio
import itertools
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from eventsourcing.persistence import StoredEvent
from ground import ALL, ground

from concord.services import the_service
from concord_shared.contracts.registry import TOLD_BY
from concord_shared.ids import SeededIds
from concord_shared.messaging.connection import connect
from concord_shared.messaging.embedded import EmbeddedBroker
from concord_shared.messaging.ending import end
from concord_shared.messaging.provision import plan, provision
from concord_shared.messaging.relays import record_relay, told_relay
from concord_shared.parts import Service
from concord_shared.running.reads import Reads
from concord_shared.store.keys import KeyRing, open_keys
from concord_shared.store.mapper import Mapper
from concord_shared.store.opening import open_store
from concord_shared.store.ports import Batch, Store

AT_ONCE, SETTLE_SECONDS = 2_000, 3.0
AIM_SECONDS_A_MILLION = 60.0


async def measure(folder: Path, facts: int) -> dict[str, float]:
    """Read sides one after the other in one process; relays of intake's store, both at once."""
    case = await a_journey(folder / "journey")
    keys = open_keys(f"sqlite:///{folder}/none.sqlite", {})
    wanted = facts / sum(opened(folder / "journey", name).head() for name in ALL)
    figures, total, seconds = {}, 0, 0.0
    for name in ALL:
        store = _multiplied(folder, name, case, max(1, int(wanted)))
        spent = _filled(the_service(name), store, keys)
        total, seconds = total + store.head(), seconds + spent
        figures[f"{name}: facts a second"] = store.head() / spent
    figures["read sides: facts"] = total
    figures["read sides: facts a second"] = total / seconds
    figures["read sides: seconds for a million"] = 1e6 * seconds / total
    figures |= await _relayed(folder, the_service("intake"), opened(folder / "many", "intake"), keys)
    return figures


async def a_journey(folder: Path) -> str:
    folder.mkdir()
    async with ground(folder, ALL) as on:
        case = await on.journey.whole()
        await asyncio.sleep(SETTLE_SECONDS)
    return case


def opened(folder: Path, service: str) -> Store:
    return open_store(f"sqlite:///{folder}/stores", service, "rotherham")


def _multiplied(folder: Path, name: str, case: str, times: int) -> Store:
    """The journey's own facts again and again, each time of another case."""
    (folder / "many").mkdir(exist_ok=True)
    one, many = opened(folder / "journey", name), opened(folder / "many", name)
    many.start_telling(sorted(TOLD_BY[name]))
    events = [each for each in one.notifications(0, 10_000) if case.encode() in each.state]
    others = [each for each in one.notifications(0, 10_000) if case.encode() not in each.state]
    many.append(Batch(events=[StoredEvent(e.originator_id, e.originator_version, e.topic, e.state) for e in others]))
    copies = _copies(
        [StoredEvent(e.originator_id, e.originator_version, e.topic, e.state) for e in events], case, times
    )
    while batch := list(itertools.islice(copies, AT_ONCE)):
        many.append(Batch(events=batch))
    return many


def _copies(events: list[StoredEvent], case: str, times: int) -> Iterator[StoredEvent]:
    ids = SeededIds("copies")
    taken: set[str] = set()
    while len(taken) < times:
        other = ids.case(case[:3])
        if other in taken:
            continue
        taken.add(other)
        for event in events:
            stream = str(event.originator_id)
            moved = stream.replace(case, other) if case in stream else f"{stream}-{len(taken)}"
            state = event.state.replace(stream.encode(), moved.encode()).replace(case.encode(), other.encode())
            yield StoredEvent(moved, event.originator_version, event.topic, state)


def _filled(service: Service, store: Store, keys: KeyRing) -> float:
    reads = Reads(service.projections, store, Mapper(service.name, service.facts, keys, service.upcasts))
    begun = time.perf_counter()
    while reads.fill():
        pass
    reads.close()
    return time.perf_counter() - begun


async def _relayed(folder: Path, service: Service, store: Store, keys: KeyRing) -> dict[str, float]:
    mapper = Mapper(service.name, service.facts, keys, service.upcasts)
    shutil.rmtree(folder / "relayed", ignore_errors=True)
    with EmbeddedBroker(folder / "relayed") as broker:
        nc, other = [await connect(broker.url, broker.token, "relay") for _ in range(2)]
        await provision(nc.jetstream(), plan(["rotherham"], {service.name: []}))

        def read(notification: object) -> object:
            return mapper.decode(notification, position=notification.id)

        relays = [
            told_relay(store, nc, "rotherham", service.name, read, service.tell, asyncio.Event()),
            record_relay(store, other, "rotherham", service.name, asyncio.Event()),
        ]
        begun = time.perf_counter()
        tasks = [asyncio.create_task(relay.run()) for relay in relays]
        while not all(relay.level() for relay in relays):
            await asyncio.sleep(0.01)
        spent = time.perf_counter() - begun
        await end(tasks)
        told, recorded = (relay.published for relay in relays)
        await nc.close()
        await other.close()
    return {"relays: facts told": told, "relays: facts recorded": recorded, "relays: facts a second": recorded / spent}
