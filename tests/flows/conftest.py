"""Everything on one machine with the sample's people on it, and both databases."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from concord.one_machine import Machine, one_machine
from concord_shared.clock import SimulatedClock, local_day
from concord_shared.envelope import Recorded
from concord_shared.packs.loading import builtin, load
from concord_shared.packs.model import Pack
from concord_shared.store.ports import Store
from concord_shared.testing import databases
from concord_shared.testing.caller import Caller
from concord_shared.testing.journey import Journey
from concord_shared.testing.looking import Outside

# What the modules of this folder share is imported from it by name.
sys.path.append(str(Path(__file__).parents[1]))

any_store_url = databases.any_store_url
postgres_database = databases.postgres_database
postgres_server = databases.postgres_server
TUESDAY = datetime(2027, 1, 5, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Concord:
    """A running machine, and a journey to be played on it."""

    machine: Machine
    journey: Journey
    compact: str

    @property
    def caller(self) -> Caller:
        return self.journey.caller

    @property
    def stores(self) -> dict[str, Store]:
        return {name: one.store for (_, name), one in self.machine.running.items()}

    @property
    def outside(self) -> Outside:
        hears = {name: one.service.hears for (_, name), one in self.machine.running.items()}
        return Outside(self.machine.link.js, self.compact, self.stores, hears)

    def facts(self, service: str) -> list[Recorded]:
        """Every fact of a service in order, opened with the service's own keys."""
        one = self.machine.of(self.compact, service)
        found = one.store.notifications(0, 100_000)
        return [one.memory.mapper.decode(each, position=each.id) for each in found]

    def names(self, service: str) -> list[str]:
        return [type(each.fact).__name__ for each in self.facts(service)]

    async def settle(self) -> None:
        await self.machine.settle(30)
        assert self.machine.trouble == []


OnOneMachine = Callable[..., AbstractAsyncContextManager[Concord]]


@pytest.fixture(scope="session")
def rotherham() -> Pack:
    return load(builtin()["rotherham"])


@pytest.fixture
def on_one_machine(tmp_path: Path, rotherham: Pack) -> OnOneMachine:
    """Started again in the same test it goes on where it was; time stands still but for microseconds."""
    clock = SimulatedClock(TUESDAY)

    @asynccontextmanager
    async def start(pack: Pack = rotherham, **options: Any) -> AsyncIterator[Concord]:
        packs = {pack.id: pack}
        async with one_machine(tmp_path / "data", [pack.id], clock=clock, packs=packs, **options) as machine:
            caller = Caller(machine.link.nc, pack.id, patience=20)
            yield Concord(machine, Journey(caller, pack, local_day(clock.now())), pack.id)

    return start
