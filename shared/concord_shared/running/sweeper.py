"""Finds what has lapsed, or waits to be carried out, as of now: a lost timer loses nothing."""

import asyncio
from collections.abc import Sequence
from datetime import date
from itertools import groupby

import structlog

from concord_shared.clock import Clock, local_day
from concord_shared.parts import NotNow, Service, Tools
from concord_shared.running.jobs import SweepJob
from concord_shared.running.memory import Memory
from concord_shared.running.writer import Writer

AT_ONCE = 8
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
        """Sweeps every stream that is due today, each once for what it then is; how many were looked at. Streams of one
        kind go together, a few at once, and are committed together; those of the next kind follow what they did."""
        if self._service.effect is not None and not await self._is_our_turn():
            return 0
        looked = 0
        while streams := self._untried():
            for _, of_a_kind in groupby(streams, lambda stream: stream.partition("-")[0]):
                found = list(of_a_kind)
                for first in range(0, len(found), AT_ONCE):
                    await self._try(found[first : first + AT_ONCE])
            looked += len(streams)
        return looked

    async def _is_our_turn(self) -> bool:
        """Of several instances one alone sends and lays down: else each would send the same letter."""
        ours = await asyncio.to_thread(self._memory.store.is_our_turn)
        if ours:
            self._memory.catch_up()
        return ours

    def _untried(self) -> list[str]:
        today = local_day(self._clock.now())
        return [stream for stream in self._memory.store.due(today) if self._is_untried(stream, today)]

    def _is_untried(self, stream: str, today: date) -> bool:
        try:
            return self._tried.get(stream) != (today, self._memory.load(stream).version)
        except Exception as error:
            self._failed(stream, error)
            return False

    async def _try(self, streams: Sequence[str]) -> None:
        """What fails is tried again the next time, and keeps no other stream waiting."""
        done = await asyncio.gather(*(self._done(stream) for stream in streams), return_exceptions=True)
        submitted = []
        for stream, one in zip(streams, done, strict=True):
            if isinstance(one, SweepJob):
                submitted.append((stream, self._writer.submit(one)))
            elif not isinstance(one, NotNow):
                self._failed(stream, one)
        for stream, swept in submitted:
            try:
                await swept
            except Exception as error:
                self._failed(stream, error)

    def _failed(self, stream: str, error: BaseException) -> None:
        log.error("sweep_failed", service=self._service.name, stream=stream, error=type(error).__name__)

    async def _done(self, stream: str) -> SweepJob:
        known = self._memory.load(stream)
        self._tried[stream] = (local_day(self._clock.now()), known.version)
        done = None
        if self._service.effect is not None:
            done = await self._service.effect(stream, known.state, self._tools())
        return SweepJob(stream, done, known.version)

    def _tools(self) -> Tools:
        keys = self._memory.mapper.keys
        return Tools(self._clock.now(), keys.open_told, keys.erase, self._memory.directory, self._memory.kept)
