"""Somebody who sends commands over the broker, and sends the same again until it is answered."""

import asyncio
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from nats.aio.client import Client

from concord_shared.messaging import asking

Reply = dict[str, Any]


class NotAccepted(AssertionError):
    """A command that had to be accepted was refused."""


@dataclass
class Caller:
    """`patience` is how long one command is tried; every try carries the same id, so that it is done once."""

    nc: Client
    compact: str = "rotherham"
    patience: float = 60.0
    wait_seconds: float = 3.0
    tries: int = field(default=0, init=False)

    async def do(self, command: str, who: str, case: str | None = None, **body: Any) -> Reply:
        """`command` is ``service.Command``, `who` ``organisation/office[/officer]``. Raises NotAccepted."""
        reply = await self.send(command, who, case, body)
        if not reply.get("accepted"):
            raise NotAccepted(f"{command} by {who}: {reply.get('code')}: {reply.get('message')}")
        return reply

    async def send(
        self, command: str, who: str, case: str | None, body: Any, *, on_behalf_of: str | None = None
    ) -> Reply:
        """The answer, accepted or refused; passing refusals and silence are tried again."""
        organisation, office, *officer = who.split("/")
        payload = {
            "id": uuid.uuid4().hex,
            "case": case,
            "office": office,
            "on_behalf_of": on_behalf_of,
            "body": body,
        }
        if officer:
            payload["officer"] = officer[0]
        service, name = command.split(".")
        return await self._until_answered(service, name, organisation, json.dumps(payload).encode())

    async def ask(self, question: str, who: str, **body: Any) -> Reply:
        organisation, office, *_ = who.split("/")
        service, name = question.split(".")
        payload = json.dumps({"office": office, "body": body}).encode()
        return await asking.ask(self.nc, self.compact, service, name, organisation, payload, self.wait_seconds)

    async def _until_answered(self, service: str, name: str, organisation: str, payload: bytes) -> Reply:
        ends_at = asyncio.get_running_loop().time() + self.patience
        while True:
            self.tries += 1
            try:
                reply = await asking.do(self.nc, self.compact, service, name, organisation, payload, self.wait_seconds)
            except asking.NoAnswer:
                reply = {"accepted": False, "code": "NoAnswer"}
            if reply["code"] not in PASSING if not reply["accepted"] else True:
                return reply
            if asyncio.get_running_loop().time() > ends_at:
                return reply
            await asyncio.sleep(0.05)


PASSING = frozenset({"Busy", "NoAnswer", "NotAnswered", "NotDone", "PackNotPublished"})
