"""Answers questions from the store and the read sides; a refusal says why, and nothing of what it withholds."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from concord_shared.clock import Clock, local_day
from concord_shared.contracts.base import Told
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Actor, Recorded
from concord_shared.parts import Asker, Refused
from concord_shared.refusals import Refusal
from concord_shared.running.memory import Memory
from concord_shared.running.reads import Reads
from concord_shared.running.rights import may_act
from concord_shared.running.unpacking import Ask, question

log = structlog.get_logger()

WAIT_SECONDS = 5.0


class Answers:
    """The library of one (service, Compact), and the way to it."""

    def __init__(self, memory: Memory, reads: Reads, clock: Clock) -> None:
        self._memory, self._reads, self._clock = memory, reads, clock

    @property
    def directory(self) -> DirectoryCopy:
        return self._memory.directory

    def history(self, stream: str) -> Sequence[Recorded]:
        return [self._memory.mapper.decode(event) for event in self._memory.store.events(stream)]

    def state(self, stream: str) -> Any:
        return self._memory.read(stream).state

    def kept(self, case: str) -> Sequence[Told]:
        return self._memory.kept(case)

    def rows(self, sql: str, *args: Any) -> Sequence[Mapping[str, Any]]:
        return self._reads.rows(sql, *args)

    async def answer(self, name: str, organisation: str, payload: bytes) -> Mapping[str, Any]:
        """Raises Refused where the form is wrong, the right is missing, or what was seen is not here yet."""
        ask, body = question(self._memory.service, name, payload)
        self._memory.catch_up()
        asker = Asker(
            Actor(organisation=organisation, office=ask.office, officer=ask.officer),
            local_day(self._clock.now()),
        )
        refusal = may_act(self.directory, asker.actor, asker.on)
        if refusal is not None:
            raise Refused(refusal)
        await self._seen(ask)
        return {"answered": True, **self._memory.service.questions[name].answer(body, asker, self)}

    async def _seen(self, ask: Ask) -> None:
        own = self._memory.service.name
        for service, position in ask.seen.items():
            reached = (
                await self._reads.reached(position, WAIT_SECONDS)
                if service == own
                else await self._heard(service, position)
            )
            if not reached:
                raise Refused(NOT_YET)

    async def _heard(self, service: str, position: int) -> bool:
        for _ in range(int(WAIT_SECONDS * 50)):
            if self._memory.heard.get(service, 0) >= position:
                return True
            await asyncio.sleep(0.02)
            self._memory.catch_up()
        return False


NOT_YET = Refusal(
    code="NotYetSeen",
    message="What you just did is stored, but this page has not caught up with it. Please ask again in a moment.",
    passing=True,
)
