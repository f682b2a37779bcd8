"""Answers questions from the store and the read sides; a refusal says why, and nothing of what it withholds."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import structlog
from pydantic import BaseModel

from concord_shared.clock import Clock, local_day
from concord_shared.contracts.base import Told
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Actor, Recorded
from concord_shared.parts import Asker, Refused
from concord_shared.refusals import Refusal
from concord_shared.running.access import ContentRead, ReadingDenied
from concord_shared.running.jobs import ReadJob
from concord_shared.running.memory import Memory
from concord_shared.running.read_refused import ReadRefused
from concord_shared.running.reads import Reads
from concord_shared.running.rights import may_act
from concord_shared.running.unpacking import Ask, question

log = structlog.get_logger()

WAIT_SECONDS = 5.0
NOTED_AT_MOST = 50_000
SAYS_NOTHING = frozenset({"case", "more", "next", "on"})


class TurnedAway(Refused):
    """The refusal is to be on record, and `job` puts it there. By a rule of the Compact it is an event of the case
    (handbook 8.9)."""

    def __init__(self, refusal: Refusal, job: ReadJob) -> None:
        super().__init__(refusal)
        self.job = job


@dataclass(frozen=True)
class Answered:
    """`job` puts on record that something confidential was read, where that is not on record for today."""

    reply: Mapping[str, Any]
    job: ReadJob | None = None


class Answers:
    """The library of one (service, Compact), and the way to it."""

    def __init__(self, memory: Memory, reads: Reads, clock: Clock) -> None:
        self._memory, self._reads, self._clock = memory, reads, clock
        self._noted: set[tuple[date, ReadJob]] = set()

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

    async def answer(self, name: str, organisation: str, payload: bytes) -> Answered:
        """Raises Refused where the form is wrong, the right is missing, or what was seen is not here yet;
        TurnedAway where that is to be on record."""
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
        spec = self._memory.service.questions[name]
        try:
            told = spec.answer(body, asker, self)
        except Refused as refused:
            job = self._refused(name, body, asker, refused.refusal)
            raise TurnedAway(refused.refusal, job) if job else refused from None
        job = ReadJob(asker.actor, name, about(body)) if spec.confidential and says_anything(told) else None
        return Answered({"answered": True, **told}, job if job and self._is_news(job) else None)

    def note(self, job: ReadJob) -> None:
        """`job` is on record for today. What was noted before today is forgotten."""
        today = local_day(self._clock.now())
        if len(self._noted) > NOTED_AT_MOST or any(on != today for on, _ in list(self._noted)[:1]):
            self._noted.clear()
        self._noted.add((today, job))

    def _is_news(self, job: ReadJob) -> bool:
        known = ContentRead in self._memory.service.facts
        return known and (local_day(self._clock.now()), job) not in self._noted

    def _refused(self, name: str, body: BaseModel, asker: Asker, refusal: Refusal) -> ReadJob | None:
        """By a rule only where the service knows such facts, and about a case; else where it keeps an access log."""
        facts = self._memory.service.facts
        if refusal.rule is not None and about(body) is not None and ReadRefused in facts:
            return ReadJob(asker.actor, name, about(body), rule=refusal.rule)
        job = ReadJob(asker.actor, name, about(body), code=refusal.code)
        return job if ReadingDenied in facts and self._is_news(job) else None

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
        if ask.seen:
            # While it waited, another instance may have heard more.
            self._memory.catch_up()

    async def _heard(self, service: str, position: int) -> bool:
        for _ in range(int(WAIT_SECONDS * 50)):
            if self._memory.heard.get(service, 0) >= position:
                return True
            await asyncio.sleep(0.02)
            self._memory.catch_up()
        return False


def about(body: BaseModel) -> str | None:
    """The case that a question is about, or the letter or pattern; None where it is about no single one."""
    if (notice := getattr(body, "notice_id", None)) is not None:
        return f"notice-{notice}"
    found = getattr(body, "case", None) or getattr(body, "pattern_id", None)
    return str(found) if found is not None else None


def says_anything(told: Mapping[str, Any]) -> bool:
    """An empty list to somebody whom it does not concern is no reading."""
    return any(value for name, value in told.items() if name not in SAYS_NOTHING)


NOT_YET = Refusal(
    code="NotYetSeen",
    message="What you just did is stored, but this page has not caught up with it. Please ask again in a moment.",
    passing=True,
)
