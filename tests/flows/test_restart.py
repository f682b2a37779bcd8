"""Stopped and started again: it goes on where it was, refills a broker that was wiped, and refuses a store that is older
than what was told of it."""

import shutil
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from concord.place import Place
from concord.reconciling import _pairs
from concord.saying import Trouble
from concord.services import all_services
from concord_shared.messaging.connection import connect
from concord_shared.messaging.embedded import EmbeddedBroker
from concord_shared.messaging.reconcile import compare_all
from concord_shared.messaging.subjects import told_stream
from concord_shared.testing.looking import messages

COMPACT = "rotherham"


async def test_stopped_in_the_middle_it_goes_on_where_it_was(on_one_machine):
    async with on_one_machine() as concord:
        await concord.journey.set_up()
        case = await concord.journey.to_mediation()
    async with on_one_machine() as concord:
        await concord.settle()
        before = concord.outside.everything()
    async with on_one_machine() as concord:
        await concord.settle()
        assert concord.outside.everything() == before
        await to_the_end(concord, case)
        assert concord.names("intake").count("CaseClosed") == 1
        assert len(list(concord.machine.place.outbox.glob("*.eml"))) == issued_by_mail(concord)


async def test_a_broker_that_was_wiped_is_filled_again_and_everybody_goes_on(on_one_machine, tmp_path):
    async with on_one_machine() as concord:
        await concord.journey.set_up()
        case = await concord.journey.to_mediation()
        await concord.settle()
        before, told = concord.outside.everything(), await all_told(concord)
    shutil.rmtree(Place(tmp_path / "data").broker / "jetstream")
    async with on_one_machine() as concord:
        await concord.settle()
        await concord.outside.settle()
        assert concord.outside.everything() == before
        assert await all_told(concord) == told
        await to_the_end(concord, case)
        assert concord.names("intake")[-2] == "CaseClosed"


async def test_a_store_older_than_what_was_told_of_it_is_refused_until_it_is_put_right(on_one_machine, tmp_path):
    place = Place(tmp_path / "data")
    stores, older, newest = place.folder / "stores", tmp_path / "older", tmp_path / "newest"
    async with on_one_machine() as concord:
        await concord.journey.set_up()
        await concord.journey.raise_concern()
        await concord.settle()
    shutil.copytree(stores, older)
    async with on_one_machine() as concord:
        await concord.journey.raise_concern()
        await concord.settle()
        lost = concord.stores["intake"].head()
    shutil.copytree(stores, newest)
    shutil.rmtree(stores)
    shutil.copytree(older, stores)

    with pytest.raises(Trouble, match=r"RECORD_|TOLD_.*restored from an older backup.*concord reconcile"):
        async with on_one_machine():
            raise AssertionError("it has started")
    async with broker_alone(place) as (broker, nc):
        assert_the_service_alone_does_not_start_either(place, broker)
        found = {each.stream: each for each in await compared(place, nc)}
    assert found["RECORD_INTAKE_ROTHERHAM"].extra[-1] == lost
    assert "restore the newest backup" in found["RECORD_INTAKE_ROTHERHAM"].cure
    assert found["RECORD_MEDIATION_ROTHERHAM"].well

    shutil.rmtree(stores)
    shutil.copytree(newest, stores)
    async with on_one_machine() as concord:
        await concord.settle()
        assert concord.stores["intake"].head() == lost


def assert_the_service_alone_does_not_start_either(place: Place, broker: EmbeddedBroker) -> None:
    settings = {
        "CONCORD_NATS_URL": broker.url,
        "CONCORD_NATS_TOKEN_FILE": str(broker.token_file),
        "CONCORD_NATS_MONITOR_URLS": f'["{broker.monitor_url}"]',
        "CONCORD_STORE_URL": place.store_url,
        "CONCORD_KEYS_URL": place.keys_url,
        "CONCORD_KEKS_DIR": str(place.keys_folder),
    }
    command = [Path(sys.executable).parent / "concord-intake"]
    done = subprocess.run(command, check=False, env=settings, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith("intake does not start: ")
    assert "concord reconcile" in done.stderr
    assert "Traceback" not in done.stderr


async def compared(place: Place, nc):
    pairs = _pairs(place, [COMPACT], all_services())
    try:
        return await compare_all(nc.jetstream(), pairs)
    finally:
        for pair in pairs:
            pair.store.close()


@asynccontextmanager
async def broker_alone(place: Place):
    with EmbeddedBroker(place.broker) as broker:
        nc = await connect(broker.url, broker.token, "test")
        yield broker, nc
        await nc.close()


async def to_the_end(concord, case: str) -> None:
    journey = concord.journey
    await journey.decline(case)
    await journey.investigate(case)
    await journey.review(case)
    for org in (journey.raiser, journey.respondent):
        await journey.answer(case, org)
    await concord.settle()


async def all_told(concord) -> dict[str, list[tuple[str, dict[str, str], bytes]]]:
    """Subject, our headers and body of every told message, by service: sequences and times of the broker are not ours."""
    js = concord.machine.link.js
    streams = {name: await messages(js, told_stream(concord.compact, name)) for name in concord.stores}
    return {name: [(each.subject, ours(each.headers), each.data) for each in found] for name, found in streams.items()}


def ours(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if not name.startswith("Nats-")}


def issued_by_mail(concord) -> int:
    facts = [each.fact for each in concord.facts("notify")]
    return len([each for each in facts if type(each).__name__ == "NoticeIssued" and each.channel == "email"])
