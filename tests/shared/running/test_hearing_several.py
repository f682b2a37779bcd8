"""What several services told, heard in one transaction: positions together, whole cases put aside, order after trouble."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from concord_shared.clock import SimulatedClock, SystemClock
from concord_shared.contracts.base import Told
from concord_shared.contracts.intake import ConcernAcknowledged
from concord_shared.ids import RandomIds, SeededIds, case_id
from concord_shared.messaging import asking
from concord_shared.messaging.cloudevents import kept, to_message
from concord_shared.messaging.provision import plan, provision
from concord_shared.messaging.subjects import durable, told_stream
from concord_shared.running.deciding import OutOfStep, Reply
from concord_shared.running.jobs import HearingJob
from concord_shared.running.link import open_link
from concord_shared.running.memory import Memory
from concord_shared.running.one import Running, open_running
from concord_shared.running.settings import ServiceSettings
from concord_shared.running.shelf import Shelf
from concord_shared.running.writer import Writer
from concord_shared.store.keys import KeyRing, open_keys
from concord_shared.store.mapper import Mapper
from concord_shared.store.ports import Batch, Store
from concord_shared.testing.toy import toy

CASES = [case_id("ROT", body) for body in ("7K3M9Q", "8K3M9Q", "9K3M9Q")]
START = datetime(2027, 3, 15, 9, tzinfo=UTC)
UPSTREAMS = ("mediation", "panel")


class Ear:
    """A writer that hears two services; `batches` are the transactions that it committed."""

    def __init__(self, store: Store, keys: KeyRing) -> None:
        service = toy("intake", UPSTREAMS)
        mapper = Mapper("intake", service.facts, keys)
        self.store, self.batches = store, list[Batch]()
        self.memory = Memory(service, store, mapper, mapper)
        self.writer = Writer(
            self.memory, Shelf("rotherham"), SimulatedClock(START), SeededIds(repr(id(self))), in_thread=True
        )
        append = store.append

        def noted(batch: Batch) -> Any:
            positions = append(batch)
            self.batches.append(batch)
            return positions

        store.append = noted  # type: ignore[method-assign]
        self.task = asyncio.create_task(self.writer.run())

    def hear(self, service: str, position: int, case: str, *, by: str = "somebody") -> "asyncio.Future[Reply]":
        told = Told(
            service, position, case, case, f"{service}-{position}", START.date(), START, "c",
            ConcernAcknowledged(by_office=by, how="sent"), previous=position - 1,
        )  # fmt: skip
        _, headers, payload = to_message(told, "rotherham")
        return self.writer.submit(HearingJob(told, kept(told, headers, payload)))

    def facts(self) -> list[Any]:
        return [self.memory.mapper.decode(each, position=each.id) for each in self.store.notifications(0, 500)]


@pytest.fixture
def ear(opened_store: Callable[..., Store], any_keys_url: str) -> Iterator[Callable[[], Ear]]:
    ring = open_keys(any_keys_url, {"case": secrets.token_bytes(32)})
    yield lambda: Ear(opened_store(), ring)
    ring.close()


async def test_positions_of_several_services_move_in_one_transaction_with_their_effects(ear: Callable[[], Ear]) -> None:
    one = ear()
    heard = [one.hear("panel", 1, CASES[0]), one.hear("mediation", 1, CASES[1]), one.hear("panel", 2, CASES[1])]
    await asyncio.gather(*heard)

    (batch,) = one.batches
    assert {(each.service, each.after, each.position) for each in batch.heard} == {("panel", 0, 2), ("mediation", 0, 1)}
    assert one.store.heard() == {"panel": 2, "mediation": 1}
    assert [each.envelope.heard for each in one.facts()] == [
        {"panel": 1},
        {"panel": 1, "mediation": 1},
        {"panel": 2, "mediation": 1},
    ]


async def test_where_one_of_several_positions_was_taken_by_another_instance_nothing_is_done_twice(
    ear: Callable[[], Ear],
) -> None:
    one, other = ear(), ear()
    told = [("panel", 1), ("mediation", 1), ("mediation", 2), ("panel", 2)]
    both = (each.hear(service, position, CASES[0]) for service, position in told for each in (one, other))
    replies = await asyncio.gather(*both)

    assert sum(bool(reply["heard"]) for reply in replies) == len(told)
    assert one.store.heard() == {"panel": 2, "mediation": 2}
    causes = [each.envelope.causation_id for each in one.facts()]
    assert sorted(causes) == ["mediation-1", "mediation-2", "panel-1", "panel-2"]
    assert causes.index("panel-1") < causes.index("panel-2")
    assert causes.index("mediation-1") < causes.index("mediation-2")


async def test_a_case_that_failed_is_put_aside_across_all_services_and_after_a_restart(ear: Callable[[], Ear]) -> None:
    one = ear()
    heard = [
        one.hear("panel", 1, CASES[0], by="nobody"),
        one.hear("mediation", 1, CASES[0]),
        one.hear("mediation", 2, CASES[1]),
    ]
    await asyncio.gather(*heard)
    one.task.cancel()
    restarted = ear()
    await asyncio.gather(restarted.hear("mediation", 3, CASES[0]), restarted.hear("panel", 2, CASES[2]))

    parked = [(each.message.service, each.message.position, each.why) for each in restarted.store.parked(CASES[0])]
    assert parked == [("panel", 1, "RuntimeError"), ("mediation", 1, "AfterParked"), ("mediation", 3, "AfterParked")]
    assert restarted.store.heard() == {"panel": 2, "mediation": 3}
    assert [each.envelope.case for each in restarted.facts()] == [CASES[1], CASES[2]]


async def test_a_gap_in_one_service_holds_up_that_service_alone(ear: Callable[[], Ear]) -> None:
    one = ear()
    late, heard = one.hear("panel", 2, CASES[0]), one.hear("mediation", 1, CASES[0])
    with pytest.raises(OutOfStep):
        await late
    assert (await heard)["heard"]
    assert one.store.heard() == {"mediation": 1}


@asynccontextmanager
async def all_running(settings: ServiceSettings) -> AsyncIterator[list[Running]]:
    services = [toy(), toy("panel", ("intake",))]
    link = await open_link(settings, "test")
    await provision(link.js, plan(["rotherham"], {"intake": [], "panel": ["intake"]}))
    opened = [await open_running(each, "rotherham", settings, link, SystemClock(), RandomIds()) for each in services]
    for each in opened:
        await each.start()
    yield opened
    for each in opened:
        await each.stop()
    await link.close()


async def count(one: Running, case: str, number: int) -> None:
    body = json.dumps({"id": f"n-{case}-{number}", "case": case, "office": "administrator", "body": {}}).encode()
    reply = await asking.do(one.link.nc, "rotherham", one.service.name, "Count", "system", body)
    assert reply["accepted"], reply


async def test_under_load_order_holds_after_messages_were_given_back(
    settings: ServiceSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database fails at every third commit or so: all in flight goes back to the broker, and comes again."""
    async with all_running(settings) as (intake, panel):
        append, tries, failed = panel.store.append, 0, 0

        def failing(batch: Batch) -> Any:
            nonlocal tries, failed
            tries += 1
            if batch.heard and tries % 3 == 0 and failed < 5:
                failed += 1
                raise OSError("the disk is away for a moment")
            return append(batch)

        monkeypatch.setattr(panel.store, "append", failing)
        cases = [case_id("ROT", f"7K3M{n:02d}") for n in range(10, 50)]
        for number in range(6):
            await asyncio.gather(*(count(intake, case, number) for case in cases))
        async with asyncio.timeout(60):
            while panel.store.heard() != {"intake": 240}:
                await asyncio.sleep(0.05)
        again = await delivered_again(panel)
        causes = [each.envelope.causation_id for each in recorded(panel)]
        told = [each.envelope.event_id for each in recorded(intake)]

    assert failed >= 2 and again > 0
    assert len(told) == 240 and causes == told


async def delivered_again(panel: Running) -> int:
    """How many deliveries there were beyond the first of each message."""
    name = durable("rotherham", "panel", "intake")
    info = await panel.link.js.consumer_info(told_stream("rotherham", "intake"), name)
    return int(info.delivered.consumer_seq - info.delivered.stream_seq)


def recorded(one: Running) -> list[Any]:
    return [one.memory.reader.decode(each, position=each.id) for each in one.store.notifications(0, 1000)]
