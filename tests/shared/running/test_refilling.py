"""What a restored store lacks is found in the record: the same bytes, what was heard, what was answered, what waits."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from concord_shared.clock import SystemClock
from concord_shared.decisions import Outcome
from concord_shared.ids import RandomIds, case_id
from concord_shared.messaging import asking
from concord_shared.messaging.provision import plan, provision
from concord_shared.messaging.relays import StreamDiffers
from concord_shared.parts import Service
from concord_shared.running.link import open_link
from concord_shared.running.one import Running, open_running
from concord_shared.running.refilling import CannotRefill, Lost, find_lost
from concord_shared.running.settings import ServiceSettings
from concord_shared.store.opening import open_store, schema_of
from concord_shared.store.ports import Batch, Hearing, Message, Store
from concord_shared.testing.toy import overhear, toy

ONE, OTHER, THIRD = (case_id("ROT", body) for body in ("7K3M9Q", "8K3M9Q", "9K3M9Q"))


def hearing_service() -> Service:
    """Overhears cases, passes over what concerns the third, and fails on a count of five."""

    def react(told: Any, desk: Any) -> Outcome:
        if told.case == THIRD:
            return Outcome()
        if told.contract.by_office == "count-5":
            raise RuntimeError("a planted defect")
        return overhear(told, desk)

    service = toy("mediation", ("intake",), keeps=frozenset({"ConcernAcknowledged"}))
    return replace(service, reactions={"intake.ConcernAcknowledged": react})


@asynccontextmanager
async def running(settings: ServiceSettings) -> AsyncIterator[list[Running]]:
    """Intake and mediation; when the block ends all has been heard, told and recorded."""
    link = await open_link(settings, "test")
    await provision(link.js, plan(["rotherham"], {"intake": [], "mediation": ["intake"]}))
    services = (toy(), hearing_service())
    opened = [await open_running(each, "rotherham", settings, link, SystemClock(), RandomIds()) for each in services]
    try:
        for each in opened:
            await each.start()
        yield opened
        intake, mediation = opened
        async with asyncio.timeout(20):
            while not (intake.quiet and mediation.quiet and mediation.inbound.level({"intake": intake.told_position})):
                await asyncio.sleep(0.01)
    finally:
        for each in opened:
            await each.stop()
        await link.close()


async def count(one: Running, case: str, name: str, by: int = 1) -> dict[str, Any]:
    body = {"id": name, "case": case, "office": "administrator", "body": {"by": by}}
    given = (one.link.nc, "rotherham", one.service.name, "Count", "system")
    reply: dict[str, Any] = await asking.do(*given, json.dumps(body).encode())
    return reply


@dataclass
class Backup:
    """A store as it was, whatever the database."""

    batch: Batch
    kept: list[Message]

    @classmethod
    def of(cls, store: Store) -> "Backup":
        heard = [Hearing(name, 0, position) for name, position in store.heard().items()]
        facts = store.notifications(0, 1_000)
        parked = [(row.message, row.why, row.parked_at) for row in store.parked()]
        kept = [message for _, message in store.kept(0)]
        return cls(Batch(events=facts, heard=heard, kept=kept, park=parked), kept)


@asynccontextmanager
async def opened(settings: ServiceSettings, service: str = "mediation") -> AsyncIterator[Store]:
    store = open_store(settings.store_url, service, "rotherham")
    try:
        yield store
    finally:
        store.close()


def restore(settings: ServiceSettings, backup: Backup) -> Store:
    url = settings.store_url
    if url.startswith("sqlite"):
        for path in (Path(url.removeprefix("sqlite:///")) / "rotherham").glob("mediation.sqlite*"):
            path.unlink()
    else:
        with psycopg.connect(url) as connection:
            connection.execute(f"ALTER SCHEMA {schema_of('mediation', 'rotherham')} RENAME TO lost")  # type: ignore[arg-type]
    store = open_store(url, "mediation", "rotherham")
    store.start_telling(["ConcernAcknowledged"])
    store.append(backup.batch)
    return store


async def find(settings: ServiceSettings, store: Store) -> Lost:
    from concord_shared.store.keys import KeyRing, open_keys
    from concord_shared.store.mapper import Mapper

    ring: KeyRing = open_keys(settings.keys_url, {})
    service = hearing_service()
    link = await open_link(settings, "refill")
    try:
        return await find_lost(link.js, service, "rotherham", store, Mapper("mediation", service.facts, ring))
    finally:
        await link.close()
        ring.close()


async def lost_and_set_back(settings: ServiceSettings) -> tuple[Store, list[bytes], dict[str, int]]:
    """Mediation's store as it was before its last facts; what it held then; what it had heard then."""
    async with running(settings) as (intake, mediation):
        await count(intake, ONE, "i1")
        await count(mediation, OTHER, "m1")
    async with opened(settings) as store:
        backup = Backup.of(store)
    async with running(settings) as (intake, mediation):
        for number in range(2, 5):
            await count(intake, ONE, f"i{number}")
            await count(intake, THIRD, f"t{number}")
            await count(mediation, OTHER, f"m{number}")
        await count(intake, OTHER, "bad", 5)
        async with asyncio.timeout(20):
            while OTHER not in mediation.memory.store.beside(0).parked_cases:
                await asyncio.sleep(0.01)
        await count(mediation, ONE, "last")
    async with opened(settings) as store:
        then = [each.state for each in store.notifications(0, 1_000)]
        heard = store.heard()
    return restore(settings, backup), then, heard


async def test_the_same_bytes_stand_at_the_same_positions_and_it_starts_again(settings: ServiceSettings) -> None:
    store, then, heard = await lost_and_set_back(settings)
    with pytest.raises(StreamDiffers, match="older backup"):
        async with running(settings):
            pass
    lost = await find(settings, store)
    store.append(lost.batch())
    assert [each.state for each in store.notifications(0, 1_000)] == then
    assert store.heard() == heard
    store.close()
    async with running(settings) as (_, mediation):
        assert (await count(mediation, ONE, "new"))["accepted"]


async def test_what_left_facts_is_never_done_twice_though_its_answer_is_lost(settings: ServiceSettings) -> None:
    store, _, _ = await lost_and_set_back(settings)
    store.append((await find(settings, store)).batch())
    store.close()
    async with running(settings) as (_, mediation):
        mediation.memory.catch_up()
        before = mediation.memory.load(f"case-{ONE}").state.total
        assert (await count(mediation, ONE, "last"))["code"] == "AnswerLost"
        assert (await count(mediation, ONE, "last", 3))["code"] == "AnswerLost"
        assert mediation.memory.load(f"case-{ONE}").state.total == before


async def test_what_was_kept_of_others_is_kept_again(settings: ServiceSettings) -> None:
    store, _, _ = await lost_and_set_back(settings)
    before = {message.position for _, message in store.kept(0)}
    store.append((await find(settings, store)).batch())
    assert {message.position for _, message in store.kept(0)} > before
    assert [message.position for _, message in store.kept(0)] == sorted(m.position for _, m in store.kept(0))
    store.close()


async def test_what_left_no_facts_waits_for_a_person(settings: ServiceSettings) -> None:
    """What was put aside, and what a reaction passed over: which of the two it was, the record does not say."""
    store, _, _ = await lost_and_set_back(settings)
    lost = await find(settings, store)
    assert {message.case for message, _, _ in lost.park} == {THIRD, OTHER}
    store.append(lost.batch())
    assert store.beside(0).parked_cases == {THIRD, OTHER}
    store.close()


async def test_where_they_differ_nothing_is_changed_and_the_position_is_named(settings: ServiceSettings) -> None:
    store, _, _ = await lost_and_set_back(settings)
    store.close()
    other = Backup(Batch(events=[_altered(store_event) for store_event in await _first_two(settings)]), [])
    if settings.store_url.startswith("postgres"):
        with psycopg.connect(settings.store_url) as connection:
            connection.execute("DROP SCHEMA lost CASCADE")
    store = restore(settings, other)
    with pytest.raises(CannotRefill, match="different facts at position 1"):
        await find(settings, store)
    assert store.head() == 2
    store.close()


async def test_a_store_that_lacks_nothing_is_left_as_it_is(settings: ServiceSettings) -> None:
    async with running(settings) as (_, mediation):
        await count(mediation, ONE, "m1")
    async with opened(settings) as store:
        assert (await find(settings, store)).facts == []


async def _first_two(settings: ServiceSettings) -> list[Any]:
    async with opened(settings) as store:
        return list(store.notifications(0, 2))


def _altered(event: Any) -> Any:
    return replace(event, state=event.state.replace(b"2", b"3"))
