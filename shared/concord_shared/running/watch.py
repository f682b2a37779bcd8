"""Watches over work that must go on until it is told to end: what dies in silence leaves a service half alive."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any

import structlog

from concord_shared.messaging.ending import end

log = structlog.get_logger()


class Watch:
    """`dead` says what has ended by itself, in words; `rang` is set at the first. One per (service, Compact)."""

    def __init__(self, whose: str) -> None:
        self._whose, self._over = whose, False
        self._tasks: list[asyncio.Task[None]] = []
        self.dead: list[str] = []
        self.rang = asyncio.Event()

    def begin(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.append(task)
        self.over(task)

    def over(self, task: "asyncio.Task[None]") -> None:
        """Also over a task that others begin and end; one that returns has done its work."""
        task.add_done_callback(self._ended)

    def lift(self) -> None:
        """From now on work may end."""
        self._over = True

    async def end(self) -> None:
        self.lift()
        await end(self._tasks)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        if self._over:
            return
        error = None if task.cancelled() else task.exception()
        if error is None and not task.cancelled() and task not in self._tasks:
            return
        why = type(error).__name__ if error else "it was ended" if task.cancelled() else "it returned"
        self.dead.append(f"the {task.get_name()} of {self._whose} has stopped ({why}): start it again")
        # Rung before it is logged: a log that cannot be written has stopped a writer before.
        self.rang.set()
        log.error("work_stopped", service=self._whose, work=task.get_name(), error=why, exc_info=error)


async def any_rings(events: Iterable[asyncio.Event]) -> None:
    """Returns when one of them is set."""
    waiting = [asyncio.create_task(_set(each)) for each in events]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await end(waiting)


async def _set(event: asyncio.Event) -> None:
    await event.wait()
