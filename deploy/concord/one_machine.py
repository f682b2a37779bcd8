"""Everything on one machine: an embedded broker and all six services in one process, on one data folder."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from concord.place import Place
from concord.saying import Trouble
from concord.services import NAMES, all_services
from concord.set_up import set_up
from concord.talking import Talk
from concord_shared.clock import Clock, SystemClock, local_day
from concord_shared.ids import Ids, RandomIds
from concord_shared.messaging.embedded import BrokerTrouble, EmbeddedBroker
from concord_shared.messaging.provision import Storage, plan, provision
from concord_shared.messaging.relays import StreamDiffers
from concord_shared.packs.model import Pack
from concord_shared.parts import Service
from concord_shared.running.link import Link, open_link
from concord_shared.running.one import Running, open_running
from concord_shared.running.settings import ServiceSettings
from concord_shared.running.watch import any_rings
from concord_shared.store.keys import make_keks
from concord_shared.store.safety import UnsafeSetting

STARTED_WITHIN_SECONDS = 30.0
LOOK_SECONDS, MOST_LOOK_SECONDS = 0.002, 0.016


@dataclass(frozen=True)
class Machine:
    """What runs: `running` maps (Compact, service) to it."""

    place: Place
    compacts: tuple[str, ...]
    broker: EmbeddedBroker
    link: Link
    clock: Clock
    running: Mapping[tuple[str, str], Running]

    def of(self, compact: str, service: str) -> Running:
        return self.running[compact, service]

    def talk(self, compact: str) -> Talk:
        return Talk(self.link.nc, compact)

    @property
    def quiet(self) -> bool:
        """Each service has decided, told and recorded all it has, and heard all that the others have told."""
        if any(each.busy for each in self.running.values()):
            return False
        return all(self._is_level(compact, each) for (compact, _), each in self.running.items())

    def _is_level(self, compact: str, running: Running) -> bool:
        told = {name: self.of(compact, name).told_position for name in running.service.hears}
        return running.quiet and running.inbound.level(told)

    @property
    def trouble(self) -> list[str]:
        """In words: which service stands still, and why; empty where all goes on."""
        found = []
        for (compact, name), running in self.running.items():
            said = [*(relay.trouble for relay in running.relays), *running.inbound.trouble.values()]
            said += [*running.inbound.stopped.values(), *running.watch.dead]
            said += [f"case {case} is put aside" for case in sorted(running.memory.parked)]
            found += [f"{name} of {compact}: {each}" for each in said if each]
        return found

    async def until(self, ended: asyncio.Event) -> None:
        """Returns when `ended` is set. Raises Trouble where part of a service has ended by itself."""
        await any_rings([ended, *(each.watch.rang for each in self.running.values())])
        if dead := [said for each in self.running.values() for said in each.watch.dead]:
            raise Trouble(f"Concord ends, because part of it stood still: {'; '.join(dead)}. Nothing is lost.")

    async def settle(self, within: float) -> None:
        """Returns when all is quiet on two readings. Raises Trouble after `within` seconds."""
        readings, pause = 0, LOOK_SECONDS
        try:
            async with asyncio.timeout(within):
                while readings < 2:
                    quiet = self.quiet
                    readings = readings + 1 if quiet else 0
                    pause = LOOK_SECONDS if quiet else min(pause * 1.5, MOST_LOOK_SECONDS)
                    await asyncio.sleep(pause)
        except TimeoutError:
            why = "; ".join(self.trouble) or f"busy: {', '.join(self._busy())}"
            raise Trouble(f"The services do not come to rest within {within:.0f} seconds. {why}") from None

    def _busy(self) -> list[str]:
        return [name for (compact, name), each in self.running.items() if not self._is_level(compact, each)]


@asynccontextmanager
async def one_machine(
    data: Path,
    compacts: Sequence[str],
    *,
    port: int | None = None,
    clock: Clock | None = None,
    ids: Mapping[str, Ids] | None = None,
    storage: Storage = "file",
    stores: str | None = None,
    packs: Mapping[str, Pack] | None = None,
    findable: bool = True,
) -> AsyncIterator[Machine]:
    """Runs on `data` until left; used again it goes on where it was. `ids` gives a service a source of its own,
    `packs` the rules to put in force where a Compact has none (its built-in pack otherwise). Where it is `findable`,
    `concord.json` tells other commands where it runs. Raises Trouble."""
    place = Place(data, stores)
    async with AsyncExitStack() as stack:
        stack.enter_context(place.held())
        machine = await _started(stack, place, tuple(compacts), port, clock or SystemClock(), ids or {}, storage)
        await _await_level(machine)
        for compact in machine.compacts:
            directory = machine.of(compact, "directory").memory.directory
            today = local_day(machine.clock.now())
            await set_up(machine.talk(compact), directory, today, (packs or {}).get(compact))
        # Whoever asks first is asked by what office: by then each service has heard of those just given.
        await _await_level(machine)
        if findable:
            _write_card(machine)
            stack.callback(place.card.unlink, missing_ok=True)
        yield machine


def _write_card(machine: Machine) -> None:
    broker = machine.broker
    where = {"url": broker.url, "token_file": str(broker.token_file.resolve()), "monitor_url": broker.monitor_url}
    machine.place.write_card(**where, compacts=list(machine.compacts))


async def _started(
    stack: AsyncExitStack,
    place: Place,
    compacts: tuple[str, ...],
    port: int | None,
    clock: Clock,
    ids: Mapping[str, Ids],
    storage: Storage,
) -> Machine:
    try:
        broker = stack.enter_context(EmbeddedBroker(place.broker, port=port or -1))
        make_keks(place.keys_folder)
        link = await open_link(_settings(place, broker, compacts), "one-machine")
        stack.push_async_callback(link.close)
        services = all_services(place.outbox, by_mail=isinstance(clock, SystemClock))
        hears = {name: service.hears for name, service in services.items()}
        await provision(link.js, plan(compacts, hears, storage=storage))
        running = await _opened(stack, services, _settings(place, broker, compacts), link, clock, ids)
    except (BrokerTrouble, UnsafeSetting, StreamDiffers) as error:
        raise Trouble(f"Concord does not start on {place.folder}: {error}") from None
    return Machine(place, compacts, broker, link, clock, running)


async def _opened(
    stack: AsyncExitStack,
    services: Mapping[str, Service],
    settings: ServiceSettings,
    link: Link,
    clock: Clock,
    ids: Mapping[str, Ids],
) -> dict[tuple[str, str], Running]:
    opened: dict[tuple[str, str], Running] = {}
    for compact in settings.compacts:
        for name in NAMES:
            source = ids.get(name) or RandomIds()
            one = await open_running(services[name], compact, settings, link, clock, source)
            stack.push_async_callback(one.stop)
            opened[compact, name] = one
    for one in opened.values():
        await one.start()
    return opened


def _settings(place: Place, broker: EmbeddedBroker, compacts: tuple[str, ...]) -> ServiceSettings:
    given: dict[str, Any] = {
        "compacts": compacts,
        "nats_url": broker.url,
        "nats_token_file": broker.token_file,
        "nats_monitor_urls": (broker.monitor_url,),
        "store_url": place.store_url,
        "keys_url": place.keys_url,
        "keks_dir": place.keys_folder,
        "reads_dir": place.reads,
        "health_port": None,
        "relay": True,
        "decide": True,
    }
    return ServiceSettings(**given)


async def _await_level(machine: Machine) -> None:
    """Set-up reads the directory copies, so these must have caught up; a slow start is no reason to fail."""
    with suppress(Trouble):
        await machine.settle(STARTED_WITHIN_SECONDS)
