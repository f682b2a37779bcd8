"""Work that ends by itself is seen: the service is not ready any more, and its process ends with code 1."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from concord_shared.clock import SystemClock
from concord_shared.ids import RandomIds
from concord_shared.messaging.provision import plan, provision
from concord_shared.messaging.relay import Relay
from concord_shared.running.link import open_link
from concord_shared.running.one import open_running
from concord_shared.running.reads import Reads
from concord_shared.running.settings import ServiceSettings
from concord_shared.running.sweeper import Sweeper
from concord_shared.running.watch import Watch, any_rings
from concord_shared.running.writer import Writer
from concord_shared.store.keys import make_keks
from concord_shared.testing import installation as own_processes
from concord_shared.testing.brokers import Broker, a_broker
from concord_shared.testing.toy import toy

installation, own_broker = own_processes.installation, own_processes.own_broker
SECONDS = 30.0
PLANTED = """
import sys
from concord_shared.running.{module} import {part}
async def dies(self):
    raise RuntimeError("planted")
{part}.run = dies
from concord_directory.main import main
main()
"""


async def dies(*_: Any) -> None:
    raise RuntimeError("planted")


async def test_what_dies_is_named_and_rings() -> None:
    watch = Watch("intake of rotherham")
    watch.begin("writer", dies())
    await any_rings([asyncio.Event(), watch.rang])
    assert watch.dead == ["the writer of intake of rotherham has stopped (RuntimeError): start it again"]


async def test_what_was_cancelled_or_returned_is_dead_too() -> None:
    watch = Watch("intake of rotherham")
    task = asyncio.create_task(asyncio.sleep(60), name="hearing of panel")
    watch.over(task)  # type: ignore[arg-type]
    task.cancel()
    watch.begin("sweeper", asyncio.sleep(0))
    await asyncio.sleep(0.01)
    assert [each.rpartition("(")[2] for each in watch.dead] == [
        "it was ended): start it again",
        "it returned): start it again",
    ]


async def test_what_ends_when_it_is_told_to_is_well() -> None:
    watch = Watch("intake of rotherham")
    watch.begin("writer", asyncio.Event().wait())  # type: ignore[arg-type]
    await asyncio.sleep(0)
    await watch.end()
    assert watch.dead == [] and not watch.rang.is_set()


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[ServiceSettings]:
    make_keks(tmp_path / "keks")
    with a_broker() as broker:
        yield _settings(broker, tmp_path)


def _settings(broker: Broker, folder: Path) -> ServiceSettings:
    (folder / "token").write_text(broker.token)
    return ServiceSettings(
        nats_url=broker.url,
        nats_token_file=folder / "token",
        store_url=f"sqlite:///{folder}/stores",
        keys_url=f"sqlite:///{folder}/keys.sqlite",
        keks_dir=folder / "keks",
    )


@pytest.mark.parametrize("part", [Writer, Sweeper, Reads, Relay])
async def test_a_service_is_not_ready_once_a_part_of_it_has_died(
    part: Any, settings: ServiceSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = await open_link(settings, "test")
    await provision(link.js, plan(["rotherham"], {"intake": []}))
    one = await open_running(toy(), "rotherham", settings, link, SystemClock(), RandomIds())
    monkeypatch.setattr(part, "run", dies)
    await one.start()
    await asyncio.wait_for(one.watch.rang.wait(), SECONDS)
    said = await one.checks()()
    assert any("has stopped (RuntimeError)" in each for each in said)
    await one.stop()
    await link.close()


@pytest.mark.parametrize(("module", "part"), [("writer", "Writer"), ("reads", "Reads")])
def test_its_process_ends_with_code_1_and_says_what_stood_still(
    module: str, part: str, installation: own_processes.Installation
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PLANTED.format(module=module, part=part)],
        check=False,
        env=installation.environment("directory"),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert ended.returncode == 1
    assert "directory ends, because part of it stood still" in ended.stderr
