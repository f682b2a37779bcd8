"""Given/when/then for decisions: fold facts into a state, decide, and look at what would be written or refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from concord_shared.decisions import Decision
from concord_shared.facts import Fact, On
from concord_shared.parts import Aggregate


@dataclass(frozen=True)
class Given:
    aggregate: Aggregate
    stream: str
    state: Any
    on: date

    def when(self, decide: Callable[..., Decision], command: Any, *world: Any) -> "Then":
        decision = decide(command, self.state, *world)
        return Then(decision, self._after(decision))

    def _after(self, decision: Decision) -> Any:
        return fold(self.aggregate, self.state, decision.facts, self.on)


@dataclass(frozen=True)
class Then:
    decision: Decision
    state: Any

    @property
    def facts(self) -> list[Fact]:
        return [happened.fact if isinstance(happened, On) else happened for happened in self.decision.facts]

    @property
    def names(self) -> list[str]:
        return [type(fact).__name__ for fact in self.facts]

    def one(self, kind: type[Fact]) -> Any:
        found = [fact for fact in self.facts if isinstance(fact, kind)]
        assert len(found) == 1, f"expected one {kind.__name__} among {self.names}, refused: {self.decision.refusal}"
        return found[0]

    def refused(self, code: str, *, rule: str | None = None) -> None:
        refusal = self.decision.refusal
        assert refusal is not None, f"expected {code}, but these happened: {self.names}"
        assert refusal.code == code, f"expected {code}, was refused with {refusal.code}: {refusal.message}"
        assert rule is None or refusal.rule == rule


def fold(aggregate: Aggregate, state: Any, happened: Any, on: date) -> Any:
    for each in happened:
        fact, day = (each.fact, each.occurred_on) if isinstance(each, On) else (each, on)
        state = aggregate.evolve(state, fact, day)
    return state


def given(aggregate: Aggregate, stream: str, *happened: Fact | On, on: date) -> Given:
    """The state of `stream` after `happened` (those without a date of their own on `on`)."""
    return Given(aggregate, stream, fold(aggregate, aggregate.start(stream), happened, on), on)
