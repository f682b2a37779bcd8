"""Talks to running services over the broker: commands (do) and questions (ask)."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from nats.aio.client import Client

from concord.acting import Acting
from concord.reach import Reach
from concord.saying import Misused, Trouble
from concord_shared.messaging import asking
from concord_shared.messaging.connection import BrokerRefused, connect, read_token
from concord_shared.messaging.subjects import UnsafeToken

ANSWER_SECONDS = 30.0
Send = Callable[..., Awaitable[dict[str, Any]]]


@dataclass(frozen=True)
class Talk:
    """One Compact's services, over one connection."""

    nc: Client
    compact: str

    async def do(
        self,
        what: tuple[str, str],
        acting: Acting,
        command_id: str,
        body: Mapping[str, Any],
        *,
        case: str | None = None,
        on: str | None = None,
        on_behalf_of: str | None = None,
    ) -> dict[str, Any]:
        """The reply to ``(service, command)``, accepted or refused. Raises Trouble where nobody answers."""
        outer = {"case": case, "officer": acting.officer, "on_behalf_of": on_behalf_of, "occurred_on": on}
        said = {name: value for name, value in outer.items() if value is not None}
        payload = {"id": command_id, "office": acting.office, "body": dict(body), **said}
        return await self._sent(asking.do, what, acting, payload)

    async def ask(self, what: tuple[str, str], acting: Acting, body: Mapping[str, Any]) -> dict[str, Any]:
        payload: dict[str, Any] = {"office": acting.office, "body": dict(body)}
        if acting.officer:
            payload["officer"] = acting.officer
        return await self._sent(asking.ask, what, acting, payload)

    async def replay(self, service: str, case: str, acting: Acting) -> dict[str, Any]:
        """Takes up a case again that the service has put aside."""
        payload = {"case": case, "office": acting.office, "officer": acting.officer}
        return await self._sent(asking.do, (service, "ReplayRefused"), acting, payload)

    async def _sent(
        self, send: Send, what: tuple[str, str], acting: Acting, payload: Mapping[str, Any]
    ) -> dict[str, Any]:
        body = json.dumps(payload, default=str).encode()
        try:
            return await send(self.nc, self.compact, *what, acting.organisation, body, ANSWER_SECONDS)
        except asking.NoAnswer as none:
            raise Trouble(f"No answer: {none}.") from None
        except UnsafeToken as error:
            raise Misused(f"This cannot be sent: {error}.") from None


@asynccontextmanager
async def talk_to(where: Reach) -> AsyncIterator[Talk]:
    """The Concord that runs there. Raises Trouble where none does."""
    found = where.found()
    try:
        nc = await connect(found.url, read_token(found.token_file), "concord-cli", wait_seconds=5)
    except BrokerRefused as refused:
        raise Trouble(f"Nothing was asked: {refused}." if found.named else _gone(where)) from None
    try:
        yield Talk(nc, found.compact)
    finally:
        await nc.close()


def _gone(where: Reach) -> str:
    return (
        f"Concord was started on {where.data} but does not answer any more. Start it again with 'concord run --data "
        f"{where.data}'; it goes on where it was."
    )
