"""Connections that notice a dead link within seconds, to a broker that keeps what it acknowledges."""

import asyncio
import json
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nats
from faststream.nats import NatsBroker
from faststream.nats.security import NatsToken
from nats.aio.client import Client

LEAST_VERSION = (2, 15, 1)
# The defaults of nats-py notice a dead link after six minutes, these after 15 s (RELIABILITY, store and
# broker 5).
LIVELY: Mapping[str, Any] = {
    "ping_interval": 5,
    "max_outstanding_pings": 2,
    "max_reconnect_attempts": -1,
    "reconnect_time_wait": 0.25,
    "connect_timeout": 5,
}


class BrokerRefused(Exception):
    """The broker would lose data, is too old or cannot be reached: not used. Says what to do."""


def read_token(path: Path | None) -> str | None:
    """The broker's token: the file's one line. Raises BrokerRefused where the file cannot be read."""
    if path is None:
        return None
    try:
        return path.read_text().strip() or None
    except OSError:
        raise BrokerRefused(f"the broker's token cannot be read from {path}: check that the file is there") from None


async def connect(url: str, token: str | None, name: str, *, wait_seconds: float = 10.0) -> Client:
    """A connection that was answered (flushed) by a new enough server. Raises BrokerRefused."""
    options = dict(LIVELY) | ({"token": token} if token else {})
    try:
        async with asyncio.timeout(wait_seconds):
            connection = await nats.connect(url, name=name, error_cb=_quiet, **options)
            await connection.flush()
    except (OSError, TimeoutError, nats.errors.Error) as error:
        raise BrokerRefused(
            f"no broker answers at {url} ({type(error).__name__}): start it, or set CONCORD_NATS_URL and "
            "CONCORD_NATS_TOKEN_FILE to where it is"
        ) from None
    try:
        check_version(connection)
    except BrokerRefused:
        await connection.close()
        raise
    return connection


def check_version(connection: Client) -> None:
    """Raises BrokerRefused for a nats-server older than the one that atomic batches were proven on."""
    found = connection.connected_server_version
    if (found.major, found.minor, found.patch) < LEAST_VERSION:
        least = ".".join(map(str, LEAST_VERSION))
        raise BrokerRefused(f"the broker is nats-server {found}: Concord needs {least} or newer; upgrade it")


async def check_sync(monitor_url: str) -> None:
    """Raises BrokerRefused unless JetStream syncs every write. `monitor_url` is the server's monitoring
    address."""
    try:
        found = await asyncio.to_thread(_varz, monitor_url)
    except (OSError, ValueError) as error:
        raise BrokerRefused(
            f"the broker's monitoring page {monitor_url}/varz does not answer "
            f"({type(error).__name__}), so nobody "
            "can tell whether it keeps what it acknowledges: check the address"
        ) from None
    config = found.get("jetstream", {}).get("config")
    if not config:
        raise BrokerRefused("the broker runs without JetStream: start it with a jetstream section and a store_dir")
    if not config.get("sync_always"):
        raise BrokerRefused(
            "the broker does not write to disk at once (JetStream sync_interval is not 'always'): a "
            "power cut would "
            "lose facts that it has acknowledged. Set 'sync_interval: always' in its jetstream "
            "section and restart it"
        )


def _varz(monitor_url: str) -> dict[str, Any]:
    if not monitor_url.startswith(("http://", "https://")):
        raise ValueError("the monitoring address begins with http:// or https://")
    with urllib.request.urlopen(f"{monitor_url}/varz", timeout=5) as answer:  # noqa: S310  checked above
        found: dict[str, Any] = json.load(answer)
    return found


def faststream_broker(url: str, token: str | None, name: str) -> NatsBroker:
    """The FastStream broker through which facts are heard; `start()` it before `Inbound`. It logs nothing:
    its log lines would hold what failed to validate."""
    security = NatsToken(token) if token else None
    # Without apply_types: resolving a handler's types hops through a worker thread four times a message.
    return NatsBroker(url, name=name, error_cb=_quiet, logger=None, apply_types=False, security=security, **LIVELY)


async def _quiet(_: Exception) -> None:
    """nats-py prints errors by default; trouble is said by readiness instead."""
