"""Cases played through: each command is first tried by everybody who may not give it, then given by who may."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from concord.acting import read_acting
from concord_shared.clock import local_day

from .rights_people import READERS
from .running import AtPlay
from .walking import ADVISER, BOTH, ON_RECORD, RAISED, RESPONDENT

Reply = dict[str, Any]


@dataclass(frozen=True)
class Tried:
    """One command in its turn: what everybody else was told who tried it, and who may."""

    command: str
    by: str
    kept_out: dict[str, Reply]
    reply: Reply
    wrote: tuple[str, ...]


@dataclass
class Played:
    play: AtPlay
    cases: dict[str, str] = field(default_factory=dict)
    patterns: list[str] = field(default_factory=list)
    tried: list[Tried] = field(default_factory=list)
    given: int = 0

    @property
    def today(self) -> str:
        return local_day(self.play.player.clock.now()).isoformat()

    async def step(self, command: str, by: str, /, *others: str, case: str | None = None, **body: Any) -> Reply:
        """All who may not try it first; the last one may, so it was not the body or the stage that kept them."""
        before = self._heads()
        kept_out = await self._all(
            command, [each for each in READERS.values() if each not in (by, *others)], case, body
        )
        await self.play.player.settle()
        wrote = tuple(self._facts_since(before))
        reply = await self.give(command, by, case, **body)
        self.tried.append(Tried(command, by, kept_out, reply, wrote))
        return reply

    async def refused_here(self, command: str, case: str | None = None, **body: Any) -> None:
        """A command that the Compact of this story never lets anybody give."""
        before = self._heads()
        kept_out = await self._all(command, list(READERS.values()), case, body)
        await self.play.player.settle()
        self.tried.append(Tried(command, "", kept_out, {"accepted": False}, tuple(self._facts_since(before))))

    async def give(self, command: str, by: str, case: str | None = None, /, **body: Any) -> Reply:
        reply = await self.play.do(command, by, self.cases.get(case or "", case), **body)
        assert reply["accepted"], (command, by, reply)
        return reply

    async def raised(self, name: str, by: str = ADVISER, **body: Any) -> str:
        reply = await self.give("intake.RaiseConcern", by, **RAISED | body)
        self.cases[name] = reply["case"]
        return str(reply["case"])

    async def in_talks(self, name: str, **body: Any) -> str:
        case = await self.raised(name, **body)
        await self.give("intake.AdviseCompactRelated", ADVISER, case, advice="yes", reasons="It names a commitment.")
        return case

    async def past_talks(self, name: str, **body: Any) -> str:
        case = await self.in_talks(name, **body)
        for each in ("green-doorstep/representative", RESPONDENT):
            await self.give("intake.ConfirmExhausted", each, case, statements=BOTH)
        return case

    async def _all(self, command: str, people: list[str], case: str | None, body: Any) -> dict[str, Reply]:
        """At once: none of them may, so that none can come before another."""
        service, _, name = command.partition(".")
        of = self.cases.get(case or "", case)
        self.given += 1
        ids = {each: f"kept-out-{self.given}-{number}" for number, each in enumerate(people)}
        talk = self.play.player.talk
        tries = [talk.do((service, name), read_acting(each), ids[each], body, case=of) for each in people]
        return dict(zip(people, await asyncio.gather(*tries), strict=True))

    def _heads(self) -> dict[str, int]:
        return {name: each.store.head() for (_, name), each in self.play.player.machine.running.items()}

    def _facts_since(self, before: dict[str, int]) -> list[str]:
        found = []
        for (_, name), each in self.play.player.machine.running.items():
            for one in each.store.notifications(before[name], 1_000):
                found.append(type(each.memory.reader.decode(one, position=one.id).fact).__name__)
        return [name for name in found if name not in ON_RECORD]
