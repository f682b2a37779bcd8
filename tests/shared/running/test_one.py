"""A service running on a real broker: asked, told, heard; stopped and started; repaired; in two instances."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from concord_shared.clock import SystemClock
from concord_shared.ids import RandomIds, case_id
from concord_shared.messaging import asking
from concord_shared.messaging.provision import plan, provision
from concord_shared.messaging.relays import StreamDiffers
from concord_shared.parts import Service
from concord_shared.running.link import open_link
from concord_shared.running.one import Running, open_running
from concord_shared.running.settings import ServiceSettings
from concord_shared.testing.toy import toy

CASE = case_id("ROT", "7K3M9Q")
OTHER = case_id("ROT", "8K3M9Q")


@asynccontextmanager
async def running(settings: ServiceSettings, *services: Service) -> AsyncIterator[list[Running]]:
    link = await open_link(settings, "test")
    await provision(link.js, plan(["rotherham"], {"intake": [], "mediation": ["intake"]}))
    opened = [await open_running(each, "rotherham", settings, link, SystemClock(), RandomIds()) for each in services]
    for each in opened:
        await each.start()
    yield opened
    for each in opened:
        await each.stop()
    await link.close()


async def until(true: Callable[[], bool], seconds: float = 15) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.01)


async def count(one: Running, case: str, number: int, by: int = 1) -> dict[str, object]:
    body = {"id": f"n-{case}-{number}", "case": case, "office": "administrator", "body": {"by": by}}
    return await asking.do(one.link.nc, "rotherham", "intake", "Count", "system", json.dumps(body).encode())


def overheard(one: Running, case: str = CASE) -> tuple[int, ...]:
    one.memory.catch_up()
    return tuple(one.memory.load(f"case-{case}").state.overheard)


async def test_a_command_is_answered_when_durable_and_told_to_who_hears_it(settings: ServiceSettings) -> None:
    async with running(settings, toy(), toy("mediation", ("intake",))) as (intake, mediation):
        reply = await count(intake, CASE, 1)
        assert reply == {"accepted": True, "case": CASE, "position": 1, "by": 1}
        await until(lambda: overheard(mediation) == (1,))
        await until(lambda: intake.quiet and mediation.quiet)
        assert mediation.memory.load(f"case-{CASE}").last_on is not None
        assert await mediation.checks()() == []


async def test_a_cause_stands_on_what_follows_from_it(settings: ServiceSettings) -> None:
    async with running(settings, toy(), toy("mediation", ("intake",))) as (intake, mediation):
        await count(intake, CASE, 1)
        await until(lambda: overheard(mediation) == (1,))
        cause = intake.memory.mapper.decode(intake.store.events(f"case-{CASE}")[0]).envelope
        effect = mediation.memory.mapper.decode(mediation.store.events(f"case-{CASE}")[0]).envelope
        assert effect.causation_id == cause.event_id
        assert effect.heard == {"intake": 1}
        assert effect.occurred_on == cause.occurred_on


async def test_what_was_told_while_nobody_listened_is_heard_in_order_later(settings: ServiceSettings) -> None:
    async with running(settings, toy()) as (intake,):
        for number in range(8):
            await count(intake, CASE if number % 2 else OTHER, number)
        await until(lambda: intake.quiet)
    async with running(settings, toy("mediation", ("intake",))) as (mediation,):
        await until(lambda: overheard(mediation, OTHER) == (1, 3, 5, 7) and overheard(mediation) == (2, 4, 6, 8))


async def test_what_was_decided_before_any_relay_ran_is_told_once_one_runs(settings: ServiceSettings) -> None:
    async with running(settings.model_copy(update={"relay": False}), toy()) as (intake,):
        assert (await count(intake, CASE, 0))["accepted"]
    async with running(settings, toy(), toy("mediation", ("intake",))) as (intake, mediation):
        assert (await count(intake, CASE, 1))["accepted"]
        await until(lambda: mediation.memory.store.heard().get("intake") == 2)
        assert overheard(mediation) == (1, 2)


async def test_nothing_is_decided_on_a_store_that_is_behind_its_stream_though_another_relays(
    settings: ServiceSettings, tmp_path: Path
) -> None:
    async with running(settings, toy()) as (intake,):
        await count(intake, CASE, 0)
        await until(lambda: intake.quiet)
    older = settings.model_copy(update={"relay": False, "store_url": f"sqlite:///{tmp_path / 'older'}"})
    with pytest.raises(StreamDiffers):
        async with running(older, toy()):
            pass


async def test_two_instances_of_a_service_at_once_have_each_effect_once(settings: ServiceSettings) -> None:
    hears = [toy("mediation", ("intake",)) for _ in range(2)]
    async with running(settings, toy(), *hears) as (intake, one, two):
        cases = [case_id("ROT", f"7K3M{n:02d}") for n in range(10, 50)]
        replies = await asyncio.gather(*(count(intake, case, n) for case in cases for n in range(5)))
        assert all(reply["accepted"] for reply in replies)
        await until(lambda: one.memory.store.heard() == {"intake": 200}, 30)
        heard = [position for case in cases for position in overheard(two, case)]
        assert sorted(heard) == list(range(1, 201))


async def test_a_parked_case_is_shown_and_replayed_in_order_after_repair(settings: ServiceSettings) -> None:
    defect = toy("mediation", ("intake",))

    def broken(told: object, desk: object) -> object:
        raise RuntimeError("a planted defect")

    broken_service = Service(**{**defect.__dict__, "reactions": {"intake.ConcernAcknowledged": broken}})
    async with running(settings, toy(), broken_service) as (intake, mediation):
        for number in range(3):
            await count(intake, CASE, number)
        await until(lambda: len(mediation.store.parked(CASE)) == 3)
        listed = await asking.ask(intake.link.nc, "rotherham", "mediation", "Refused", "system", b"{}")
        assert [(row["position"], row["why"]) for row in listed["refused"]] == [
            (1, "RuntimeError"), (2, "AfterParked"), (3, "AfterParked")
        ]  # fmt: skip
        still = await asking.do(intake.link.nc, "rotherham", "mediation", "ReplayRefused", "system", replay())
        assert still["code"] == "StillRefused"
    async with running(settings, toy(), defect) as (intake, mediation):
        done = await asking.do(intake.link.nc, "rotherham", "mediation", "ReplayRefused", "system", replay())
        assert (done["accepted"], done["replayed"]) == (True, 3)
        assert overheard(mediation) == (1, 2, 3)
        assert mediation.store.parked() == []


def replay() -> bytes:
    return json.dumps({"case": CASE, "office": "administrator"}).encode()


@pytest.mark.parametrize(
    ("payload", "code", "field"),
    [
        (b"{not json", "InvalidField", "payload"),
        (b'{"office": "administrator", "body": {}}', "InvalidField", "id"),
        (b'{"id": "x", "office": "administrator", "case": "ROT-7K3M-9QQ"}', "CaseMistyped", "case"),
        (b'{"id": "x", "office": "administrator", "body": {"by": 99}}', "InvalidField", "by"),
        (
            b'{"id": "x", "office": "administrator", "body": {"secret words": 1}}',
            "InvalidField",
            "secret words",
        ),
        (b'{"id": "x", "office": "chair", "body": {}}', "NoAuthority", "as"),
        (b'{"id": "x; rm", "office": "chair", "body": {}}', "InvalidField", "id"),
    ],
)
async def test_a_command_of_wrong_form_is_refused_by_field(
    settings: ServiceSettings, payload: bytes, code: str, field: str
) -> None:
    async with running(settings, toy()) as (intake,):
        reply = await asking.do(intake.link.nc, "rotherham", "intake", "Count", "system", payload)
        assert (reply["accepted"], reply["code"], reply["field"]) == (False, code, field)
        assert intake.store.head() == 0


async def test_an_unknown_command_is_named_with_what_there_is(settings: ServiceSettings) -> None:
    async with running(settings, toy()) as (intake,):
        reply = await asking.do(intake.link.nc, "rotherham", "intake", "Cuont", "system", b"{}")
        assert reply["code"] == "UnknownCommand" and "Count" in str(reply["message"])
