"""A service as a process of its own: opens what it needs, says when it is ready, ends in order on SIGTERM."""

import asyncio
import signal
import sys

import structlog

from concord_shared.clock import SystemClock
from concord_shared.ids import RandomIds
from concord_shared.messaging.connection import BrokerRefused, check_sync
from concord_shared.messaging.readiness import serve_health
from concord_shared.messaging.relays import StreamDiffers
from concord_shared.parts import Service
from concord_shared.running.collecting import collect_seldom
from concord_shared.running.link import open_link
from concord_shared.running.logs import configure_logs
from concord_shared.running.one import Running, open_running
from concord_shared.running.settings import ServiceSettings
from concord_shared.running.watch import any_rings
from concord_shared.store.safety import UnsafeSetting

log = structlog.get_logger()


class Stopped(Exception):
    """Part of a running service has ended by itself: the whole ends, so that whoever supervises it starts it anew."""


def run_service(service: Service, settings: ServiceSettings) -> None:
    """Runs until SIGTERM or SIGINT. Exits 1, saying what to do, where something would lose data or is missing."""
    configure_logs(settings.log_level)
    try:
        asyncio.run(_run(service, settings))
    except (BrokerRefused, StreamDiffers, UnsafeSetting) as refused:
        sys.exit(f"{service.name} does not start: {refused}")
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        sys.exit(f"{service.name} does not start: {error.strerror or type(error).__name__}{where}. Check its settings.")
    except Stopped as stopped:
        sys.exit(f"{service.name} ends, because part of it stood still: {stopped}.")


async def _run(service: Service, settings: ServiceSettings) -> None:
    for url in settings.nats_monitor_urls:
        await check_sync(url)
    link = await open_link(settings, service.name)
    opened: list[Running] = []
    try:
        for compact in settings.compacts:
            opened.append(await open_running(service, compact, settings, link, SystemClock(), RandomIds()))
        for running in opened:
            await running.start()
        collect_seldom()
        log.info("ready", service=service.name, compacts=list(settings.compacts))
        await _until_ended(opened, settings)
    finally:
        for running in opened:
            await running.stop()
        await link.close()


async def _until_ended(opened: list[Running], settings: ServiceSettings) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    async with serve_health(settings.health_host, settings.health_port, [each.checks() for each in opened]):
        await any_rings([ended, *(each.watch.rang for each in opened)])
    if dead := [said for each in opened for said in each.watch.dead]:
        raise Stopped("; ".join(dead))
