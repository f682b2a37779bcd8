"""Commands and questions as NATS services: answered as soon as the writer has answered, refused early when
too many."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.micro import add_service
from nats.micro.request import Request as MicroRequest
from nats.micro.service import Service as MicroService
from nats.micro.service import ServiceConfig

from concord_shared.messaging.subjects import UnsafeToken, addressed, every, name
from concord_shared.refusals import Refusal

MAX_PAYLOAD = 1_000_000
MAX_IN_FLIGHT = 1024
VERSION = "1.0.0"


@dataclass(frozen=True, slots=True)
class DoRequest:
    """A command as it arrived. `organisation` is the subject's last token, on whose behalf the caller
    acts."""

    name: str
    organisation: str
    payload: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskRequest:
    name: str
    organisation: str
    payload: bytes
    headers: Mapping[str, str]


OnDo = Callable[[DoRequest], Awaitable[bytes]]
OnAsk = Callable[[AskRequest], Awaitable[bytes]]

BUSY = Refusal(code="Busy", message="Too much is waiting just now. Please try again in a moment.", passing=True)
TOO_LARGE = Refusal(code="TooLarge", message="This is larger than 1 MB. Please send less at once.")
MISADDRESSED = Refusal(code="Misaddressed", message="The subject does not name a command or question.")
FAULT = Refusal(
    code="NotAnswered",
    message="Something went wrong inside the service, and it is not known whether this was done. "
    "Please send the same again with the same id: it is never done twice.",
    passing=True,
)


class Serving:
    """One (service, Compact) taking requests; `stop` takes no new ones and waits for those in hand."""

    def __init__(self, service: MicroService, limit: int) -> None:
        self._service, self._limit = service, limit
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def in_flight(self) -> int:
        return len(self._tasks)

    async def stop(self, wait_seconds: float = 10.0) -> None:
        """Also where the broker has gone: whoever stops goes on to close its store."""
        with suppress(NatsError, TimeoutError, OSError):
            async with asyncio.timeout(wait_seconds):
                await self._service.stop()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=wait_seconds)
        for task in self._tasks:
            task.cancel()

    def taking(self, answer: Callable[[str, str, MicroRequest], Awaitable[bytes]]) -> Callable[..., Awaitable[None]]:
        async def take(request: MicroRequest) -> None:
            """Returns at once: nats.micro handles one request after the other."""
            if refusal := self._early(request):
                await _respond(request, refused(refusal))
                return
            task = asyncio.create_task(_answered(request, answer))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        return take

    def _early(self, request: MicroRequest) -> Refusal | None:
        if len(request.data) > MAX_PAYLOAD:
            return TOO_LARGE
        return BUSY if len(self._tasks) >= self._limit else None


async def serve(
    nc: Client, compact: str, service: str, on_do: OnDo, on_ask: OnAsk, *, max_in_flight: int = MAX_IN_FLIGHT
) -> Serving:
    """Registers a NATS service named ``<service>-<compact>`` (see ``$SRV.INFO``) with endpoints `do` and
    `ask`. Instances share the requests. What `on_do` or `on_ask` raises is answered as a refusal without
    its text."""
    config = ServiceConfig(
        name=f"{name(service)}-{name(compact)}",
        version=VERSION,
        description=f"Concord: {service} of {compact}",
        metadata={"compact": compact, "service": service},
    )
    micro = await add_service(nc, config)
    serving = Serving(micro, max_in_flight)

    async def do(what: str, organisation: str, request: MicroRequest) -> bytes:
        return await on_do(DoRequest(what, organisation, request.data, request.headers or {}))

    async def ask(what: str, organisation: str, request: MicroRequest) -> bytes:
        return await on_ask(AskRequest(what, organisation, request.data, request.headers or {}))

    for kind, answer in (("do", do), ("ask", ask)):
        subject = every(kind, compact, service)
        await micro.add_endpoint(name=kind, subject=subject, handler=serving.taking(answer))
    await nc.flush()
    return serving


async def _answered(request: MicroRequest, answer: Callable[[str, str, MicroRequest], Awaitable[bytes]]) -> None:
    await _respond(request, await _body(request, answer))


async def _body(request: MicroRequest, answer: Callable[[str, str, MicroRequest], Awaitable[bytes]]) -> bytes:
    try:
        to = addressed(request.subject)
        return await answer(to.name, to.organisation, request)
    except UnsafeToken:
        return refused(MISADDRESSED)
    except Exception as error:
        refusal = getattr(error, "refusal", None)
        return refused(refusal if isinstance(refusal, Refusal) else FAULT)


async def _respond(request: MicroRequest, body: bytes) -> None:
    try:
        await request.respond(body if len(body) <= MAX_PAYLOAD else refused(TOO_LARGE_ANSWER))
    except Exception:
        # The asker is gone or the link is down: the answer is kept under the command's id.
        return


TOO_LARGE_ANSWER = Refusal(code="AnswerTooLarge", message="The answer is larger than 1 MB: ask for less at once.")


def refused(refusal: Refusal) -> bytes:
    """A refusal as it is answered."""
    return json.dumps({"accepted": False} | refusal.model_dump(exclude_none=True)).encode()
