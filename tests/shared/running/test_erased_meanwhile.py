"""Between the destruction of a key and hearing of it: a command is refused clearly, a reaction leaves a gap."""

import asyncio
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest

from concord_shared.clock import SimulatedClock
from concord_shared.contracts.base import Told
from concord_shared.contracts.intake import ConcernAcknowledged
from concord_shared.decisions import Outcome, Write
from concord_shared.envelope import Actor
from concord_shared.facts import Fact
from concord_shared.ids import SeededIds, case_id
from concord_shared.messaging.cloudevents import kept, to_message
from concord_shared.parts import Aggregate, Command, Service
from concord_shared.running.jobs import CommandJob, HearingJob, SweepJob
from concord_shared.running.memory import Memory
from concord_shared.running.shelf import Shelf
from concord_shared.running.writer import Writer
from concord_shared.sealed import Sealed
from concord_shared.store.keys import KeyRing, open_keys
from concord_shared.store.mapper import Mapper
from concord_shared.store.ports import Store
from concord_shared.testing.toy import Count, toy

ONE, OTHER = (case_id("ROT", body) for body in ("7K3M9Q", "8K3M9Q"))
START = datetime(2027, 3, 15, 9, tzinfo=UTC)
SETTER_UP = Actor(organisation="system", office="administrator")


class Noted(Fact):
    stored_name: ClassVar[str] = "toy.noted.v1"
    text: Sealed


def noting() -> Service:
    def note(case: str | None) -> Outcome:
        return Outcome((Write(f"case-{case}", (Noted(text=Sealed("case", case or "", "words")),), case),))

    return replace(
        toy("intake", ("panel",)),
        facts=(Noted,),
        aggregates={"case-": Aggregate(lambda _: 0, lambda count, *_: count + 1)},
        commands={"Note": Command(Count, lambda request, _: note(request.case))},
        reactions={"panel.ConcernAcknowledged": lambda told, _: note(told.case)},
        sweep=lambda stream, *_: note(stream.removeprefix("case-")),
    )


class Desk:
    def __init__(self, store: Store, keys: KeyRing) -> None:
        self.service = noting()
        self.mapper = Mapper("intake", self.service.facts, keys)
        self.memory = Memory(self.service, store, self.mapper, self.mapper)
        clock = SimulatedClock(START)
        self.writer = Writer(self.memory, Shelf("rotherham"), clock, SeededIds("erased"), in_thread=False)
        self.task, self.heard = asyncio.create_task(self.writer.run()), 0

    def note(self, case: str) -> Any:
        name = secrets.token_hex(4)
        spec = self.service.commands["Note"]
        return self.writer.submit(CommandJob("Note", spec, Count(), SETTER_UP, name, case, None, name, name))

    def hear(self, case: str) -> Any:
        contract = ConcernAcknowledged(by_office="var", how="sent")
        self.heard += 1
        at = self.heard
        told = Told("panel", at, case, case, f"e{at}", START.date(), START, "c", contract, previous=at - 1)
        _, headers, payload = to_message(told, "rotherham")
        return self.writer.submit(HearingJob(told, kept(told, headers, payload)))

    def texts(self, case: str) -> list[str | None]:
        stored = self.memory.store.events(f"case-{case}")
        return [self.mapper.decode(event).fact.text.clear for event in stored]  # type: ignore[attr-defined]


@pytest.fixture
def rings(any_keys_url: str) -> Iterator[Callable[[], KeyRing]]:
    """Key rings of several processes on the same keys."""
    kek, opened = secrets.token_bytes(32), list[KeyRing]()

    def open_one() -> KeyRing:
        opened.append(open_keys(any_keys_url, {"case": kek}))
        return opened[-1]

    yield open_one
    for ring in opened:
        ring.close()


@pytest.fixture
async def desk(any_store: Store, rings: Callable[[], KeyRing]) -> Desk:
    return Desk(any_store, rings())


async def test_a_command_is_refused_clearly_and_writes_nothing(desk: Desk, rings: Callable[[], KeyRing]) -> None:
    await desk.note(ONE)
    rings().erase(ONE)
    refused = await desk.note(ONE)
    assert (refused["accepted"], refused["code"]) == (False, "PersonErased")
    assert len(desk.memory.store.events(f"case-{ONE}")) == 1


async def test_what_waits_with_it_is_done(desk: Desk, rings: Callable[[], KeyRing]) -> None:
    await desk.note(ONE)
    rings().erase(ONE)
    replies = await asyncio.gather(desk.note(OTHER), desk.note(ONE), desk.note(OTHER))
    assert [reply["accepted"] for reply in replies] == [True, False, True]
    assert desk.texts(OTHER) == ["words", "words"]


async def test_a_reaction_leaves_a_gap_and_is_not_put_aside(desk: Desk, rings: Callable[[], KeyRing]) -> None:
    await desk.hear(ONE)
    rings().erase(ONE)
    assert (await desk.hear(ONE))["heard"]
    assert desk.memory.store.parked() == []
    assert desk.texts(ONE) == [None, None]
    assert b"words" not in b"".join(event.state for event in desk.memory.store.events(f"case-{ONE}"))


async def test_a_sweep_leaves_a_gap_too(desk: Desk, rings: Callable[[], KeyRing]) -> None:
    await desk.note(ONE)
    rings().erase(ONE)
    await desk.writer.submit(SweepJob(f"case-{ONE}"))
    assert desk.texts(ONE) == [None, None]


async def test_what_was_erased_before_it_ever_had_a_key_is_no_different(
    desk: Desk, rings: Callable[[], KeyRing]
) -> None:
    rings().erase(ONE)
    assert (await desk.note(ONE))["code"] == "PersonErased"
    assert (await desk.hear(ONE))["heard"]
    assert desk.texts(ONE) == [None]
