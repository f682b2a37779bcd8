"""The relay over the real stores: two instances of a service, each with its relays, while facts are appended."""

import asyncio
import shutil
from datetime import UTC, date, datetime
from typing import Any

from eventsourcing.persistence import Notification, StoredEvent

from concord_shared.envelope import TIMER, Envelope, Recorded
from concord_shared.messaging.reconcile import Pair, compare_all
from concord_shared.messaging.relays import (
    compare,
    record_relay,
    recording,
    telling,
    told_relay,
)
from concord_shared.store.ports import Batch
from concord_shared.testing.stand_in import CASE, Happened, tell
from concord_shared.testing.told_and_heard import RECORD, TOLD, connected, running, stream_positions, until


def append(store: Any, first: int, count: int) -> None:
    events = [
        StoredEvent(f"case-{CASE}", number, "test.happened.v1", str(number).encode())
        for number in range(first, first + count)
    ]
    store.append(Batch(events=events))


def read(notification: Notification) -> Recorded:
    """The fact in a notification: every third is not public."""
    number = int(notification.state)
    envelope = Envelope(
        event_id=f"event-{number}",
        recorded_at=datetime(2026, 12, 14, 9, tzinfo=UTC),
        occurred_on=date(2026, 12, 14),
        actor=TIMER,
        case=CASE,
        correlation_id=CASE,
    )
    fact = Happened(number=number, public=number % 3 != 0)
    return Recorded(int(notification.id), f"case-{CASE}", number, envelope, fact)


def both(store: Any, connection: Any) -> list[Any]:
    found = [
        told_relay(store, connection, "rotherham", "intake", read, tell, asyncio.Event()),
        record_relay(store, connection, "rotherham", "intake", asyncio.Event()),
    ]
    for relay in found:
        relay._look, relay._ask = 0.02, 0.1
    return found


def chain(positions: list[int]) -> list[tuple[int, int]]:
    return list(zip([0, *positions], positions, strict=False))


async def test_two_instances_a_producer_and_a_wiped_broker(opened_store: Any, embedded_broker: Any) -> None:
    one, other = opened_store(), opened_store()
    one.start_telling(["CaseSettled"])
    async with connected(embedded_broker) as first, connected(embedded_broker) as second:
        relays = both(one, first) + both(other, second)
        async with running(*relays):
            for group in range(30):
                append(one, 1 + group * 10, 10)
                await asyncio.sleep(0.005)
                if group == 15:
                    embedded_broker.kill()
                    shutil.rmtree(embedded_broker.store)
                    embedded_broker.start()
                    async with connected(embedded_broker):
                        pass
            await until(lambda: all(relay.level() for relay in relays), 30)
        facts = one.notifications(0, 1000)
        public = [int(each.id) for each in facts if int(each.state) % 3]
        assert await stream_positions(first, TOLD) == chain(public)
        assert await stream_positions(first, RECORD) == chain([int(each.id) for each in facts])
        js = first.jetstream()
        told = telling(one, "rotherham", "intake", read, tell)
        record = recording("rotherham", "intake")
        await compare(other, js, TOLD, told)
        await compare(other, js, RECORD, record)
        found = await compare_all(js, [Pair(TOLD, one, told), Pair(RECORD, one, record)])
        assert all(each.well and not each.behind for each in found)
