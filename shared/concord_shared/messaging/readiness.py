"""`/health/live` and `/health/ready`: ready only where the store, the broker, each durable and each relay
are well."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager

from nats.aio.client import Client
from nats.js.errors import NotFoundError

from concord_shared.messaging.inbound import Inbound
from concord_shared.messaging.relay import Relay

Check = Callable[[], Awaitable[Sequence[str]]]
READ_SECONDS, CHECK_SECONDS, MAX_HEAD = 5.0, 4.0, 8192


def checks(nc: Client, store_writable: Callable[[], object], inbound: Inbound | None, relays: Iterable[Relay]) -> Check:
    """One check for one (service, Compact): gives the reasons why it is not ready, none where it is.
    `store_writable` raises where the store cannot be written."""
    watched = list(relays)

    async def check() -> Sequence[str]:
        reasons = await _store(store_writable)
        if not nc.is_connected:
            return [*reasons, "the broker cannot be reached"]
        reasons += [relay.trouble for relay in watched if relay.trouble]
        return reasons + (await _durables(nc, inbound) if inbound else [])

    return check


async def _store(writable: Callable[[], object]) -> list[str]:
    try:
        await asyncio.to_thread(writable)
    except Exception as error:
        return [f"the store cannot be written ({type(error).__name__})"]
    return []


async def _durables(nc: Client, inbound: Inbound) -> list[str]:
    js = nc.jetstream(timeout=2)
    reasons = [f"{upstream} is no longer heard: {why}" for upstream, why in inbound.stopped.items()]
    reasons += list(inbound.trouble.values())
    for upstream, (stream, durable) in inbound.durables.items():
        if upstream not in inbound.listening | inbound.trouble.keys() | inbound.stopped.keys():
            reasons.append(f"{upstream} is not listened to yet")
        try:
            await js.consumer_info(stream, durable)
        except NotFoundError:
            reasons.append(f"the durable {durable} does not exist: run 'concord provision'")
        except Exception as error:
            reasons.append(f"the durable {durable} cannot be asked for ({type(error).__name__})")
    return list(dict.fromkeys(reasons))


async def reasons(every: Iterable[Check]) -> list[str]:
    """All that keeps a process from being ready; a check that takes too long is a reason too."""
    found: list[str] = []
    for check in every:
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                found += await check()
        except TimeoutError:
            found.append("a check did not answer in time")
        except Exception as error:
            found.append(f"a check failed ({type(error).__name__})")
    return found


@asynccontextmanager
async def serve_health(host: str, port: int | None, every: Sequence[Check]) -> AsyncIterator[int | None]:
    """Answers while the block runs; gives the port (0 asks the system for one; None opens none)."""
    if port is None:
        yield None
        return

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            async with asyncio.timeout(READ_SECONDS + CHECK_SECONDS * (len(every) + 1)):
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(await _reply(head, every))
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, host, port, limit=MAX_HEAD)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def _reply(head: bytes, every: Sequence[Check]) -> bytes:
    match head.split(b" ", 2):
        case [b"GET", b"/health/live", _]:
            return _http("200 OK", {"live": True})
        case [b"GET", b"/health/ready", _]:
            found = await reasons(every)
            return _http("503 Service Unavailable" if found else "200 OK", {"ready": not found, "reasons": found})
    return _http("404 Not Found", {"pages": ["/health/live", "/health/ready"]})


def _http(status: str, answer: dict[str, object]) -> bytes:
    body = json.dumps(answer).encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"Cache-Control: no-store\r\nConnection: close\r\n\r\n" + body
