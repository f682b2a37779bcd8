"""Finds what has lapsed, or waits to be carried out, as of now: a lost timer loses nothing."""

import asyncio
from datetime import date

import structlog

from concord_shared.clock import Clock, local_day
from concord_shared.parts import NotNow, Service, Tools
from concord_shared.running.jobs import SweepJob
from concord_shared.running.memory import Memory
from concord_shared.running.writer import Writer

log = structlog.get_logger()


class Sweeper:
    """Looks when something due was committed, when told to, and every so often."""

    def __init__(self, service: Service, memory: Memory, writer: Writer, clock: Clock, every: float) -> None:
        self._service, self._memory, self._writer = service, memory, writer
        self._clock, self._every = clock, every
        self._tried: dict[str, tuple[date, int]] = {}
        self.working = False

    @property
    def quiet(self) -> bool:
        return not self.working and not self._writer.sweep_wanted.is_set()

    async def run(self) -> None:
        """Looks at once when it starts: what came due while nothing ran is found then."""
        while True:
            self._writer.sweep_wanted.clear()
            self.working = True
            try:
                await self.sweep()
            except Exception as error:
                log.error("sweep_failed", service=self._service.name, error=type(error).__name__)
            finally:
                self.working = False
            try:
                async with asyncio.timeout(self._every):
                    await self._writer.sweep_wanted.wait()
            except TimeoutError:
                self._tried.clear()

    async def sweep(self) -> int:
        """Sweeps every stream that is due today, each once for what it then is; how many were looked at."""
        looked = 0
        while streams := self._untried():
            for stream in streams:
                await self._try(stream)
            looked += len(streams)
        return looked

    def _untried(self) -> list[str]:
        today = local_day(self._clock.now())
        return [stream for stream in self._memory.store.due(today) if self._is_untried(stream, today)]

    def _is_untried(self, stream: str, today: date) -> bool:
        try:
            return self._tried.get(stream) != (today, self._memory.load(stream).version)
        except Exception as error:
            self._failed(stream, error)
            return False

    async def _try(self, stream: str) -> None:
        """What fails is tried again the next time, and keeps no other stream waiting."""
        try:
            await self._one(stream)
        except NotNow:
            return
        except Exception as error:
            self._failed(stream, error)

    def _failed(self, stream: str, error: Exception) -> None:
        log.error("sweep_failed", service=self._service.name, stream=stream, error=type(error).__name__)

    async def _one(self, stream: str) -> None:
        known = self._memory.load(stream)
        self._tried[stream] = (local_day(self._clock.now()), known.version)
        done = None
        if self._service.effect is not None:
            done = await self._service.effect(stream, known.state, self._tools())
        await self._writer.submit(SweepJob(stream, done, known.version))

    def _tools(self) -> Tools:
        keys = self._memory.mapper.keys
        return Tools(self._clock.now(), keys.open_told, keys.erase, self._memory.directory, self._memory.kept)
