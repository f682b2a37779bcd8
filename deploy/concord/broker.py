"""A connection to the broker whose streams are looked at: one that runs, or a folder's own, begun for this alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from concord.place import Place
from concord.saying import Trouble

if TYPE_CHECKING:
    from nats.aio.client import Client


@asynccontextmanager
async def broker_of(
    place: Place, nats: str | None, token_file: Path | None, *, alone: bool = False
) -> "AsyncIterator[Client]":
    """The broker named, that of the Concord that runs there (unless `alone`), or the folder's own, begun for this.
    Raises Trouble, BrokerRefused."""
    from contextlib import ExitStack

    from concord_shared.messaging.connection import connect, read_token
    from concord_shared.messaging.embedded import BrokerTrouble, EmbeddedBroker

    with ExitStack() as stack:
        if nats is not None:
            url, token = nats, read_token(token_file)
        elif place.card.exists() and not alone:
            card = place.read_card()
            url, token = card["url"], read_token(Path(card["token_file"]))
        else:
            try:
                stack.enter_context(place.held())
                broker = stack.enter_context(EmbeddedBroker(place.broker))
            except BrokerTrouble as trouble:
                raise Trouble(f"The broker of {place.folder} does not start: {trouble}") from None
            url, token = broker.url, broker.token
        nc = await connect(url, token, "concord-reconcile", wait_seconds=5)
        try:
            yield nc
        finally:
            await nc.close()
