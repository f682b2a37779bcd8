"""Puts back what a store has lost, byte for byte, from its stream's record; by a person's decision."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from eventsourcing.persistence import StoredEvent
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError
from pydantic_core import to_json

from concord_shared.contracts.base import Told
from concord_shared.envelope import Recorded
from concord_shared.messaging.cloudevents import POSITION, PREVIOUS, from_message, kept
from concord_shared.messaging.reconcile import messages_of
from concord_shared.messaging.relays import STREAM, TOPIC, VERSION
from concord_shared.messaging.subjects import record_stream, told_stream
from concord_shared.parts import Service
from concord_shared.running.deciding import ANSWER_LOST, REFILLED, refused
from concord_shared.running.memory import aggregate_of, keeps, told_of
from concord_shared.store.mapper import Mapper, UnreadableFact
from concord_shared.store.ports import Answer, Batch, Hearing, Message, Store

WHY = "StoreRefilled"


class CannotRefill(Exception):
    """Says where the record and the store tell different histories, or what the record lacks. Nothing was changed."""


@dataclass
class Lost:
    """What the record holds beyond the store's end, and what stands beside it in a store."""

    record: str
    head: int
    facts: list[tuple[StoredEvent, Recorded]] = field(default_factory=list)
    heard: dict[str, tuple[int, int]] = field(default_factory=dict)
    kept: list[Message] = field(default_factory=list)
    park: list[tuple[Message, str, str]] = field(default_factory=list)
    unpark: list[int] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    due: list[tuple[str, date | None]] = field(default_factory=list)

    @property
    def positions(self) -> list[int]:
        return [recorded.position for _, recorded in self.facts]

    def batch(self) -> Batch:
        return Batch(
            events=[event for event, _ in self.facts],
            answers=self.answers,
            heard=[Hearing(name, before, now) for name, (before, now) in self.heard.items()],
            kept=self.kept,
            park=self.park,
            unpark=self.unpark,
            due=self.due,
            positions=self.positions,
        )


async def find_lost(js: JetStreamContext, service: Service, compact: str, store: Store, reader: Mapper) -> Lost:
    """Reads and compares; changes nothing. Nothing else may write to the store meanwhile. Raises CannotRefill."""
    record = record_stream(compact, service.name)
    lost = Lost(record, store.head())
    try:
        await _read(js, lost, store, reader)
        if lost.facts:
            _answers(lost)
            lost.heard = _heard(lost, store)
            told = [each for name in lost.heard for each in await _told(js, compact, name, *lost.heard[name])]
            _beside(lost, service, store, sorted(told, key=lambda each: (each[0].recorded_at, each[0].position)))
            lost.due = list(_due(lost, service, store, reader))
    except NotFoundError:
        raise CannotRefill(f"a stream that this needs is not there; {record} alone is not enough") from None
    return lost


async def _read(js: JetStreamContext, lost: Lost, store: Store, reader: Mapper) -> None:
    """What both hold must be the same to the byte, and the record must be whole."""
    ours = _stored(store)
    previous = 0
    async for message in messages_of(js, lost.record):
        event, position, before = _as_stored(message)
        if before != previous:
            raise CannotRefill(f"{lost.record} is not whole: nothing between positions {previous} and {position}")
        previous = position
        if position > lost.head:
            lost.facts.append((event, _decoded(event, position, lost, reader)))
        elif next(ours, None) != (position, event):
            raise CannotRefill(f"{lost.record} and the store hold different facts at position {position}")
    if next(ours, None) is not None:
        raise CannotRefill(f"{lost.record} ends before the store does: there is nothing to put back")


def _stored(store: Store) -> Iterator[tuple[int, StoredEvent]]:
    after = 0
    while batch := store.notifications(after, 500):
        for each in batch:
            after = int(each.id)
            yield after, _event(str(each.originator_id), each.originator_version, each.topic, each.state)


def _as_stored(message: Msg) -> tuple[StoredEvent, int, int]:
    headers = message.headers or {}
    try:
        event = _event(headers[STREAM], int(headers[VERSION]), headers[TOPIC], message.data)
        return event, int(headers[POSITION]), int(headers[PREVIOUS])
    except (KeyError, ValueError):
        raise CannotRefill("the record holds a message that is none of Concord's") from None


def _event(stream: str, version: int, topic: str, state: bytes) -> StoredEvent:
    return StoredEvent(originator_id=stream, originator_version=version, topic=topic, state=bytes(state))


def _decoded(event: StoredEvent, position: int, lost: Lost, reader: Mapper) -> Recorded:
    try:
        return reader.decode(event, position=position)
    except UnreadableFact as error:
        raise CannotRefill(f"{lost.record} at position {position}: {error}") from None


def _answers(lost: Lost) -> None:
    """The words of an answer are lost; that its command was carried out is not: it is never done a second time."""
    given = {
        (recorded.envelope.actor.organisation, recorded.envelope.command_id): recorded.envelope.case
        for _, recorded in lost.facts
        if recorded.envelope.command_id
    }
    lost.answers = [
        Answer(organisation, str(command_id), REFILLED, to_json({**refused(ANSWER_LOST), "case": case}))
        for (organisation, command_id), case in given.items()
    ]


def _heard(lost: Lost, store: Store) -> dict[str, tuple[int, int]]:
    """Each fact says what had been heard when it was decided, its own cause included."""
    before = store.heard()
    latest: dict[str, int] = dict(before)
    for _, recorded in lost.facts:
        for name, position in recorded.envelope.heard.items():
            latest[name] = max(latest.get(name, 0), position)
    return {name: (before.get(name, 0), now) for name, now in latest.items() if now > before.get(name, 0)}


async def _told(
    js: JetStreamContext, compact: str, upstream: str, after: int, until: int
) -> list[tuple[Told, Message]]:
    stream = told_stream(compact, upstream)
    found = []
    async for message in messages_of(js, stream):
        if after < int((message.headers or {}).get(POSITION, 0)) <= until:
            told = from_message(message.headers, message.data)
            found.append((told, kept(told, message.headers or {}, message.data)))
    if not found or found[-1][0].position != until:
        raise CannotRefill(f"{stream} no longer holds position {until}, which had been heard: refill it first")
    return found


def _beside(lost: Lost, service: Service, store: Store, told: Sequence[tuple[Told, Message]]) -> None:
    """What was heard and led to facts is done. What led to none may have been put aside: it waits for a person."""
    caused = {recorded.envelope.causation_id for _, recorded in lost.facts}
    for each, message in told:
        if keeps(service, each):
            lost.kept.append(message)
        reacts = f"{each.service}.{each.name}" in service.reactions
        if reacts and each.case is not None and each.event_id not in caused:
            lost.park.append((message, WHY, each.recorded_at.isoformat()))
    lost.unpark = [row.number for row in store.parked() if told_of(row.message).event_id in caused]


def _due(lost: Lost, service: Service, store: Store, reader: Mapper) -> Iterator[tuple[str, date | None]]:
    added: dict[str, list[Recorded]] = {}
    for _, recorded in lost.facts:
        added.setdefault(recorded.stream, []).append(recorded)
    for stream, facts in added.items():
        aggregate = aggregate_of(service, stream)
        state: Any = aggregate.start(stream)
        for each in (*(reader.decode(event) for event in store.events(stream)), *facts):
            state = aggregate.evolve(state, each.fact, each.envelope.occurred_on)
        yield stream, aggregate.next_on(state)
