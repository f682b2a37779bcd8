"""Ends tasks for certain: one cancellation can be lost in a library that waits with a time limit."""

import asyncio
from collections.abc import Iterable

AGAIN_SECONDS = 0.5


async def end(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Returns when every task has ended, cancelling again those that went on (CPython issue 86296, mended in 3.12)."""
    left = {task for task in tasks if not task.done()}
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=AGAIN_SECONDS)
