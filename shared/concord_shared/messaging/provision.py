"""Which streams and durables there must be; and making, comparing and updating them (`concord provision`)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from nats.js import JetStreamContext
from nats.js.api import (
    AckPolicy,
    ConsumerConfig,
    DeliverPolicy,
    DiscardPolicy,
    ReplayPolicy,
    RetentionPolicy,
    StorageType,
    StreamConfig,
)
from nats.js.errors import APIError, NotFoundError

from concord_shared.messaging import subjects

ACK_WAIT_SECONDS = 10.0
MAX_ACK_PENDING = 256
Storage = Literal["file", "memory"]


@dataclass(frozen=True)
class StreamSpec:
    name: str
    wanted: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True)
class DurableSpec:
    name: str
    stream: str
    wanted: Mapping[str, Any] = field(hash=False)


Spec = StreamSpec | DurableSpec


@dataclass(frozen=True)
class Change:
    """One difference between what is and what must be; `field` None where the whole was missing."""

    name: str
    what: Literal["stream", "durable"]
    field: str | None
    was: str | None
    becomes: str | None


class CannotProvision(Exception):
    """The broker refuses a change that cannot be made on what exists; says what to do."""


def plan(
    compacts: Iterable[str],
    services: Mapping[str, Sequence[str]],
    *,
    replicas: int = 1,
    storage: Storage = "file",
) -> list[Spec]:
    """`services` maps each service to those that it hears. Memory storage is for scenarios alone: it loses
    all at the end."""
    specs: list[Spec] = [_stream(subjects.REFUSED, list(subjects.ADVISORIES), replicas, storage)]
    for compact in sorted(compacts):
        specs.append(_stream(subjects.reporting_stream(compact), [subjects.reporting(compact)], replicas, storage))
        for service in sorted(services):
            told, record = subjects.told_stream(compact, service), subjects.record_stream(compact, service)
            specs.append(_stream(told, [subjects.all_told(compact, service)], replicas, storage))
            specs.append(_stream(record, [subjects.record(compact, service)], replicas, storage))
        for service, hears in sorted(services.items()):
            specs.extend(_durable(compact, service, upstream, replicas, storage) for upstream in sorted(hears))
    return specs


def _stream(name: str, heard: list[str], replicas: int, storage: Storage) -> StreamSpec:
    return StreamSpec(
        name,
        {
            "subjects": heard,
            "storage": StorageType(storage),
            "retention": RetentionPolicy.LIMITS,
            "discard": DiscardPolicy.NEW,
            "num_replicas": replicas,
            "max_age": 0,
            "max_msgs": -1,
            "max_bytes": -1,
            "max_msgs_per_subject": -1,
            # The window is never relied on; 100 ms is the least that the server takes.
            "duplicate_window": 0.1,
            "deny_delete": True,
            "deny_purge": True,
            "allow_rollup_hdrs": False,
            "allow_direct": False,
            "allow_atomic": True,
        },
    )


def _durable(compact: str, service: str, upstream: str, replicas: int, storage: Storage) -> DurableSpec:
    name = subjects.durable(compact, service, upstream)
    return DurableSpec(
        name,
        subjects.told_stream(compact, upstream),
        {
            "deliver_subject": subjects.deliver(compact, service, upstream),
            "deliver_group": name,
            "deliver_policy": DeliverPolicy.ALL,
            "replay_policy": ReplayPolicy.INSTANT,
            "ack_policy": AckPolicy.EXPLICIT,
            "ack_wait": ACK_WAIT_SECONDS,
            "max_deliver": -1,
            "max_ack_pending": MAX_ACK_PENDING,
            "filter_subject": None,
            "filter_subjects": None,
            "num_replicas": replicas,
            "mem_storage": True if storage == "memory" else None,
        },
    )


def durable_config(compact: str, service: str, upstream: str) -> ConsumerConfig:
    """The durable as provisioned. nats-py makes one of its own where it finds none while it subscribes:
    with this it can make no other."""
    spec = _durable(compact, service, upstream, 0, "file")
    return ConsumerConfig(spec.name, spec.name).evolve(**spec.wanted)


async def differences(js: JetStreamContext, specs: Iterable[Spec]) -> list[Change]:
    """What `provision` would change, without changing it."""
    return await provision(js, specs, dry_run=True)


async def provision(js: JetStreamContext, specs: Iterable[Spec], dry_run: bool = False) -> list[Change]:
    """Makes what is missing and updates what differs; nothing is ever deleted. Raises CannotProvision."""
    changes: list[Change] = []
    for spec in specs:
        found = await _found(js, spec)
        changed = _compare(spec, found)
        if changed and not dry_run:
            await _apply(js, spec, found)
        changes.extend(changed)
    return changes


async def _found(js: JetStreamContext, spec: Spec) -> StreamConfig | ConsumerConfig | None:
    try:
        if isinstance(spec, StreamSpec):
            return (await js.stream_info(spec.name)).config
        config: ConsumerConfig = (await js.consumer_info(spec.stream, spec.name)).config
        return config
    except NotFoundError:
        return None


def _compare(spec: Spec, found: StreamConfig | ConsumerConfig | None) -> list[Change]:
    what: Literal["stream", "durable"] = "stream" if isinstance(spec, StreamSpec) else "durable"
    if found is None:
        return [Change(spec.name, what, None, None, "made")]
    pairs = {name: (_plain(getattr(found, name, None)), _plain(value)) for name, value in spec.wanted.items()}
    return [Change(spec.name, what, name, was, becomes) for name, (was, becomes) in pairs.items() if was != becomes]


def _plain(value: Any) -> str:
    if value is None or value is False or value == 0 or value == []:
        return "none"
    if isinstance(value, list):
        return ", ".join(sorted(value))
    return str(getattr(value, "value", value))


async def _apply(js: JetStreamContext, spec: Spec, found: StreamConfig | ConsumerConfig | None) -> None:
    try:
        if isinstance(spec, StreamSpec):
            await _apply_stream(js, spec, found)
        else:
            config = found if isinstance(found, ConsumerConfig) else ConsumerConfig(spec.name, spec.name)
            await js.add_consumer(spec.stream, config.evolve(**spec.wanted))
    except APIError as error:
        raise CannotProvision(
            f"{spec.name} cannot be made as it must be ({error.description}): what exists forbids the "
            f"change. "
            "'concord reconcile' can begin it anew; the event stores hold everything that it carries"
        ) from error


async def _apply_stream(js: JetStreamContext, spec: StreamSpec, found: Any) -> None:
    if isinstance(found, StreamConfig):
        await js.update_stream(found.evolve(**spec.wanted))
    else:
        await js.add_stream(StreamConfig(name=spec.name).evolve(**spec.wanted))
