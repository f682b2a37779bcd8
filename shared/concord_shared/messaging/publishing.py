"""The end of a stream, and publishing after exactly that end: singly or as one atomic batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import PubAck, RawStreamMsg
from nats.js.errors import APIError
from nats.nuid import NUID

from concord_shared.messaging.cloudevents import POSITION

WRONG_LAST_SEQUENCE = 10071
_NUID = NUID()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message for a stream; `position` is that of its fact in the store."""

    position: int
    subject: str
    headers: Mapping[str, str]
    payload: bytes


@dataclass(frozen=True, slots=True)
class End:
    """Where a stream ends: the sequence that the broker counts, and the store's position in its last
    message."""

    sequence: int
    position: int
    last: RawStreamMsg | None = field(default=None, compare=False)


class Overtaken(Exception):
    """The stream no longer ends where we thought: another relay published, or the broker was set back."""


async def end_of(js: JetStreamContext, stream: str) -> End:
    """Raises NotFoundError where there is no such stream."""
    sequence = (await js.stream_info(stream)).state.last_seq
    if sequence == 0:
        return End(0, 0)
    last = await js.get_msg(stream, seq=sequence)
    return End(sequence, int((last.headers or {}).get(POSITION, 0)), last)


async def publish(connection: Client, js: JetStreamContext, after: End, messages: Sequence[Outgoing]) -> End:
    """Appends `messages` right after `after`, all or none; the new end. Raises Overtaken; on any other
    error it is unknown whether they were stored, and the end must be asked for. No `Nats-Msg-Id`: within
    the dedup window a repeated id refuses a whole batch."""
    expected = {"Nats-Expected-Last-Sequence": str(after.sequence)}
    try:
        if len(messages) == 1:
            ack = await js.publish(
                messages[0].subject, messages[0].payload, headers={**messages[0].headers, **expected}
            )
        else:
            ack = await _publish_batch(connection, js, expected, messages)
    except APIError as error:
        if error.err_code == WRONG_LAST_SEQUENCE:
            raise Overtaken from None
        raise
    return End(ack.seq, messages[-1].position)


async def _publish_batch(
    connection: Client, js: JetStreamContext, expected: Mapping[str, str], messages: Sequence[Outgoing]
) -> PubAck:
    batch = _NUID.next().decode()
    for number, message in enumerate(messages[:-1], 1):
        headers = {**message.headers, **_numbered(batch, number), **(expected if number == 1 else {})}
        await connection.publish(message.subject, message.payload, headers=headers)
    last = messages[-1]
    headers = {**last.headers, **_numbered(batch, len(messages)), "Nats-Batch-Commit": "1"}
    return await js.publish(last.subject, last.payload, headers=headers)


def _numbered(batch: str, number: int) -> Mapping[str, str]:
    return {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(number)}
