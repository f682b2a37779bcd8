"""A process's connections to the broker: one for requests and relays, one through FastStream for hearing facts."""

from dataclasses import dataclass

from faststream.nats import NatsBroker
from nats.aio.client import Client
from nats.js import JetStreamContext

from concord_shared.messaging.connection import connect, faststream_broker, read_token
from concord_shared.running.settings import ServiceSettings


@dataclass
class Link:
    nc: Client
    js: JetStreamContext
    broker: NatsBroker

    async def close(self) -> None:
        await self.broker.stop()
        await self.nc.close()


async def open_link(settings: ServiceSettings, name: str) -> Link:
    """Raises BrokerRefused, saying what to do, where no fit broker answers."""
    token = read_token(settings.nats_token_file)
    nc = await connect(settings.nats_url, token, name)
    broker = faststream_broker(settings.nats_url, token, f"{name}-hears")
    await broker.start()
    return Link(nc, nc.jetstream(publish_async_max_pending=512), broker)
