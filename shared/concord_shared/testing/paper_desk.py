"""A service on paper: its handlers, reactions and sweeps in memory, without store or broker, a millisecond each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from concord_shared.calendar.snapshot import england
from concord_shared.calendar.working import WorkingCalendar
from concord_shared.clock import local_day
from concord_shared.contracts.base import Told
from concord_shared.decisions import Outcome
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import REACTION, TIMER, Actor
from concord_shared.facts import Fact, On
from concord_shared.ids import Ids, SeededIds
from concord_shared.packs.model import Pack
from concord_shared.parts import Aggregate, Request, Service


@dataclass(frozen=True)
class Written:
    stream: str
    fact: Fact
    on: date
    case: str | None


@dataclass
class PaperDesk:
    """`do`, `hear` and `sweep` apply what they come to; `written` is all of it, in order."""

    service: Service
    in_force: Pack
    directory: DirectoryCopy
    now: datetime
    ids: Ids = field(default_factory=lambda: SeededIds("paper"))
    actor: Actor = TIMER
    on: date = date.min
    written: list[Written] = field(default_factory=list)
    states: dict[str, Any] = field(default_factory=dict)
    heard: list[Told] = field(default_factory=list)

    def load(self, stream: str) -> Any:
        return self.states[stream] if stream in self.states else self._aggregate(stream).start(stream)

    def pack(self, version: str | None = None) -> Pack:
        return self.in_force

    def calendar(self, pack: Pack) -> WorkingCalendar:
        return england().with_declared(self.directory.bank_holidays)

    def kept(self, case: str) -> Sequence[Told]:
        return [told for told in self.heard if told.case == case and told.name in self.service.keeps]

    def do(self, command_name: str, by: Actor, in_case: str | None = None, /, **body: Any) -> Outcome:
        command = self.service.commands[command_name]
        self.actor, self.on = by, local_day(self.now)
        request = Request(command.model.model_validate(body), f"command-{len(self.written)}", in_case)
        return self._applied(command.handle(request, self))

    def hear(self, told: Told) -> Outcome:
        if told not in self.heard:
            self.heard.append(told)
        self.actor, self.on = REACTION, told.occurred_on
        reaction = self.service.reactions.get(f"{told.service}.{told.name}")
        return self._applied(reaction(told, self)) if reaction else Outcome()

    def sweep(self, stream: str, done: Any = None) -> Outcome:
        assert self.service.sweep is not None
        self.actor, self.on = TIMER, local_day(self.now)
        return self._applied(self.service.sweep(stream, self, done))

    def due(self) -> list[str]:
        """Streams that a sweep has to look at today."""
        days = {stream: self._aggregate(stream).next_on(state) for stream, state in self.states.items()}
        return [stream for stream, day in days.items() if day is not None and day <= local_day(self.now)]

    def facts(self, kind: type[Fact]) -> list[Any]:
        return [each.fact for each in self.written if isinstance(each.fact, kind)]

    def _applied(self, outcome: Outcome) -> Outcome:
        for write in outcome.writes:
            for happened in write.facts:
                fact, day = (happened.fact, happened.occurred_on) if isinstance(happened, On) else (happened, self.on)
                self.states[write.stream] = self._aggregate(write.stream).evolve(self.load(write.stream), fact, day)
                self.written.append(Written(write.stream, fact, day, write.case))
        return outcome

    def _aggregate(self, stream: str) -> Aggregate:
        return self.service.aggregates[stream.partition("-")[0] + "-"]
