"""What one accepted case adds to every key under which it falls, and what it takes back (handbook 5.1)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from concord_oversight.domain import facts, pattern
from concord_oversight.domain.calling import Count, what_follows
from concord_oversight.domain.dispute import Dispute
from concord_oversight.domain.keys import Key, keys_of, suppressors
from concord_oversight.domain.numbering import Numbering
from concord_oversight.domain.pattern import Counted, Pattern
from concord_shared.facts import Fact
from concord_shared.packs.compact import RepeatRule
from concord_shared.packs.model import Pack

Load = Callable[[str], Any]
DUPLICATES_MERGED = "duplicates_merged"


@dataclass(frozen=True)
class Book:
    """What a case is counted by: the pack that it is pinned to, its commitments' numbers in all versions, and every
    stream as it stands."""

    pack: Pack
    numbering: Numbering
    load: Load

    @property
    def rule(self) -> RepeatRule:
        return self.pack.monitoring.repeat_rule

    def pattern(self, key: Key) -> Pattern:
        own, *others = (self.load(stream) for stream in key.streams)
        return pattern.joined(own, others)

    def ended(self, case_id: str) -> str | None:
        reason: str | None = self.load(f"dispute-{case_id}").ended_for
        return reason


def count(dispute: Dispute, book: Book) -> Mapping[str, tuple[Fact, ...]]:
    """Facts for each pattern stream; none for a key under which this case was counted before. While no member has taken
    the concern up it is counted apart, and calls for nothing."""
    keys = [key for key in keys_of(dispute, book.pack, book.numbering) if not _known(key, dispute, book)]
    after = {key.stream: _counted(key, dispute, book) for key in keys}

    def now(key: Key) -> Pattern:
        return after[key.stream][1] if key.stream in after else book.pattern(key)

    return {key.stream: tuple(_facts(key, dispute, book, after[key.stream], now)) for key in keys}


def take_back(dispute: Dispute, book: Book) -> Mapping[str, tuple[Fact, ...]]:
    """For a case that was merged into another: it is that one over again, and counts no more for those whom it was
    about. A pattern that it alone had made closes with it."""
    keys = keys_of(dispute, book.pack, book.numbering)
    counted_in = {stream: key for key in keys for stream in key.streams if book.load(stream).of(dispute.counted_as)}
    return {stream: tuple(_taken_back(key, book.load(stream), dispute, book)) for stream, key in counted_in.items()}


def _taken_back(key: Key, state: Pattern, dispute: Dispute, book: Book) -> Iterator[Fact]:
    counted = state.of(dispute.counted_as)
    still = tuple(org for org in counted.respondents if org not in dispute.respondents) if counted else ()
    left = pattern.taken_back(state, dispute.counted_as, still)
    last_on = max((each.accepted_on for each in left.cases), default=dispute.accepted_on)
    number = pattern.number_of(pattern.cases_until(left, last_on, book.rule.window.months), key.level)
    yield facts.RepeatTakenBack(
        pattern_id=state.pattern_id,
        key=key.text,
        case_id=dispute.counted_as,
        respondents=still,
        count=number,
        noted=pattern.is_met(left, last_on, book.rule, key.level),
    )
    if state.open and number < key.level.pattern_at:
        yield facts.RepeatedDisputePatternClosed(
            pattern_id=state.pattern_id, why=DUPLICATES_MERGED, respondents=state.respondents
        )


def _known(key: Key, dispute: Dispute, book: Book) -> bool:
    """Counted before for the same respondents; one who joined later may change the count, and so may the member that
    takes a concern up."""
    earlier = book.pattern(key).of(dispute.counted_as)
    if earlier is None or (dispute.adopted and not earlier.adopted):
        return False
    return set(key.respondents) <= set(earlier.respondents)


def _counted(key: Key, dispute: Dispute, book: Book) -> tuple[facts.RepeatCounted, Pattern]:
    case = Counted(
        dispute.counted_as,
        dispute.accepted_on,
        key.respondents,
        key.commitments,
        dispute.adopted,
        book.numbering.newest,
    )
    return pattern.counted(book.pattern(key), key, case, book.rule)


def _facts(
    key: Key, dispute: Dispute, book: Book, counted: tuple[Fact, Pattern], now: Callable[[Key], Pattern]
) -> Iterator[Fact]:
    fact, after = counted
    yield fact
    last_on = pattern.window_with(after, dispute.accepted_on, book.rule, key.level)
    count = Count(book.pattern(key), after, key, last_on, book.rule, book.pack.version, book.ended, book.numbering)
    if dispute.adopted and not _silenced(count, dispute, book, now):
        yield from what_follows(count)


def _silenced(count: Count, dispute: Dispute, book: Book, now: Callable[[Key], Pattern]) -> bool:
    """A level is silent for its key while one that suppresses it is met there, this case included."""
    for key in suppressors(count.key, book.pack, book.numbering):
        state = now(key)
        own = pattern.window_with(state, dispute.accepted_on, book.rule, key.level)
        if any(pattern.is_met(state, end, book.rule, key.level) for end in {own, count.last_on}):
            return True
    return False
