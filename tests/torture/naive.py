"""What one would write first, as the control: a relay with a position file and the broker's dedup window, and a
consumer that does the effect, then notes its position, then acknowledges. Under the same faults it must fail."""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import nats
from nats.js import JetStreamContext
from nats.js.api import ConsumerConfig, DeliverPolicy, StreamConfig
from nats.js.errors import NotFoundError

from concord_shared.messaging.connection import LIVELY
from concord_shared.store.opening import open_store
from concord_shared.store.ports import Store
from concord_shared.store.safety import UnsafeSetting

STREAM, SUBJECT, FED_FROM = "NAIVE", "naive.fact", "intake"
WINDOW_SECONDS = 2.0
EFFECT_SECONDS = 0.02


@dataclass(frozen=True)
class NaiveResult:
    effects: int
    twice: int
    missing: int

    @property
    def failed(self) -> bool:
        return self.twice + self.missing > 0


def judge(folder: Path, positions: Iterable[int]) -> NaiveResult:
    """How often the naive consumer did something for each fact of the store that it was fed from."""
    counted = Counter(effects(folder))
    twice = sum(count - 1 for count in counted.values())
    return NaiveResult(counted.total(), twice, len(set(positions) - set(counted)))


def effects(folder: Path) -> list[int]:
    file = folder / "effects"
    return [int(line) for line in file.read_text().split("\n") if line] if file.exists() else []


async def relay(folder: Path, js: JetStreamContext) -> None:
    """Publishes, waits for the acknowledgement, then writes down how far it came."""
    store = await _store()
    place = folder / "relay.position"
    while True:
        for notification in store.notifications(_read(place), 100):
            number = str(notification.id)
            await js.publish(SUBJECT, number.encode(), headers={"Nats-Msg-Id": number})
            _write(place, number)
        await asyncio.sleep(0.05)


async def consume(folder: Path, js: JetStreamContext) -> None:
    """Goes on after the last sequence that it noted, in the broker's order."""
    place = folder / "consumer.position"
    after = ConsumerConfig(deliver_policy=DeliverPolicy.BY_START_SEQUENCE, opt_start_seq=_read(place) + 1)
    subscription = await js.pull_subscribe(SUBJECT, stream=STREAM, config=after)
    while True:
        for message in await subscription.fetch(50, timeout=1):
            _do(folder / "effects", message.data)
            # As long as a real effect takes: a row in another database, a letter.
            await asyncio.sleep(EFFECT_SECONDS)
            _write(place, str(message.metadata.sequence.stream))
            await message.ack()


def _do(file: Path, what: bytes) -> None:
    handle = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    try:
        os.write(handle, what + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(place: Path) -> int:
    return int(place.read_text()) if place.exists() else 0


def _write(place: Path, text: str) -> None:
    half = place.with_suffix(f".{os.getpid()}")
    half.write_text(text)
    half.replace(place)


async def _store() -> Store:
    while True:
        with suppress(FileNotFoundError, UnsafeSetting):
            return open_store(os.environ["CONCORD_STORE_URL"], FED_FROM, "rotherham", create=False)
        await asyncio.sleep(0.2)


async def _run(what: str, folder: Path, token: str) -> None:
    nc = await nats.connect(os.environ["CONCORD_NATS_URL"], token=token, error_cb=_silent, **LIVELY)
    js = nc.jetstream(timeout=2)
    while True:
        try:
            await _stream(js)
            await (relay if what == "relay" else consume)(folder, js)
        except (nats.errors.Error, OSError):
            await asyncio.sleep(0.2)


async def _stream(js: JetStreamContext) -> None:
    try:
        await js.stream_info(STREAM)
    except NotFoundError:
        await js.add_stream(StreamConfig(name=STREAM, subjects=[SUBJECT], duplicate_window=WINDOW_SECONDS))


async def _silent(_: Exception) -> None:
    """The harness reads what came of it, not what was said."""


if __name__ == "__main__":
    place = Path(sys.argv[2])
    place.mkdir(parents=True, exist_ok=True)
    asyncio.run(_run(sys.argv[1], place, Path(os.environ["CONCORD_NATS_TOKEN_FILE"]).read_text().strip()))
