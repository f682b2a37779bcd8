"""Ends tasks for certain: a cancellation can be lost in a library, and does not reach what runs in a thread."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")

AGAIN_SECONDS = 0.5


async def end(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Returns when every task has ended, cancelling again those that went on (CPython issue 86296, mended in 3.12)."""
    left = {task for task in tasks if not task.done()}
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=AGAIN_SECONDS)


async def in_thread(work: Callable[..., T], *args: object) -> T:
    """Like `asyncio.to_thread`, but a cancelled caller ends after the thread: what it reads from is closed next, and
    a database that is closed under a reader can crash the process."""
    running = asyncio.ensure_future(asyncio.to_thread(work, *args))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        while not running.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([running])
        raise
