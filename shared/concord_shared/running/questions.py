"""Answers questions from the store and the read sides; a refusal says why, and nothing of what it withholds."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from pydantic import BaseModel

from concord_shared.clock import Clock, local_day
from concord_shared.contracts.base import Told
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Actor, Recorded
from concord_shared.parts import Asker, Refused
from concord_shared.refusals import Refusal
from concord_shared.running.jobs import RefusedReadJob
from concord_shared.running.memory import Memory
from concord_shared.running.read_refused import ReadRefused
from concord_shared.running.reads import Reads
from concord_shared.running.rights import may_act
from concord_shared.running.unpacking import Ask, question

log = structlog.get_logger()

WAIT_SECONDS = 5.0


class RefusedByRule(Refused):
    """A rule of the Compact refused it: that is an event of the case (handbook 8.9), and `job` puts it on record."""

    def __init__(self, refusal: Refusal, job: RefusedReadJob) -> None:
        super().__init__(refusal)
        self.job = job


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
        """Raises Refused where the form is wrong, the right is missing, or what was seen is not here yet;
        RefusedByRule where it is to be on record before the asker knows."""
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
        try:
            return {"answered": True, **self._memory.service.questions[name].answer(body, asker, self)}
        except Refused as refused:
            job = self._to_record(name, body, asker, refused.refusal)
            raise RefusedByRule(refused.refusal, job) if job else refused from None

    def _to_record(self, name: str, body: BaseModel, asker: Asker, refusal: Refusal) -> RefusedReadJob | None:
        """None for a stranger, whom no rule names: nobody fills a store by asking."""
        case = getattr(body, "case", None)
        if refusal.rule is None or case is None or ReadRefused not in self._memory.service.facts:
            return None
        return RefusedReadJob(asker.actor, case, name, refusal.rule)

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
