"""What one accepted case adds to every key under which it falls, and what it takes back (handbook 5.1)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from concord_oversight.domain import facts, pattern
from concord_oversight.domain.calling import Count, what_follows
from concord_oversight.domain.dispute import Dispute
from concord_oversight.domain.keys import Key, keys_of, suppressors
from concord_oversight.domain.pattern import Counted, Pattern
from concord_shared.facts import Fact
from concord_shared.packs.model import Pack

Load = Callable[[str], Any]
DUPLICATES_MERGED = "duplicates_merged"


def count(dispute: Dispute, pack: Pack, load: Load) -> Mapping[str, tuple[Fact, ...]]:
    """Facts for each pattern stream; none for a key under which this case was counted before, and none at all while
    no member has taken it up: such a concern never triggers anything alone."""
    if not dispute.adopted:
        return {}
    keys = [key for key in keys_of(dispute, pack) if not _known(key, dispute, load)]
    after = {key.stream: _counted(key, dispute, pack, load) for key in keys}

    def now(stream: str) -> Pattern:
        found: Pattern = after[stream][1] if stream in after else load(stream)
        return found

    return {key.stream: tuple(_facts(key, dispute, pack, load, now)) for key in keys}


def take_back(dispute: Dispute, pack: Pack, load: Load) -> Mapping[str, tuple[Fact, ...]]:
    """For a case that was merged into another: it is that one over again, and counts no more for those whom it was
    about. A pattern that it alone had made closes with it."""
    keys = [key for key in keys_of(dispute, pack) if load(key.stream).of(dispute.counted_as)]
    return {key.stream: tuple(_taken_back(key, load(key.stream), dispute, pack)) for key in keys}


def _taken_back(key: Key, state: Pattern, dispute: Dispute, pack: Pack) -> Iterator[Fact]:
    rule = pack.monitoring.repeat_rule
    counted = state.of(dispute.counted_as)
    still = tuple(org for org in counted.respondents if org not in dispute.respondents) if counted else ()
    left = pattern.taken_back(state, dispute.counted_as, still)
    last_on = max((each.accepted_on for each in left.cases), default=dispute.accepted_on)
    number = pattern.number_of(pattern.in_window(left, last_on, rule.window.months), key.level)
    yield facts.RepeatTakenBack(
        pattern_id=state.pattern_id,
        key=key.text,
        case_id=dispute.counted_as,
        respondents=still,
        count=number,
        noted=pattern.is_met(left, last_on, rule, key.level),
    )
    if state.open and number < key.level.pattern_at:
        yield facts.RepeatedDisputePatternClosed(
            pattern_id=state.pattern_id, why=DUPLICATES_MERGED, respondents=state.respondents
        )


def _known(key: Key, dispute: Dispute, load: Load) -> bool:
    """Counted before for the same respondents; one who joined later may change the count."""
    earlier = load(key.stream).of(dispute.counted_as)
    return earlier is not None and set(key.respondents) <= set(earlier.respondents)


def _counted(key: Key, dispute: Dispute, pack: Pack, load: Load) -> tuple[Fact, Pattern]:
    case = Counted(dispute.counted_as, dispute.accepted_on, key.respondents, key.commitments)
    return pattern.counted(load(key.stream), key, case, pack.monitoring.repeat_rule)


def _facts(key: Key, dispute: Dispute, pack: Pack, load: Load, now: Load) -> Iterator[Fact]:
    fact, after = _counted(key, dispute, pack, load)
    yield fact
    if not _silenced(key, dispute, pack, now):
        rule = pack.monitoring.repeat_rule
        yield from what_follows(
            Count(load(key.stream), after, key, dispute.accepted_on, rule, pack.version, _ended(load))
        )


def _ended(load: Load) -> Callable[[str], str | None]:
    def ended(case_id: str) -> str | None:
        reason: str | None = load(f"dispute-{case_id}").ended_for
        return reason

    return ended


def _silenced(key: Key, dispute: Dispute, pack: Pack, now: Load) -> bool:
    """A level is silent for its key while one that suppresses it is met there, this case included."""
    rule = pack.monitoring.repeat_rule
    levels = [each for each in rule.levels if key.level.id in each.suppresses]
    return any(
        pattern.is_met(now(stream), dispute.accepted_on, rule, level)
        for stream in suppressors(key, pack)
        for level in levels
    )
