"""Waits until everything is told, recorded, heard and carried out, as the stores and the broker themselves say."""

import asyncio
import time
from collections.abc import Mapping
from datetime import date

from nats.js import JetStreamContext
from torture.place import COMPACT, Place

from concord.services import all_services
from concord_shared.messaging import subjects
from concord_shared.messaging.publishing import end_of
from concord_shared.parts import Service
from concord_shared.store.ports import Store
from concord_shared.store.safety import UnsafeSetting

READINGS = 3


async def until_quiet(place: Place, within_seconds: float) -> list[str]:
    """What still waits after that time; empty when all was quiet on three readings."""
    services = all_services()
    stores = {name: await _made(place, name) for name in services}
    nc = await place.connect("quiet")
    ends_at, readings, waits = time.monotonic() + within_seconds, 0, ["not looked yet"]
    try:
        while readings < READINGS and time.monotonic() < ends_at:
            waits = await _waits(nc.jetstream(), services, stores)
            readings = 0 if waits else readings + 1
            await asyncio.sleep(0.5)
        return waits
    finally:
        await nc.close()
        for store in stores.values():
            store.close()


async def _made(place: Place, service: str) -> Store:
    """Its store, as soon as the service has started for the first time and made it."""
    async with asyncio.timeout(60):
        while True:
            try:
                return place.open(service)
            except (FileNotFoundError, UnsafeSetting):
                await asyncio.sleep(0.2)


async def _waits(js: JetStreamContext, services: Mapping[str, Service], stores: Mapping[str, Store]) -> list[str]:
    found = []
    try:
        ends = {name: (await end_of(js, subjects.told_stream(COMPACT, name))).position for name in services}
        for name, service in services.items():
            found += await _of_one(js, service, stores[name], ends)
    except Exception as error:
        found.append(f"the broker cannot be asked: {type(error).__name__}")
    return found


async def _of_one(js: JetStreamContext, service: Service, store: Store, ends: Mapping[str, int]) -> list[str]:
    name, found = service.name, []
    recorded = (await end_of(js, subjects.record_stream(COMPACT, name))).position
    if recorded != store.head():
        found.append(f"{name} has recorded {recorded} of {store.head()}")
    if due := store.due(date.today()):
        found.append(f"{name} has {len(due)} streams to look at")
    heard = store.heard()
    for upstream in service.hears:
        if heard.get(upstream, 0) != ends[upstream]:
            found.append(f"{name} has heard {upstream} up to {heard.get(upstream, 0)} of {ends[upstream]}")
        stream, durable = subjects.told_stream(COMPACT, upstream), subjects.durable(COMPACT, name, upstream)
        info = await js.consumer_info(stream, durable)
        if info.num_pending or info.num_ack_pending:
            found.append(f"{durable} has {info.num_pending} to deliver and {info.num_ack_pending} unacknowledged")
    return found
