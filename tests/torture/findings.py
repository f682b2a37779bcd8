"""What lies there after it is all over: stores, streams, letters and the answers that callers got."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig
from torture.load import Kind, Sent
from torture.place import COMPACT, Place

from concord.auditing.records import Records, read_records
from concord.services import all_services
from concord_shared.messaging import subjects
from concord_shared.messaging.cloudevents import POSITION, PREVIOUS
from concord_shared.messaging.relays import STREAM, VERSION
from concord_shared.store.ports import Message, Parked


@dataclass(frozen=True)
class Streamed:
    """One message of a stream: `identity` is its event id where it is told, the hash of its bytes where recorded."""

    position: int
    previous: int
    identity: str


@dataclass
class Left:
    """One service: its store, read directly, and its two streams."""

    records: Records
    bytes_of: Mapping[int, str]
    kept: Sequence[Message] = ()
    parked: Sequence[Parked] = ()
    told: Sequence[Streamed] = ()
    recorded: Sequence[Streamed] = ()


@dataclass
class Findings:
    left: Mapping[str, Left]
    ledger: Sequence[Sent] = ()
    cases: Mapping[str, Kind] = field(default_factory=dict)
    first: Mapping[str, str] = field(default_factory=dict)
    outbox: Sequence[str] = ()

    @property
    def facts(self) -> int:
        return sum(len(each.records.facts) for each in self.left.values())


async def read(place: Place, ledger: Sequence[Sent], cases: Mapping[str, Kind], first: Mapping[str, str]) -> Findings:
    nc = await place.connect("reads")
    try:
        left = {name: await _read_one(place, nc.jetstream(), name) for name in all_services()}
    finally:
        await nc.close()
    return Findings(left, ledger, cases, first, _names(place.outbox))


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


async def _read_one(place: Place, js: JetStreamContext, name: str) -> Left:
    records = read_records(place.store_url, all_services()[name], COMPACT)
    with closing(place.open(name)) as store:
        hashes, after = {}, 0
        while batch := store.notifications(after, 500):
            after = int(batch[-1].id)
            hashes.update(
                {int(each.id): _hash(each.originator_id, each.originator_version, each.state) for each in batch}
            )
        kept, parked = [message for _, message in store.kept(0)], list(store.parked())
    told = await messages(js, subjects.told_stream(COMPACT, name))
    recorded = await messages(js, subjects.record_stream(COMPACT, name))
    return Left(records, hashes, kept, parked, told, recorded)


async def messages(js: JetStreamContext, stream: str) -> list[Streamed]:
    """The whole stream, in the broker's order."""
    left, found = (await js.stream_info(stream)).state.messages, []
    config = ConsumerConfig(ack_policy=AckPolicy.NONE, inactive_threshold=60, mem_storage=True)
    reader = await js.pull_subscribe("", stream=stream, config=config)
    while len(found) < left:
        for message in await reader.fetch(min(500, left - len(found)), timeout=30):
            headers = message.headers or {}
            told = headers.get("ce-id")
            identity = told or _hash(headers.get(STREAM), headers.get(VERSION), message.data)
            found.append(Streamed(int(headers[POSITION]), int(headers[PREVIOUS]), identity))
    await reader.unsubscribe()
    return found


def _hash(stream: object, version: object, state: bytes) -> str:
    return sha256(f"{stream} {version} ".encode() + bytes(state)).hexdigest()
