"""The two kinds of relay: what is told (translated), and the record (stored bytes as they are)."""

import asyncio
from collections.abc import Callable

from eventsourcing.persistence import Notification
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from concord_shared.contracts.base import Contract, Told
from concord_shared.envelope import Recorded
from concord_shared.messaging import subjects
from concord_shared.messaging.cloudevents import POSITION, PREVIOUS, to_message
from concord_shared.messaging.publishing import End, Outgoing, end_of
from concord_shared.messaging.relay import Make, Relay
from concord_shared.store.ports import Store

Read = Callable[[Notification], Recorded]
Tell = Callable[[Recorded], Contract | None]
STREAM, VERSION, TOPIC = "Concord-Stream", "Concord-Version", "Concord-Topic"


class StreamDiffers(Exception):
    """A stream is ahead of its store, or holds another fact at the same position: nothing may be told into
    it."""


def told_of(recorded: Recorded, contract: Contract, service: str, previous: int = 0) -> Told:
    """The told fact of a stored one: about its case, else about its own stream."""
    envelope = recorded.envelope
    return Told(
        service=service,
        position=recorded.position,
        about=envelope.case or recorded.stream,
        case=envelope.case,
        event_id=envelope.event_id,
        occurred_on=envelope.occurred_on,
        recorded_at=envelope.recorded_at,
        correlation_id=envelope.correlation_id,
        contract=contract,
        causation_id=envelope.causation_id,
        pack=envelope.pack,
        pack_version=envelope.pack_version,
        previous=previous,
        heard=dict(envelope.heard),
    )


def telling(store: Store, compact: str, service: str, read: Read, tell: Tell) -> Make:
    """Translates facts. A contract is told from `store.told_since` on, so that a refill equals history."""
    since: dict[str, int | None] = {}

    def make(notification: Notification, previous: int) -> Outgoing | None:
        recorded = read(notification)
        contract = tell(recorded)
        if contract is None:
            return None
        name = type(contract).__name__
        if since.get(name) is None:
            since[name] = store.told_since(name)
        begun = since[name]
        if begun is None or recorded.position <= begun:
            return None
        told = told_of(recorded, contract, service, previous)
        return Outgoing(recorded.position, *to_message(told, compact))

    return make


def recording(compact: str, service: str) -> Make:
    """Stored bytes as they are; headers name stream, version and topic."""
    subject = subjects.record(compact, service)

    def make(notification: Notification, previous: int) -> Outgoing:
        position = int(notification.id)
        headers = {
            POSITION: str(position),
            PREVIOUS: str(previous),
            STREAM: str(notification.originator_id),
            VERSION: str(notification.originator_version),
            TOPIC: notification.topic,
        }
        return Outgoing(position, subject, headers, notification.state)

    return make


def told_relay(
    store: Store, connection: Client, compact: str, service: str, read: Read, tell: Tell, wake: asyncio.Event
) -> Relay:
    """`read` opens a stored fact, `tell` makes its contract or nothing; each relay needs a `wake` of its
    own."""
    make = telling(store, compact, service, read, tell)
    return Relay(store, connection, subjects.told_stream(compact, service), make, wake)


def record_relay(store: Store, connection: Client, compact: str, service: str, wake: asyncio.Event) -> Relay:
    return Relay(store, connection, subjects.record_stream(compact, service), recording(compact, service), wake)


async def compare(store: Store, js: JetStreamContext, stream: str, make: Make) -> None:
    """At start: raises StreamDiffers where the stream's last message is not the store's own fact. A stream
    that is behind, empty or missing is well: the relay fills it."""
    try:
        end = await end_of(js, stream)
    except NotFoundError:
        return
    if end.last is None:
        return
    if end.position > store.head():
        raise StreamDiffers(
            f"{stream} has told up to position {end.position}, but the store ends at {store.head()}: "
            f"it seems to be "
            "restored from an older backup. Nothing is started; 'concord reconcile' shows what is "
            "missing and cures it"
        )
    if not _same(end, _message_at(store, end.position, make)):
        raise StreamDiffers(
            f"{stream} holds another fact at position {end.position} than the store: one of them is "
            f"not of this "
            "Compact's history. Nothing is started; 'concord reconcile' shows the difference and cures it"
        )


def _message_at(store: Store, position: int, make: Make) -> Outgoing | None:
    found = store.notifications(position - 1, 1)
    return make(found[0], 0) if found and int(found[0].id) == position else None


def _same(end: End, ours: Outgoing | None) -> bool:
    return (
        ours is not None
        and end.last is not None
        and identity(end.last.headers, end.last.data) == identity(ours.headers, ours.payload)
    )


def identity(headers: object, payload: bytes | None) -> str | bytes:
    """What makes a message this fact and no other: the event id where it is told (its form may gain
    fields), the bytes themselves where it is the record."""
    named = headers.get("ce-id") if isinstance(headers, dict) else None
    return str(named) if named else payload or b""
