"""The six services as processes of their own: a journey, an orderly end, a second journey; and what is refused at
start."""

import asyncio
import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, asynccontextmanager, closing
from pathlib import Path

from concord.services import NAMES, all_services
from concord_shared.clock import SystemClock, local_day
from concord_shared.messaging.connection import connect
from concord_shared.store.opening import open_store
from concord_shared.testing import installation as own_processes
from concord_shared.testing.caller import Caller
from concord_shared.testing.journey import Journey
from concord_shared.testing.looking import Outside

READY_SECONDS, END_SECONDS = 90.0, 30.0
installation, own_broker = own_processes.installation, own_processes.own_broker


@asynccontextmanager
async def all_running(installation: own_processes.Installation):
    """Every service ready, by its own page; ended by SIGTERM, each with exit 0."""
    ports = {name: free_port() for name in NAMES}
    with ExitStack() as stack:
        processes = []
        for name, port in ports.items():
            process = installation.start(name, CONCORD_HEALTH_PORT=str(port))
            stack.callback(ended, process)
            processes.append(process)
        for name, port in ports.items():
            await asyncio.to_thread(await_ready, port, installation.folder / f"{name}.log")
        yield
        for process in processes:
            process.send_signal(signal.SIGTERM)
        codes = [await asyncio.to_thread(process.wait, END_SECONDS) for process in processes]
        assert codes == [0] * len(NAMES), [log.read_text()[-2000:] for log in installation.folder.glob("*.log")]


@asynccontextmanager
async def talking(installation: own_processes.Installation, pack):
    broker = installation.broker
    nc = await connect(broker.url, broker.token, "test")
    hears = {name: service.hears for name, service in all_services().items()}
    stores = {name: open_store(installation.store_url, name, "rotherham") for name in NAMES}
    journey = Journey(Caller(nc, patience=20), pack, local_day(SystemClock().now()))
    yield journey, Outside(nc.jetstream(), "rotherham", stores, hears)
    for store in stores.values():
        store.close()
    await nc.close()


async def test_two_journeys_with_every_service_stopped_and_started_between_them(installation, rotherham):
    installation.provision()
    async with all_running(installation), talking(installation, rotherham) as (journey, outside):
        await journey.set_up()
        first = await journey.whole()
        await outside.settle()
        before = outside.everything()
    async with all_running(installation), talking(installation, rotherham) as (journey, outside):
        await outside.settle()
        assert outside.everything() == before
        second = await journey.whole()
        await outside.settle()
        for case in (first, second):
            shown = await journey.caller.ask("intake.Case", "system/auditor", case=case)
            assert (shown["state"], shown["closed_for"]) == ("closed", "accepted")
    letters = list((installation.folder / "outbox").glob("*.eml"))
    assert letters
    assert_logs_are_lines_of_json_without_trouble(installation)


def assert_logs_are_lines_of_json_without_trouble(installation):
    for name in NAMES:
        lines = [json.loads(line) for line in (installation.folder / f"{name}.log").read_text().splitlines()]
        assert [line["level"] for line in lines] == ["info", "info"], lines
        assert {line["event"] for line in lines} == {"ready"}


def ended(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    process.wait(10)


def await_ready(port: int, log: Path) -> None:
    ends_at = time.monotonic() + READY_SECONDS
    while time.monotonic() < ends_at:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as answer:
                assert answer.status == 200
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"not ready: {log.read_text()[-3000:]}")


def free_port() -> int:
    with closing(socket.socket()) as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
