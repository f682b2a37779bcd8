"""One bad thing stops nothing else: a poisonous stream, a fact that nobody could be told, a message that fails."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from concord_shared.clock import SimulatedClock
from concord_shared.contracts.base import Told
from concord_shared.contracts.intake import ConcernAcknowledged
from concord_shared.decisions import Outcome, Write
from concord_shared.envelope import Actor
from concord_shared.ids import SeededIds, case_id
from concord_shared.messaging.cloudevents import kept, to_message
from concord_shared.messaging.pump import CannotGoOn
from concord_shared.parts import Command, Projection, Refused, Service
from concord_shared.running import repairing
from concord_shared.running.jobs import CommandJob, HearingJob, SweepJob
from concord_shared.running.memory import Memory
from concord_shared.running.reads import Reads
from concord_shared.running.shelf import Shelf
from concord_shared.running.sweeper import Sweeper
from concord_shared.running.writer import Writer
from concord_shared.store.keys import KeyRing
from concord_shared.store.mapper import Mapper
from concord_shared.store.ports import Store
from concord_shared.testing.toy import Count, Counted, stop, toy

ONE, OTHER = (case_id("ROT", body) for body in ("7K3M9Q", "8K3M9Q"))
SETTER_UP = Actor(organisation="system", office="administrator")
START = datetime(2027, 3, 15, 9, tzinfo=UTC)
TODAY = START.date()


@dataclass
class Desk:
    service: Service
    memory: Memory
    writer: Writer
    clock: SimulatedClock

    @classmethod
    def on(cls, store: Store, keys: KeyRing, service: Service) -> "Desk":
        mapper, clock = Mapper(service.name, service.facts, keys), SimulatedClock(START)
        memory = Memory(service, store, mapper, mapper)
        return cls(service, memory, Writer(memory, Shelf("rotherham"), clock, SeededIds("one"), in_thread=False), clock)

    def count(self, case: str, by: int = 1, on: date | None = None, spec: Command | None = None) -> Any:
        spec, name = spec or self.service.commands["Count"], secrets.token_hex(4)
        job = CommandJob("Count", spec, Count(by=by), SETTER_UP, name, case, on, name, name)
        return self.writer.submit(job)

    def hear(self, position: int, case: str | None, by: str = "somebody", replayed: int | None = None) -> Any:
        contract = ConcernAcknowledged(by_office=by, how="sent")
        told = Told("panel", position, case or "org-x", case, f"e{position}", TODAY, START, "c", contract)
        told = replace(told, previous=position - 1)
        _, headers, payload = to_message(told, "rotherham")
        return self.writer.submit(HearingJob(told, kept(told, headers, payload), replayed))

    def sweeper(self, service: Service | None = None, every: float = 0.05) -> Sweeper:
        return Sweeper(service or self.service, self.memory, self.writer, self.clock, every)


@pytest.fixture
async def opened(any_store: Store, keys: KeyRing) -> AsyncIterator[Any]:
    tasks: list[asyncio.Task[None]] = []

    def opening(service: Service) -> Desk:
        desk = Desk.on(any_store, keys, service)
        tasks.append(asyncio.create_task(desk.writer.run()))
        return desk

    yield opening
    for task in tasks:
        task.cancel()


async def test_a_stream_that_cannot_be_swept_does_not_keep_the_others_waiting(opened: Any) -> None:
    def poisoned(stream: str, desk: Any, done: Any) -> Outcome:
        if stream.endswith(ONE):
            raise RuntimeError("a planted defect")
        return stop(stream, desk, done)

    desk = opened(replace(toy(), sweep=poisoned))
    for case in (ONE, OTHER):
        for _ in range(2):
            await desk.count(case, 5)
    await desk.sweeper().sweep()
    assert desk.memory.load(f"case-{OTHER}").state.stopped
    assert desk.memory.store.due(TODAY) == [f"case-{ONE}"]


async def test_an_effect_that_fails_for_ever_does_not_keep_the_others_waiting(opened: Any) -> None:
    async def poisoned(stream: str, state: Any, tools: Any) -> None:
        if stream.endswith(ONE):
            raise OSError("a planted defect")

    desk = opened(replace(toy(), effect=poisoned))
    for case in (ONE, OTHER):
        for _ in range(2):
            await desk.count(case, 5)
    await desk.sweeper().sweep()
    assert desk.memory.load(f"case-{OTHER}").state.stopped


async def test_a_sweep_that_finds_nothing_though_it_is_due_looks_again_tomorrow(opened: Any) -> None:
    desk = opened(replace(toy(), sweep=lambda *_: Outcome()))
    for _ in range(2):
        await desk.count(ONE, 5)
    await desk.writer.submit(SweepJob(f"case-{ONE}"))
    assert desk.memory.store.due(TODAY) == []
    assert desk.memory.store.next_due() == TODAY + timedelta(days=1)


async def test_nothing_is_swept_in_a_case_that_is_put_aside_until_it_is_repaired(opened: Any) -> None:
    desk = opened(toy("intake", ("panel",)))
    for _ in range(2):
        await desk.count(ONE, 5)
    await desk.hear(1, ONE, by="nobody")
    await desk.sweeper().sweep()
    assert not desk.memory.load(f"case-{ONE}").state.stopped
    assert desk.memory.store.due(TODAY) == [f"case-{ONE}"]


async def test_a_message_that_still_fails_leaves_nothing_behind(opened: Any) -> None:
    desk = opened(toy("intake", ("panel",), keeps=frozenset({"ConcernAcknowledged"})))
    await desk.hear(1, ONE, by="nobody")
    for _ in range(2):
        with pytest.raises(CannotGoOn):
            await desk.hear(1, ONE, by="nobody", replayed=1)
    with pytest.raises(CannotGoOn):
        await desk.hear(2, None, by="nobody")
    assert desk.memory.store.kept(0) == []


@pytest.mark.parametrize("unsafe", ["ROT.X", "a b", "x>", "*"])
async def test_a_fact_that_nobody_could_be_told_is_not_stored(opened: Any, unsafe: str) -> None:
    def astray(request: Any, desk: Any) -> Outcome:
        return Outcome((Write(f"case-{unsafe}", (Counted(by=1),)),))

    desk = opened(toy())
    with pytest.raises(Refused) as refused:
        await desk.count(ONE, spec=Command(Count, astray))
    assert refused.value.refusal.code == "UnsafeId"
    assert desk.memory.store.head() == 0
    assert (await desk.count(OTHER))["accepted"]


async def test_a_fact_larger_than_the_broker_takes_is_not_stored(opened: Any) -> None:
    def vast(request: Any, desk: Any) -> Outcome:
        return Outcome((Write(f"case-{ONE}", (Counted.model_construct(by="x" * 1_000_000),)),))

    desk = opened(toy())
    with pytest.raises(Refused) as refused:
        await desk.count(ONE, spec=Command(Count, vast))
    assert refused.value.refusal.code == "TooLarge"
    assert desk.memory.store.head() == 0


async def test_an_entry_before_the_previous_fact_of_its_case_needs_a_second_person(opened: Any) -> None:
    desk = opened(toy())
    assert (await desk.count(ONE, on=date(2027, 3, 12)))["accepted"]
    early = await desk.count(ONE, on=date(2027, 3, 11))
    assert early["code"] == "BackdatingNeedsSecondPerson" and "12 March 2027" in early["message"]
    assert (await desk.count(ONE, on=date(2027, 3, 12)))["accepted"]
    assert desk.memory.load(f"case-{ONE}").state.total == 2


async def test_what_is_put_aside_is_shown_to_administrators_and_auditors_alone(opened: Any) -> None:
    desk = opened(toy("intake", ("panel",)))
    await desk.hear(1, ONE, by="nobody")
    for organisation, office in (("public", "public"), ("rmbc", "representative"), ("rmbc", "auditor")):
        with pytest.raises(Refused) as refused:
            repairing.parked(desk.writer, organisation, f'{{"office": "{office}"}}'.encode())
        assert refused.value.refusal.code == "NoAuthority"
    assert len(repairing.parked(desk.writer, "system", b'{"office": "auditor"}')["refused"]) == 1


async def test_a_read_side_that_fails_says_so_and_goes_on_after_repair(opened: Any) -> None:
    broken = True

    def project(table: Any, recorded: Any) -> None:
        table.execute("INSERT INTO seen VALUES (?)", (recorded.position,))
        if broken:
            raise RuntimeError("a planted defect")

    desk = opened(toy())
    await desk.count(ONE)
    projection = Projection("seen", 1, "CREATE TABLE IF NOT EXISTS seen (at INTEGER)", project)
    reads = Reads((projection,), desk.memory.store, desk.memory.reader)
    task = asyncio.create_task(reads.run())
    await asyncio.sleep(0.1)
    assert reads.trouble is not None and not task.done()
    broken = False
    assert await reads.reached(1, 5.0)
    assert [row["at"] for row in reads.rows("SELECT at FROM seen")] == [1]
    assert reads.trouble is None
    task.cancel()


async def test_whoever_holds_no_office_yet_is_refused_for_now_and_fills_no_store(opened: Any) -> None:
    desk = opened(toy())
    stranger = Actor(organisation="rmbc", office="representative")
    spec = desk.service.commands["Count"]
    job = CommandJob("Count", spec, Count(), stranger, "early", ONE, None, "c", "d")
    assert (await desk.writer.submit(job))["code"] == "NoAuthority"
    assert desk.memory.store.answers([("rmbc", "early")]) == {}
