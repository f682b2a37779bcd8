"""What is on record counted again, by the very functions that count live: for a changed rule, and for the audit."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from concord_oversight.domain import dispute, facts, pattern
from concord_oversight.domain.counting import Book, Load, count, take_back
from concord_oversight.domain.learning import close_quiet
from concord_oversight.domain.pattern import Pattern
from concord_shared.facts import Fact, On

DISPUTE, PATTERN, MERGED, DECIDED = "dispute-", "pattern-", "merged", "decided"
Found = Mapping[str, tuple[Fact, ...]]


@dataclass(frozen=True)
class Happened:
    """A fact of oversight's record: its stream, the day on which it happened, the day on which it was recorded, the
    version of the pack that it was written by, and how much had been `heard` of directory."""

    stream: str
    fact: Fact
    on: date
    recorded_on: date
    version: str | None = None
    heard: int = 0


@dataclass
class Recount:
    """`book_of` says by which pack and numbers a fact is counted. States are kept here alone: nothing is written."""

    book_of: Callable[[Happened, Load], Book]
    states: dict[str, Any] = field(default_factory=dict)

    def load(self, stream: str) -> Any:
        start = dispute.start if stream.startswith(DISPUTE) else pattern.start
        return self.states.get(stream) or start(stream)

    def take(self, each: Happened) -> Found:
        """Hears of one fact on record and returns what the rule makes of it, by stream."""
        if each.stream.startswith(PATTERN):
            self._evolve(each.stream, each.fact, each.on)
            return {}
        if not each.stream.startswith(DISPUTE):
            return {}
        self._evolve(each.stream, each.fact, each.on)
        found = self._follows(each)
        for stream, made in found.items():
            for fact in made:
                self._evolve(stream, fact, each.on)
        return found

    def _follows(self, each: Happened) -> Found:
        match each.fact:
            case facts.DisputeCounted() | facts.DisputeAdopted() | facts.RespondentJoined() | facts.RaiserJoined():
                return count(self.load(each.stream), self.book_of(each, self.load))
            case facts.DisputeEnded(reason="merged"):
                return take_back(self.load(each.stream), self.book_of(each, self.load))
            case _:
                return {}

    def gone_quiet(self, until: date) -> Iterator[tuple[date, str, Fact]]:
        """Closes what has been quiet for long enough on that day, the earliest first."""
        due = ((pattern.next_on(state), stream) for stream, state in self.states.items() if isinstance(state, Pattern))
        for on, stream in sorted((on, stream) for on, stream in due if on is not None and on <= until):
            for happened in close_quiet(self.states[stream], on).facts:
                fact = happened.fact if isinstance(happened, On) else happened
                self._evolve(stream, fact, on)
                yield on, stream, fact

    def _evolve(self, stream: str, fact: Fact, on: date) -> None:
        evolve = dispute.evolve if stream.startswith(DISPUTE) else pattern.evolve
        self.states[stream] = evolve(self.load(stream), fact, on)


def decided(each: Happened, recount: Recount, quiet_months: int | None) -> Happened | None:
    """A decision of the learning group as it bears on the patterns of the recount; None where there is none open."""
    if not isinstance(recount.load(each.stream), Pattern) or not recount.load(each.stream).open:
        return None
    match each.fact:
        case facts.FurtherDialogueHeld():
            return replace(each, fact=each.fact.model_copy(update={"quiet_months": quiet_months}))
        case facts.RepeatedDisputePatternClosed(why="decided"):
            return each
        case _:
            return None
