"""A service on paper: commands, told facts and sweeps go in, facts and refusals come out; no store, no broker."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from concord_shared.calendar.snapshot import england
from concord_shared.calendar.working import WorkingCalendar
from concord_shared.clock import LONDON
from concord_shared.contracts.base import Contract, Told
from concord_shared.decisions import Outcome
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import REACTION, TIMER, Actor, Envelope, Recorded
from concord_shared.facts import Fact, On
from concord_shared.ids import Ids, SeededIds
from concord_shared.packs.model import Pack
from concord_shared.parts import Aggregate, Asker, Request, Service
from concord_shared.refusals import Refusal


@dataclass(frozen=True)
class Came:
    """What one job came to: its facts, in order, and why it was refused, if it was."""

    facts: tuple[Fact, ...] = ()
    refusal: Refusal | None = None
    answer: Mapping[str, Any] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return [type(fact).__name__ for fact in self.facts]

    def one(self, kind: type[Any]) -> Any:
        found = [fact for fact in self.facts if isinstance(fact, kind)]
        assert len(found) == 1, f"expected one {kind.__name__} among {self.names}, refused: {self.refusal}"
        return found[0]

    def accepted(self) -> "Came":
        assert self.refusal is None, f"refused with {self.refusal}"
        return self

    def refused(self, code: str, rule: str | None = None) -> "Came":
        assert self.refusal is not None, f"expected {code}, but these happened: {self.names}"
        assert (self.refusal.code, rule or self.refusal.rule) == (code, self.refusal.rule), self.refusal
        return self


@dataclass
class PaperDesk:
    """`today` is the day it is; what takes `on` happened then, and today is never before it."""

    service: Service
    in_force: Pack
    directory: DirectoryCopy
    today: date
    ids: Ids = field(default_factory=lambda: SeededIds("paper"))
    recorded: list[Recorded] = field(default_factory=list)
    heard: list[Told] = field(default_factory=list)
    states: dict[str, Any] = field(default_factory=dict)
    actor: Actor = TIMER
    on: date = date.min

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(12), LONDON)

    def do(self, name: str, actor: Actor, case: str | None = None, on: date | None = None, /, **body: Any) -> Came:
        """Gives a command; form is checked as at the door (pydantic's ValidationError)."""
        spec = self.service.commands[name]
        command = spec.model.model_validate(body)
        self._at(actor, on)
        return self._took(spec.handle(Request(command, self.ids.opaque(), case), self))

    def hear(self, service: str, contract: Contract, case: str | None = None, on: date | None = None) -> Came:
        """Tells it a fact of another service; the message is then the last of `heard`."""
        self._at(REACTION, on)
        return self.receive(self.message(service, contract, case, on))

    def message(self, service: str, contract: Contract, case: str | None = None, on: date | None = None) -> Told:
        """As the other service would tell it; nobody has heard it yet."""
        return Told(
            service=service,
            position=len(self.heard) + 1,
            about=case or service,
            case=case,
            event_id=f"told-{len(self.heard) + 1}",
            occurred_on=on or self.today,
            recorded_at=self.now,
            correlation_id="paper",
            contract=contract,
            pack=self.in_force.id,
            pack_version=self.in_force.version,
        )

    def receive(self, told: Told) -> Came:
        """Gives it a message, which it may have had before."""
        self._at(REACTION, told.occurred_on)
        if told not in self.heard:
            self.heard.append(told)
        reaction = self.service.reactions.get(f"{told.service}.{told.name}")
        return self._took(reaction(told, self)) if reaction else Came()

    def due(self, on: date | None = None) -> list[str]:
        """Streams that a sweep has to look at today."""
        days = {stream: self._aggregate(stream).next_on(state) for stream, state in sorted(self.states.items())}
        return [stream for stream, day in days.items() if day is not None and day <= (on or self.today)]

    def sweep(self, on: date | None = None) -> Came:
        """Sweeps every stream that is due, once; then nothing may be due any more."""
        self._at(TIMER, on)
        facts = [fact for stream in self.due(on) for fact in self.sweep_stream(stream, on=on).facts]
        assert self.due(on) == [], f"{self.due(on)} would be swept again and again"
        return Came(tuple(facts))

    def sweep_stream(self, stream: str, done: Any = None, on: date | None = None) -> Came:
        """Sweeps one stream; `done` is what the service's effect came to."""
        assert self.service.sweep is not None
        self._at(TIMER, on)
        return self._took(self.service.sweep(stream, self, done))

    def ask(self, name: str, actor: Actor, **body: Any) -> Mapping[str, Any]:
        """Raises parts.Refused."""
        question = self.service.questions[name]
        return question.answer(question.model.model_validate(body), Asker(actor, self.today), self)

    def record(self, stream: str, case: str | None, fact: Fact, on: date, pack: tuple[str, str] | None = None) -> None:
        """Puts one fact on record, as a store would; `pack` is its id and version."""
        self.states[stream] = self._aggregate(stream).evolve(self.load(stream), fact, on)
        position, version = len(self.recorded) + 1, len(self.history(stream)) + 1
        around = {"recorded_at": self.now, "occurred_on": on, "actor": self.actor, "case": case}
        around |= {"pack": pack[0], "pack_version": pack[1]} if pack else {}
        envelope = Envelope(event_id=f"event-{position}", correlation_id="paper", **around)
        self.recorded.append(Recorded(position, stream, version, envelope, fact))

    def facts(self, kind: type[Fact]) -> list[Any]:
        return [each.fact for each in self.recorded if isinstance(each.fact, kind)]

    def told(self) -> list[Contract]:
        """What others are told of everything so far."""
        found = (self.service.tell(each) for each in self.recorded)
        return [contract for contract in found if contract is not None]

    def load(self, stream: str) -> Any:
        return self.states[stream] if stream in self.states else self._aggregate(stream).start(stream)

    state = load

    def history(self, stream: str) -> Sequence[Recorded]:
        return [each for each in self.recorded if each.stream == stream]

    def pack(self, version: str | None = None) -> Pack:
        assert version in (None, self.in_force.version)
        return self.in_force

    def calendar(self, pack: Pack) -> WorkingCalendar:
        return england().with_declared(self.directory.bank_holidays)

    def waiting(self, prefix: str) -> Sequence[str]:
        return [stream for stream in self.due(date.max) if stream.startswith(prefix)]

    def kept(self, case: str) -> Sequence[Told]:
        return [told for told in self.heard if told.case == case and told.name in self.service.keeps]

    def rows(self, sql: str, *args: Any) -> Sequence[Mapping[str, Any]]:
        """The read side, filled anew from all that is on record."""
        table = sqlite3.connect(":memory:")
        table.row_factory = sqlite3.Row
        for projection in self.service.projections:
            table.executescript(projection.create)
            for recorded in self.recorded:
                projection.project(table, recorded)
        return [dict(row) for row in table.execute(sql, args).fetchall()]

    def _at(self, actor: Actor, on: date | None) -> None:
        self.actor, self.on = actor, on or self.today
        self.today = max(self.today, self.on)

    def _aggregate(self, stream: str) -> Aggregate:
        return self.service.aggregates[stream.partition("-")[0] + "-"]

    def _took(self, outcome: Outcome) -> Came:
        facts: list[Fact] = []
        for write in outcome.writes:
            for each in write.facts:
                fact, on = (each.fact, each.occurred_on) if isinstance(each, On) else (each, self.on)
                self.record(write.stream, write.case, fact, on, write.pack)
                facts.append(fact)
        return Came(tuple(facts), outcome.refusal, outcome.answer)
