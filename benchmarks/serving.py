"""One process of a benchmark: serves the services named first, among all that are named second."""

import asyncio
import dataclasses
import signal
import sys

from concord.services import the_service
from concord_shared.clock import SystemClock
from concord_shared.ids import RandomIds
from concord_shared.running.link import open_link
from concord_shared.running.logs import configure_logs
from concord_shared.running.one import open_running
from concord_shared.running.settings import ServiceSettings


async def serve(own: list[str], named: set[str]) -> None:
    settings = ServiceSettings()
    link = await open_link(settings, "+".join(own))
    opened = []
    for name in own:
        service = the_service(name)
        service = dataclasses.replace(service, hears=tuple(each for each in service.hears if each in named))
        opened.append(await open_running(service, "rotherham", settings, link, SystemClock(), RandomIds()))
    for each in opened:
        await each.start()
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()
    for each in opened:
        await each.stop()
    await link.close()


if __name__ == "__main__":
    configure_logs("warning")
    asyncio.run(serve(sys.argv[1].split(","), set(sys.argv[2].split(","))))
