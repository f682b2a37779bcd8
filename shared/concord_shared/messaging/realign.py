"""Sets a durable back where the broker believes that we heard more than our store knows."""

from nats.js import JetStreamContext

from concord_shared.messaging.cloudevents import POSITION


async def realign(js: JetStreamContext, stream: str, durable: str, heard: int) -> bool:
    """After a restored store or a refilled stream a durable may be past what we have heard; then it would
    never deliver the rest. True where it was set back to the first message after `heard`. Raises
    NotFoundError."""
    info = await js.consumer_info(stream, durable)
    acknowledged = info.ack_floor.stream_seq if info.ack_floor else 0
    last = (await js.stream_info(stream)).state.last_seq
    if acknowledged == 0:
        return False
    if acknowledged <= last and await _position(js, stream, acknowledged) <= heard:
        return False
    await js.reset_consumer(stream, durable, seq=await _first_after(js, stream, min(acknowledged, last), heard))
    return True


async def _first_after(js: JetStreamContext, stream: str, last: int, heard: int) -> int:
    """The first sequence whose position is later than `heard`: positions rise with sequences."""
    low, high = 1, last + 1
    while low < high:
        middle = (low + high) // 2
        if await _position(js, stream, middle) > heard:
            high = middle
        else:
            low = middle + 1
    return low


async def _position(js: JetStreamContext, stream: str, sequence: int) -> int:
    message = await js.get_msg(stream, seq=sequence)
    return int((message.headers or {}).get(POSITION, 0))
