"""One service on a bench: commands, told facts and sweeps go in, facts and refusals come out; no store, no broker."""

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

    facts: tuple[Fact, ...]
    refusal: Refusal | None
    answer: Mapping[str, Any]

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
class Bench:
    """`today` is the day it is; every method takes `on` for another."""

    service: Service
    packs: Pack
    directory: DirectoryCopy
    today: date
    recorded: list[Recorded] = field(default_factory=list)
    heard: list[Told] = field(default_factory=list)
    ids: Ids = field(default_factory=lambda: SeededIds("bench"))
    actor: Actor = TIMER
    on: date = date.min

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(12), LONDON)

    def do(self, name: str, actor: Actor, case: str | None, on: date | None = None, **body: Any) -> Came:
        """Gives a command; form is checked as at the door (pydantic's ValidationError)."""
        spec = self.service.commands[name]
        command = spec.model.model_validate(body)
        self._at(actor, on)
        return self._took(spec.handle(Request(command, self.ids.opaque(), case), self))

    def hear(self, service: str, contract: Contract, case: str | None, on: date | None = None) -> Came:
        """Tells it a fact of another service, as often as it is called."""
        self._at(REACTION, on)
        told = self._told(service, contract, case)
        if told.name in self.service.keeps:
            self.heard.append(told)
        handler = self.service.reactions.get(f"{service}.{told.name}")
        return self._took(handler(told, self) if handler else Outcome())

    def sweep(self, on: date) -> Came:
        """Sweeps every stream that is due by `on`, once; then nothing may be due any more."""
        self._at(TIMER, on)
        facts: list[Fact] = []
        assert self.service.sweep is not None
        for stream in sorted({each.stream for each in self.recorded}):
            if self._is_due(stream):
                facts += self._took(self.service.sweep(stream, self, None)).facts
                assert not self._is_due(stream), f"{stream} would be swept again and again"
        return Came(tuple(facts), None, {})

    def ask(self, name: str, actor: Actor, **body: Any) -> Mapping[str, Any]:
        """Raises parts.Refused."""
        question = self.service.questions[name]
        return question.answer(question.model.model_validate(body), Asker(actor, self.today), self)

    def told(self) -> list[Contract]:
        """What others are told of everything so far."""
        found = (self.service.tell(each) for each in self.recorded)
        return [contract for contract in found if contract is not None]

    def load(self, stream: str) -> Any:
        aggregate = self._aggregate(stream)
        state = aggregate.start(stream)
        for each in self.history(stream):
            state = aggregate.evolve(state, each.fact, each.envelope.occurred_on)
        return state

    state = load

    def history(self, stream: str) -> Sequence[Recorded]:
        return [each for each in self.recorded if each.stream == stream]

    def pack(self, version: str | None = None) -> Pack:
        assert version in (None, self.packs.version)
        return self.packs

    def calendar(self, pack: Pack) -> WorkingCalendar:
        return england()

    def kept(self, case: str) -> Sequence[Told]:
        return [told for told in self.heard if told.case == case]

    def rows(self, sql: str, *args: Any) -> Sequence[Mapping[str, Any]]:
        raise NotImplementedError("the bench has no read-side tables")

    def _at(self, actor: Actor, on: date | None) -> None:
        self.actor, self.on = actor, on or self.today
        self.today = max(self.today, self.on)

    def _is_due(self, stream: str) -> bool:
        due = self._aggregate(stream).next_on(self.load(stream))
        return due is not None and due <= self.on

    def _aggregate(self, stream: str) -> Aggregate:
        return self.service.aggregates[stream.partition("-")[0] + "-"]

    def _took(self, outcome: Outcome) -> Came:
        facts: list[Fact] = []
        for write in outcome.writes:
            for each in write.facts:
                fact, on = (each.fact, each.occurred_on) if isinstance(each, On) else (each, self.on)
                self._record(write.stream, write.case, fact, on)
                facts.append(fact)
        return Came(tuple(facts), outcome.refusal, outcome.answer)

    def _record(self, stream: str, case: str | None, fact: Fact, on: date) -> None:
        envelope = Envelope(
            event_id=self.ids.opaque(),
            recorded_at=self.now,
            occurred_on=on,
            actor=self.actor,
            case=case,
            correlation_id="bench",
        )
        version = len(self.history(stream)) + 1
        self.recorded.append(Recorded(len(self.recorded) + 1, stream, version, envelope, fact))

    def _told(self, service: str, contract: Contract, case: str | None) -> Told:
        return Told(
            service=service,
            position=len(self.heard) + 1,
            about=case or service,
            case=case,
            event_id=self.ids.opaque(),
            occurred_on=self.on,
            recorded_at=self.now,
            correlation_id="bench",
            contract=contract,
            pack=self.packs.id,
            pack_version=self.packs.version,
        )
