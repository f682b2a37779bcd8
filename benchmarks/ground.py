"""What every benchmark stands on: services in processes of their own, and how fast this machine's disk syncs."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nats.aio.client import Client

from concord_shared.messaging.connection import connect
from concord_shared.messaging.embedded import EmbeddedBroker
from concord_shared.messaging.provision import plan, provision
from concord_shared.packs.loading import builtin, load
from concord_shared.store.keys import make_keks
from concord_shared.testing.caller import Caller
from concord_shared.testing.journey import Journey

SERVING = Path(__file__).with_name("serving.py")
ALL = ("directory", "intake", "mediation", "panel", "notify", "oversight")


def fsyncs_a_second(folder: Path, seconds: float = 1.0) -> float:
    """Appends of 512 bytes, each synced, to a file in `folder`."""
    count, ends_at = 0, time.perf_counter() + seconds
    with (folder / "fsync").open("wb", buffering=0) as file:
        while time.perf_counter() < ends_at:
            file.write(b"x" * 512)
            os.fsync(file.fileno())
            count += 1
    return count / seconds


@dataclass(frozen=True)
class Ground:
    """A broker, processes that serve, and a caller who knows the sample directory."""

    broker: EmbeddedBroker
    nc: Client
    journey: Journey
    processes: Sequence["subprocess.Popen[bytes]"]


@asynccontextmanager
async def ground(folder: Path, *groups: Sequence[str], stores: str | None = None) -> AsyncIterator[Ground]:
    """Each group of services is one process; services not named do not run."""
    named = tuple(name for group in groups for name in group)
    make_keks(folder / "keks")
    with EmbeddedBroker(folder / "broker") as broker:
        nc = await connect(broker.url, broker.token, "benchmark")
        await provision(nc.jetstream(), plan(["rotherham"], heard_among(named)))
        with _serving(folder, broker, groups, stores or f"sqlite:///{folder}/stores") as processes:
            pack = load(builtin()["rotherham"])
            journey = Journey(Caller(nc), pack, datetime.now(UTC).date())
            await journey.set_up()
            yield Ground(broker, nc, journey, processes)
        await nc.close()


def heard_among(named: Sequence[str]) -> dict[str, list[str]]:
    from concord.services import the_service

    return {name: [each for each in the_service(name).hears if each in named] for name in named}


@contextmanager
def _serving(
    folder: Path, broker: EmbeddedBroker, groups: Sequence[Sequence[str]], stores: str
) -> Iterator[list["subprocess.Popen[bytes]"]]:
    environment = os.environ | {
        "CONCORD_NATS_URL": broker.url,
        "CONCORD_NATS_TOKEN_FILE": str(broker.token_file),
        "CONCORD_STORE_URL": stores,
        "CONCORD_KEYS_URL": f"sqlite:///{folder}/keks/keys.sqlite" if stores.startswith("sqlite") else stores,
        "CONCORD_KEKS_DIR": str(folder / "keks"),
        "CONCORD_OUTBOX_DIR": str(folder / "outbox"),
    }
    named = ",".join(name for group in groups for name in group)
    with (folder / "serving.log").open("wb") as log:
        started = [
            subprocess.Popen([sys.executable, SERVING, ",".join(group), named], env=environment, stdout=log, stderr=log)
            for group in groups
        ]
        try:
            yield started
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait(20)


def spread(samples: Sequence[float]) -> tuple[float, float]:
    """(p50, p99) of `samples`."""
    ordered = sorted(samples)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
