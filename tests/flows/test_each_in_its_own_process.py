"""The six services as processes of their own: a journey, an orderly end, a second journey; and what is refused at
start."""

import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from concord.services import NAMES, all_services
from concord_shared.clock import SystemClock, local_day
from concord_shared.messaging.connection import connect
from concord_shared.messaging.embedded import EmbeddedBroker
from concord_shared.store.keys import make_keks
from concord_shared.store.opening import open_store
from concord_shared.testing.brokers import an_embedded_broker
from concord_shared.testing.caller import Caller
from concord_shared.testing.journey import Journey
from concord_shared.testing.looking import Outside

BIN = Path(sys.executable).parent
READY_SECONDS, END_SECONDS, REFUSED_SECONDS = 90.0, 30.0, 60.0


@dataclass
class Installation:
    """Settings as an operator would give them, and the processes that run on them."""

    folder: Path
    broker: EmbeddedBroker
    store_url: str
    more: dict[str, str] = field(default_factory=dict)

    def environment(self, service: str) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("CONCORD_")},
            "CONCORD_COMPACTS": '["rotherham"]',
            "CONCORD_NATS_URL": self.broker.url,
            "CONCORD_NATS_TOKEN_FILE": str(self.broker.token_file),
            "CONCORD_NATS_MONITOR_URLS": json.dumps([self.broker.monitor_url]),
            "CONCORD_STORE_URL": self.store_url,
            "CONCORD_KEYS_URL": f"sqlite:///{self.folder}/keys/keys.sqlite",
            "CONCORD_KEKS_DIR": str(self.folder / "keks"),
            "CONCORD_READS_DIR": str(self.folder / "reads" / service),
            "CONCORD_OUTBOX_DIR": str(self.folder / "outbox"),
            **self.more,
        }

    def provision(self) -> None:
        where = ["--nats", self.broker.url, "--token-file", str(self.broker.token_file)]
        subprocess.run([BIN / "concord", "provision", *where], check=True, capture_output=True, timeout=60)

    def start(self, service: str, **more: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{service}.log").open("ab")
        with log:
            return subprocess.Popen(
                [BIN / f"concord-{service}"], env=self.environment(service) | more, stdout=log, stderr=log
            )

    def refused(self, service: str, **more: str) -> str:
        """Starts it, expects exit 1 at once; what it said."""
        done = subprocess.run(
            [BIN / f"concord-{service}"],
            env=self.environment(service) | more,
            capture_output=True,
            text=True,
            timeout=REFUSED_SECONDS,
        )
        said = done.stderr + done.stdout
        assert done.returncode == 1, said
        assert "Traceback" not in said and "pydantic" not in said, said
        return said


@pytest.fixture
def broker() -> Iterator[EmbeddedBroker]:
    with an_embedded_broker() as found:
        yield found


@pytest.fixture
def installation(tmp_path, broker) -> Installation:
    make_keks(tmp_path / "keks")
    return Installation(tmp_path, broker, f"sqlite:///{tmp_path}/stores")


@asynccontextmanager
async def all_running(installation: Installation):
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
async def talking(installation: Installation, pack):
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


def test_a_broker_that_does_not_sync_is_refused(tmp_path):
    make_keks(tmp_path / "keks")
    broker = EmbeddedBroker(tmp_path / "broker", sync_interval=None)
    with broker:
        said = Installation(tmp_path, broker, f"sqlite:///{tmp_path}/stores").refused("intake")
    assert said.startswith("intake does not start: ")
    assert "sync_interval: always" in said


def test_no_broker_is_refused(installation, broker):
    broker.stop()
    said = installation.refused("intake")
    assert "does not answer" in said or "no broker answers" in said


def test_database_functions_are_refused(installation):
    said = installation.refused("intake", CONCORD_POSTGRES_ENABLE_DB_FUNCTIONS="true")
    assert "CONCORD_POSTGRES_ENABLE_DB_FUNCTIONS" in said
    assert said.count("\n") <= 3
    assert "POSTGRES_ENABLE_DB_FUNCTIONS" in installation.refused("notify", POSTGRES_ENABLE_DB_FUNCTIONS="yes")


def test_a_wrong_setting_is_named_in_plain_words_by_every_service(installation):
    def start(service: str) -> str:
        return installation.refused(service, CONCORD_HEALTH_PORT="many", CONCORD_COMPACTS="rotherham")

    with ThreadPoolExecutor() as pool:
        for service, said in zip(NAMES, pool.map(start, NAMES), strict=True):
            assert said.startswith(f"{service} does not start: ")
            assert "CONCORD_COMPACTS" in said


def test_several_wrong_settings_are_all_named(installation):
    said = installation.refused("intake", CONCORD_HEALTH_PORT="many", CONCORD_SWEEP_SECONDS="0")
    assert "CONCORD_HEALTH_PORT" in said and "CONCORD_SWEEP_SECONDS" in said


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("CONCORD_STORE_URL", "mysql://somewhere", "sqlite:///"),
        ("CONCORD_KEYS_URL", "keys.sqlite", "sqlite:///"),
        ("CONCORD_COMPACTS", '["Rotherham!"]', "a-z"),
        ("CONCORD_KEKS_DIR", "/nowhere/at/all", "/nowhere/at/all"),
        ("CONCORD_NATS_TOKEN_FILE", "/nowhere/token", "/nowhere/token"),
        ("CONCORD_STORE_URL", "sqlite:////dev/null/stores", "/dev/null"),
        ("CONCORD_STORE_URL", "postgresql://me:secret@127.0.0.1:1/none", "No PostgreSQL lets us in at 127.0.0.1:1/none"),
        ("CONCORD_KEYS_URL", "postgresql://me:secret@127.0.0.1:1/none", "No PostgreSQL lets us in at 127.0.0.1:1/none"),
    ],
)
def test_a_setting_that_leads_nowhere_is_refused(installation, name, value, cure):
    said = installation.refused("intake", **{name: value})
    assert said.startswith("intake does not start: ")
    assert cure in said
    assert "secret" not in said


def test_a_port_that_is_taken_is_said(installation):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = installation.refused("oversight", CONCORD_HEALTH_PORT=str(taken.getsockname()[1]))
    assert "in use" in said


def test_a_store_without_a_guard_is_refused(installation):
    open_store(installation.store_url, "intake", "rotherham").close()
    file = installation.folder / "stores" / "rotherham" / "intake.sqlite"
    with closing(sqlite3.connect(file)) as db:
        (name, *_) = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchone()
        db.execute(f"DROP TRIGGER {name}")
        db.commit()
    said = installation.refused("intake")
    assert name in said
    assert "restore the store from a backup" in said


# A build of SQLite, or a library in between, that does not do what it is asked to.
WEAK_SQLITE = """
import sqlite3

class Weak(sqlite3.Connection):
    def execute(self, sql, *more):
        return super().execute("PRAGMA synchronous=NORMAL" if "synchronous" in sql and "=" in sql else sql, *more)

    def cursor(self, *kind):
        return super().cursor(WeakCursor)

class WeakCursor(sqlite3.Cursor):
    def execute(self, sql, *more):
        return super().execute("PRAGMA synchronous=NORMAL" if "synchronous" in sql and "=" in sql else sql, *more)

connect = sqlite3.connect
sqlite3.connect = lambda *args, **options: connect(*args, **options | {"factory": Weak})
"""


def test_a_database_that_is_not_written_through_is_refused(installation):
    (installation.folder / "sitecustomize.py").write_text(WEAK_SQLITE)
    said = installation.refused("intake", PYTHONPATH=str(installation.folder))
    assert "not written through to the disk" in said
    assert "intake.sqlite" in said


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
