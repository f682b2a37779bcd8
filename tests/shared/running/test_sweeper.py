"""The sweeper: what is due is looked at once a day and state; one poisonous stream keeps no other waiting."""

import asyncio
import dataclasses
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from structlog.testing import capture_logs

from concord_shared.clock import SimulatedClock
from concord_shared.decisions import Outcome
from concord_shared.envelope import Actor
from concord_shared.ids import SeededIds, case_id
from concord_shared.parts import Desk, NotNow, Service
from concord_shared.running.jobs import CommandJob
from concord_shared.running.memory import Memory
from concord_shared.running.shelf import Shelf
from concord_shared.running.sweeper import Sweeper
from concord_shared.running.writer import Writer
from concord_shared.store.keys import open_keys
from concord_shared.store.mapper import Mapper
from concord_shared.store.opening import open_store
from concord_shared.testing.toy import Count, stop, toy

CASES = [case_id("ROT", body) for body in ("7K3M9Q", "8K3M9Q", "9K3M9Q")]
SETTER_UP = Actor(organisation="system", office="administrator")


def instance(service: Service, tmp_path: Path) -> tuple[Memory, Writer, Sweeper]:
    store = open_store(f"sqlite:///{tmp_path}", "intake", "rotherham")
    keys = open_keys(f"sqlite:///{tmp_path}/keys.sqlite", {"case": secrets.token_bytes(32)})
    mapper = Mapper(service.name, service.facts, keys)
    clock = SimulatedClock(datetime(2027, 3, 15, 9, tzinfo=UTC))
    memory = Memory(service, store, mapper, mapper)
    writer = Writer(memory, Shelf("rotherham"), clock, SeededIds("sweeps"), in_thread=False)
    return memory, writer, Sweeper(service, memory, writer, clock, 30)


async def swept(service: Service, tmp_path: Path) -> tuple[Memory, int]:
    """Three cases that are due today, swept once."""
    memory, writer, sweeper = instance(service, tmp_path)
    task = asyncio.create_task(writer.run())
    spec = service.commands["Count"]
    for number, case in enumerate(CASES * 2):
        await writer.submit(
            CommandJob("Count", spec, Count(by=5), SETTER_UP, f"c{number}", case, None, "c", f"d{number}")
        )
    looked = await sweeper.sweep()
    task.cancel()
    return memory, looked


async def test_what_is_due_is_swept_once(tmp_path: Path) -> None:
    memory, looked = await swept(toy(), tmp_path)
    assert looked == 3
    assert all(memory.load(f"case-{case}").state.stopped for case in CASES)


async def test_one_that_cannot_be_swept_keeps_no_other_waiting(tmp_path: Path) -> None:
    def poisoned(stream: str, desk: Desk, done: Any) -> Outcome:
        if CASES[0] in stream:
            raise RuntimeError("a planted defect")
        return stop(stream, desk, done)

    memory, looked = await swept(dataclasses.replace(toy(), sweep=poisoned), tmp_path)
    assert [memory.load(f"case-{case}").state.stopped for case in CASES] == [False, True, True]
    assert memory.store.due(datetime(2027, 3, 15).date()) == [f"case-{CASES[0]}"]
    assert looked == 3


async def test_what_cannot_be_carried_out_now_is_left_as_it_is_and_looked_at_again(tmp_path: Path) -> None:
    async def not_now(stream: str, state: Any, tools: Any) -> None:
        raise NotNow(stream)

    with capture_logs() as logs:
        memory, looked = await swept(dataclasses.replace(toy(), effect=not_now), tmp_path)
    assert (looked, logs) == (3, [])
    assert len(memory.store.due(datetime(2027, 3, 15).date())) == 3


async def test_a_sweep_that_changes_nothing_does_not_run_for_ever(tmp_path: Path) -> None:
    memory, looked = await swept(dataclasses.replace(toy(), sweep=lambda stream, desk, done: Outcome()), tmp_path)
    assert looked == 3
    assert not memory.load(f"case-{CASES[0]}").state.stopped


async def test_of_two_instances_one_alone_does_what_reaches_outside(tmp_path: Path) -> None:
    done = []

    async def effect(stream: str, state: Any, tools: Any) -> None:
        done.append(stream)

    service = dataclasses.replace(toy(), effect=effect)
    _, _, first = instance(service, tmp_path)
    assert await first.sweep() == 0
    memory, looked = await swept(service, tmp_path)
    assert (looked, done) == (0, [])
    assert len(memory.store.due(datetime(2027, 3, 15).date())) == 3


async def test_who_takes_over_knows_what_the_other_did(tmp_path: Path) -> None:
    async def effect(stream: str, state: Any, tools: Any) -> None:
        return None

    service = dataclasses.replace(toy(), effect=effect)
    memory, _, second = instance(service, tmp_path)
    first, _ = await swept(service, tmp_path)
    assert await second.sweep() == 0
    assert memory.head < first.head
    first.store.close()
    await second.sweep()
    assert memory.head == first.head
