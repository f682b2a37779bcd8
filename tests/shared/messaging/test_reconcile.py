"""The reconciler names what differs between stores and streams; beginning anew cures it."""

from typing import Any

from concord_shared.messaging.provision import plan
from concord_shared.messaging.reconcile import Pair, begin_anew, compare_all
from concord_shared.messaging.relays import recording, telling
from concord_shared.testing.stand_in import StoreInMemory, tell
from concord_shared.testing.told_and_heard import (
    RECORD,
    SERVICES,
    TOLD,
    connected,
    relays,
    running,
    stream_positions,
    until,
    whole,
)


def pairs(store: Any) -> list[Pair]:
    return [
        Pair(TOLD, store, telling(store, "rotherham", "intake", store.read, tell)),
        Pair(RECORD, store, recording("rotherham", "intake")),
    ]


async def filled(connection: Any, store: StoreInMemory) -> None:
    both = relays(store, connection)
    async with running(*both):
        await until(lambda: all(relay.level() for relay in both))


async def test_streams_that_equal_their_store_are_well(broker: Any) -> None:
    store = StoreInMemory()
    store.add(*[number % 2 == 0 for number in range(1200)])
    async with connected(broker) as connection:
        await filled(connection, store)
        found = await compare_all(connection.jetstream(), pairs(store))
        assert [(each.stream, each.well, each.behind) for each in found] == [(TOLD, True, 0), (RECORD, True, 0)]
        store.add(True, True)
        found = await compare_all(connection.jetstream(), pairs(store))
        assert [(each.well, each.behind) for each in found] == [(True, 2), (True, 2)]
        assert "relay fills it" in found[0].cure


async def test_a_hole_an_extra_and_another_fact_are_named_and_beginning_anew_cures_them(broker: Any) -> None:
    store, other = StoreInMemory(), StoreInMemory()
    store.add(*[True] * 6)
    other.add(*[True] * 6)
    other.facts = [store.facts[0], other.facts[1], *store.facts[2:]]
    async with connected(broker) as connection:
        js = connection.jetstream()
        make = recording("rotherham", "intake")
        for position in (1, 2, 5, 4, 6):
            message = make(other.notifications(position - 1, 1)[0], 0)
            await js.publish(message.subject, message.payload, headers=dict(message.headers))
        await js.publish(message.subject, b"x", headers={"Concord-Position": "9"})
        (found,) = await compare_all(js, pairs(store)[1:])
        assert (found.missing, found.different, found.extra, found.out_of_order) == ([3, 4], [2], [9], [4])
        assert not found.well and "begin the stream anew" in found.cure
        await begin_anew(js, RECORD, plan(["rotherham"], SERVICES))
        await filled(connection, store)
        (found,) = await compare_all(js, pairs(store)[1:])
        assert found.well and found.cure == "none is needed"
        assert await stream_positions(connection, RECORD) == whole(store)


async def test_a_stream_that_is_not_there_is_named(broker: Any) -> None:
    async with connected(broker, provisioned=False) as connection:
        (found,) = await compare_all(connection.jetstream(), pairs(StoreInMemory())[:1])
        assert not found.exists and "concord provision" in found.cure
