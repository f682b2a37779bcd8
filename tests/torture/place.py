"""Where one torture happens: a folder with a broker, keys and stores, and what every process is told about it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nats.aio.client import Client

from concord.services import all_services
from concord_shared.messaging.connection import connect
from concord_shared.messaging.embedded import EmbeddedBroker
from concord_shared.messaging.provision import Spec, plan, provision
from concord_shared.store.keks import make_keks
from concord_shared.store.opening import open_store
from concord_shared.store.ports import Store

COMPACT = "rotherham"


@dataclass
class Place:
    """`stores` is a PostgreSQL database's URL; SQLite files in the folder without it."""

    folder: Path
    stores: str | None = None
    broker: EmbeddedBroker = field(init=False)

    def __post_init__(self) -> None:
        self.broker = EmbeddedBroker(self.folder / "broker")
        make_keks(self.folder / "keks")

    @property
    def store_url(self) -> str:
        return self.stores or f"sqlite:///{self.folder}/stores"

    @property
    def outbox(self) -> Path:
        return self.folder / "outbox"

    def environment(self, name: str) -> dict[str, str]:
        """The settings of the process called `name`; read sides are its own."""
        return {
            "CONCORD_NATS_URL": self.broker.url,
            "CONCORD_NATS_TOKEN_FILE": str(self.broker.token_file),
            "CONCORD_NATS_MONITOR_URLS": json.dumps([self.broker.monitor_url]),
            "CONCORD_STORE_URL": self.store_url,
            "CONCORD_KEYS_URL": self.stores or f"sqlite:///{self.folder}/keys/keys.sqlite",
            "CONCORD_KEKS_DIR": str(self.folder / "keks"),
            "CONCORD_OUTBOX_DIR": str(self.outbox),
            "CONCORD_READS_DIR": str(self.folder / "reads" / name),
            "CONCORD_SWEEP_SECONDS": "2",
            "CONCORD_LOG_LEVEL": "warning",
        }

    def plan(self) -> Sequence[Spec]:
        return plan([COMPACT], {name: service.hears for name, service in all_services().items()})

    async def provision(self) -> None:
        """Raises BrokerRefused where no broker answers."""
        nc = await self.connect("provision")
        try:
            await provision(nc.jetstream(), self.plan())
        finally:
            await nc.close()

    async def connect(self, name: str) -> Client:
        return await connect(self.broker.url, self.broker.token, f"torture-{name}")

    def open(self, service: str) -> Store:
        """Raises FileNotFoundError where the service has not made its store yet."""
        return open_store(self.store_url, service, COMPACT, create=False)
