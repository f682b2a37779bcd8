"""Streams and durables are made once, compared and updated; a dry run changes nothing."""

from typing import Any

import pytest
from nats.js.errors import APIError

from concord_shared.messaging.provision import (
    CannotProvision,
    Change,
    DurableSpec,
    differences,
    plan,
    provision,
)
from concord_shared.testing.told_and_heard import DURABLE, SERVICES, TOLD, connected

PLAN = plan(["rotherham"], SERVICES)


def test_the_plan_has_one_stream_per_teller_and_one_durable_per_hearing() -> None:
    assert [spec.name for spec in plan(["rotherham"], {"intake": ["directory"], "directory": []})] == [
        "REFUSED",
        "REPORTING_ROTHERHAM",
        "TOLD_DIRECTORY_ROTHERHAM",
        "RECORD_DIRECTORY_ROTHERHAM",
        "TOLD_INTAKE_ROTHERHAM",
        "RECORD_INTAKE_ROTHERHAM",
        "INTAKE_HEARS_DIRECTORY_ROTHERHAM",
    ]


async def test_provisioning_twice_changes_nothing_the_second_time(broker: Any) -> None:
    async with connected(broker, provisioned=False) as connection:
        js = connection.jetstream()
        dry = await provision(js, PLAN, dry_run=True)
        assert [change.becomes for change in dry] == ["made"] * len(PLAN)
        assert await js.streams_info() == []
        assert await provision(js, PLAN) == dry
        assert await provision(js, PLAN) == await differences(js, PLAN) == []


async def test_what_was_changed_by_hand_is_named_and_set_right(broker: Any) -> None:
    async with connected(broker) as connection:
        js = connection.jetstream()
        await js.update_stream((await js.stream_info(TOLD)).config.evolve(max_age=60.0))
        config = (await js.consumer_info(TOLD, DURABLE)).config
        await js.add_consumer(TOLD, config.evolve(max_ack_pending=7))
        wrong = [
            Change(TOLD, "stream", "max_age", "60.0", "none"),
            Change(DURABLE, "durable", "max_ack_pending", "7", "256"),
        ]
        assert await differences(js, PLAN) == wrong
        assert await provision(js, PLAN) == wrong
        assert await differences(js, PLAN) == []


async def test_a_change_that_the_broker_forbids_says_what_to_do(broker: Any) -> None:
    async with connected(broker) as connection:
        with pytest.raises(CannotProvision, match="concord reconcile"):
            await provision(connection.jetstream(), plan(["rotherham"], SERVICES, storage="memory"))


async def test_nothing_can_be_deleted_or_purged_and_all_takes_atomic_batches(broker: Any) -> None:
    async with connected(broker) as connection:
        js = connection.jetstream()
        await js.publish("concord.rotherham.record.intake", b"x")
        with pytest.raises(APIError):
            await js.purge_stream("RECORD_INTAKE_ROTHERHAM")
        with pytest.raises(APIError):
            await js._api_request("$JS.API.STREAM.MSG.DELETE.RECORD_INTAKE_ROTHERHAM", b'{"seq":1}', timeout=2)
        for info in await js.streams_info():
            assert info.config.allow_atomic and info.config.deny_delete and not info.config.max_age


async def test_a_message_that_the_broker_gives_up_is_kept_in_refused(broker: Any) -> None:
    async with connected(broker) as connection:
        js = connection.jetstream()
        await js.publish("concord.rotherham.told.intake.X.v1.a", b"x")
        reader = await js.pull_subscribe("", stream=TOLD, durable="careless")
        await (await reader.fetch(1))[0].term()
        for _ in range(100):
            if (await js.stream_info("REFUSED")).state.messages:
                break
        assert (await js.stream_info("REFUSED")).state.messages == 1


async def test_memory_is_for_scenarios_and_needs_no_other_code(broker: Any) -> None:
    async with connected(broker, provisioned=False) as connection:
        js = connection.jetstream()
        scenario = plan(["rotherham"], SERVICES, storage="memory")
        await provision(js, scenario)
        assert await differences(js, scenario) == []


def test_a_durable_never_gives_up_and_has_no_filter() -> None:
    durables = [spec for spec in PLAN if isinstance(spec, DurableSpec)]
    assert {(each.wanted["max_deliver"], each.wanted["filter_subject"]) for each in durables} == {(-1, None)}
    assert len({each.wanted["deliver_subject"] for each in durables}) == len(durables)
