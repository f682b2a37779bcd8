"""A process's connections to the broker: one for requests and relays, one through FastStream for hearing facts."""

from contextlib import suppress
from dataclasses import dataclass, field

from faststream.nats import NatsBroker
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js import JetStreamContext

from concord_shared.messaging.connection import connect, faststream_broker, read_token
from concord_shared.running.settings import ServiceSettings


@dataclass
class Link:
    nc: Client
    js: JetStreamContext
    broker: NatsBroker
    settings: ServiceSettings
    own: list[Client] = field(default_factory=list)

    async def connection(self, name: str) -> Client:
        """A further connection, closed with the link. A relay needs its own: the broker syncs what is published to a
        stream before it reads the connection on, so that answers on the same one would wait for the disk."""
        nc = await connect(self.settings.nats_url, read_token(self.settings.nats_token_file), name)
        self.own.append(nc)
        return nc

    async def close(self) -> None:
        """Also where the broker has gone, which would have to be asked to drain."""
        with suppress(NatsError, TimeoutError, OSError):
            await self.broker.stop()
        for nc in (*self.own, self.nc):
            await nc.close()


async def open_link(settings: ServiceSettings, name: str) -> Link:
    """Raises BrokerRefused, saying what to do, where no fit broker answers."""
    token = read_token(settings.nats_token_file)
    nc = await connect(settings.nats_url, token, name)
    broker = faststream_broker(settings.nats_url, token, f"{name}-hears")
    await broker.start()
    return Link(nc, nc.jetstream(), broker, settings)
