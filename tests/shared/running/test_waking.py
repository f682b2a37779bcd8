"""On PostgreSQL a relay in a process of its own learns at once of what another process has appended."""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import pytest

from concord_shared.contracts.registry import TOLD_BY
from concord_shared.envelope import TIMER, Envelope
from concord_shared.messaging.connection import connect
from concord_shared.messaging.provision import plan, provision
from concord_shared.messaging.subjects import told_stream
from concord_shared.store.keys import make_keks, open_keys, read_keks
from concord_shared.store.mapper import Mapper
from concord_shared.store.opening import open_store
from concord_shared.store.ports import Batch
from concord_shared.testing.brokers import Broker, a_broker
from concord_shared.testing.toy import Counted, toy

RELAY = """
from concord_shared.running.process import run_service
from concord_shared.running.settings import ServiceSettings
from concord_shared.testing.toy import toy
run_service(toy(), ServiceSettings(decide=False, relay=True))
"""
POLLING_SECONDS = 0.5
STREAM = told_stream("rotherham", "intake")


@pytest.fixture
def broker() -> Iterator[Broker]:
    with a_broker() as found:
        yield found


@contextmanager
def a_relay_process(broker: Broker, database: str, folder: Path) -> Iterator[None]:
    (folder / "token").write_text(broker.token)
    env = {
        **os.environ,
        "CONCORD_NATS_URL": broker.url,
        "CONCORD_NATS_TOKEN_FILE": str(folder / "token"),
        "CONCORD_NATS_MONITOR_URLS": f'["{broker.monitor_url}"]',
        "CONCORD_STORE_URL": database,
        "CONCORD_KEYS_URL": database,
        "CONCORD_KEKS_DIR": str(folder / "keks"),
    }
    with (folder / "relay.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-c", RELAY], env=env, stdout=log, stderr=log)
    try:
        yield
        assert process.poll() is None, (folder / "relay.log").read_text()
    finally:
        process.kill()
        process.wait()


@asynccontextmanager
async def a_broker_provisioned(broker: Broker) -> AsyncIterator[object]:
    nc = await connect(broker.url, broker.token, "test")
    js = nc.jetstream()
    await provision(js, plan(["rotherham"], {"intake": []}))
    yield js
    await nc.close()


async def test_a_relay_in_another_process_is_woken_long_before_it_would_look(
    broker: Broker, postgres_database: str, tmp_path: Path
) -> None:
    make_keks(tmp_path / "keks")
    keys = open_keys(postgres_database, read_keks(tmp_path / "keks", ("case",)))
    store, mapper = open_store(postgres_database, "intake", "rotherham"), Mapper("intake", toy().facts, keys)
    store.start_telling(sorted(TOLD_BY["intake"]))
    async with a_broker_provisioned(broker) as js:
        with a_relay_process(broker, postgres_database, tmp_path):
            took = []
            for number in range(1, 22):
                store.append(Batch(events=[mapper.encode("case-A", number, envelope(number), Counted(by=1))]))
                took.append(await told_after(js, number))
                await asyncio.sleep(random.uniform(0, POLLING_SECONDS))
    store.close()
    keys.close()
    # The first waits for the process to start.
    assert median(took[1:]) < POLLING_SECONDS / 4, sorted(took[1:])


def envelope(number: int) -> Envelope:
    now = datetime.now(UTC)
    return Envelope(event_id=f"e{number}", recorded_at=now, occurred_on=now.date(), actor=TIMER, correlation_id="c")


async def told_after(js: object, number: int) -> float:
    began = time.monotonic()
    async with asyncio.timeout(30):
        while (await js.stream_info(STREAM)).state.last_seq < number:
            await asyncio.sleep(0.002)
    return time.monotonic() - began
