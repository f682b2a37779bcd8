"""The asking side: send a command or a question to a service and wait for its answer."""

import json
from typing import Any

from nats.aio.client import Client
from nats.errors import ConnectionClosedError, MaxPayloadError, NoRespondersError
from nats.errors import Error as NatsError

from concord_shared.messaging import subjects
from concord_shared.messaging.requests import MAX_PAYLOAD


class NoAnswer(Exception):
    """No answer came. `unknown` is True where a command may have been carried out all the same."""

    def __init__(self, message: str, *, unknown: bool) -> None:
        super().__init__(message)
        self.unknown = unknown


async def do(
    nc: Client,
    compact: str,
    service: str,
    command: str,
    organisation: str,
    payload: bytes,
    wait_seconds: float = 10.0,
) -> dict[str, Any]:
    """Asks `service` to carry out `command` for `organisation`; its answer. Raises NoAnswer, saying what to
    do."""
    return await _request(nc, subjects.do(compact, service, command, organisation), service, payload, wait_seconds)


async def ask(
    nc: Client,
    compact: str,
    service: str,
    question: str,
    organisation: str,
    payload: bytes,
    wait_seconds: float = 10.0,
) -> dict[str, Any]:
    """Asks `service` a question for `organisation`; its answer. Raises NoAnswer, saying what to do."""
    return await _request(nc, subjects.ask(compact, service, question, organisation), service, payload, wait_seconds)


async def _request(nc: Client, subject: str, service: str, payload: bytes, wait_seconds: float) -> dict[str, Any]:
    if len(payload) > MAX_PAYLOAD:
        raise NoAnswer("this is larger than 1 MB: send less at once", unknown=False)
    try:
        answer = await nc.request(subject, payload, timeout=wait_seconds)
    except NoRespondersError:
        raise NoAnswer(
            f"{service} does not run for this Compact: start it ('concord run', or its own process)",
            unknown=False,
        ) from None
    except (MaxPayloadError, ConnectionClosedError):
        raise NoAnswer("the broker cannot take this now: check the connection, or send less", unknown=False) from None
    except (TimeoutError, NatsError):
        raise NoAnswer(
            f"{service} has not answered within {wait_seconds:g} s: whether it was done is unknown. "
            "Send the same again with the same id: it is never done twice",
            unknown=True,
        ) from None
    return _read(answer.data, service)


def _read(data: bytes, service: str) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise NoAnswer(
            f"{service} answered in a form that this version cannot read: upgrade one of the two",
            unknown=True,
        )
    return found
