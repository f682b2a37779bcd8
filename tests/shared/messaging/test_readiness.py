"""Readiness names every reason; liveness does not ask."""

import asyncio
import json
from typing import Any

from concord_shared.messaging.readiness import checks, serve_health
from concord_shared.testing.stand_in import StoreInMemory
from concord_shared.testing.told_and_heard import Writer, connected, hearing, relays, running, until


async def get(port: int | None, path: str, method: str = "GET") -> tuple[int, dict[str, Any]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{method} {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


async def test_ready_when_all_is_well_and_named_reasons_when_not(embedded_broker: Any) -> None:
    store, writer, broken = StoreInMemory(), Writer(), []

    def writable() -> None:
        if broken:
            raise OSError("Jane Doe's disk")

    async with connected(embedded_broker) as connection, hearing(embedded_broker, writer) as inbound:
        told = relays(store, connection)[0]
        check = checks(connection, writable, inbound, [told])
        async with serve_health("127.0.0.1", 0, [check]) as port:
            status, found = await get(port, "/health/ready")
            assert status == 503 and "not begun" in found["reasons"]
            async with running(told):
                await until(lambda: told.level() and "intake" in inbound.listening)
                assert await get(port, "/health/ready") == (200, {"ready": True, "reasons": []})
                broken.append(True)
                _, found = await get(port, "/health/ready")
                assert found == {"ready": False, "reasons": ["the store cannot be written (OSError)"]}
                broken.clear()
                embedded_broker.kill()
                await until(lambda: not connection.is_connected)
                status, found = await get(port, "/health/ready")
                assert status == 503 and "the broker cannot be reached" in found["reasons"]
                assert await get(port, "/health/live") == (200, {"live": True})
                embedded_broker.start()
                await until(lambda: connection.is_connected and told.trouble is None)
                await until(lambda: told.level())
        assert (await _after_restart(check)) == []


async def _after_restart(check: Any) -> list[str]:
    for _ in range(50):
        if not (found := await check()):
            return []
        await asyncio.sleep(0.1)
    return list(found)


async def test_other_pages_and_methods_are_not_found_and_no_port_means_none() -> None:
    async with serve_health("127.0.0.1", 0, []) as port:
        assert (await get(port, "/"))[0] == (await get(port, "/health/ready", "POST"))[0] == 404
    async with serve_health("127.0.0.1", None, []) as port:
        assert port is None


async def test_a_check_that_breaks_is_a_reason() -> None:
    async def breaks() -> list[str]:
        raise RuntimeError("Jane Doe")

    async with serve_health("127.0.0.1", 0, [breaks]) as port:
        assert await get(port, "/health/ready") == (
            503,
            {"ready": False, "reasons": ["a check failed (RuntimeError)"]},
        )
