"""What one accepted case adds to every key under which it falls (handbook 5.1)."""

from collections.abc import Callable, Iterator, Mapping

from concord_oversight.domain import pattern
from concord_oversight.domain.dispute import Dispute
from concord_oversight.domain.keys import Key, keys_of, suppressors
from concord_oversight.domain.pattern import Pattern
from concord_shared.facts import Fact
from concord_shared.packs.model import Pack

Load = Callable[[str], Pattern]


def count(dispute: Dispute, pack: Pack, load: Load) -> Mapping[str, tuple[Fact, ...]]:
    """Facts for each pattern stream; none for a key under which this case was counted before."""
    if not dispute.adopted:
        return {}
    keys = [key for key in keys_of(dispute, pack) if not _known(key, dispute, load)]
    after = {key.stream: _counted(key, dispute, pack, load) for key in keys}

    def now(stream: str) -> Pattern:
        return after[stream][1] if stream in after else load(stream)

    return {key.stream: tuple(_facts(key, dispute, pack, load, now)) for key in keys}


def _known(key: Key, dispute: Dispute, load: Load) -> bool:
    """Counted before for the same respondents; one who joined later may change the count."""
    earlier = [each for each in load(key.stream).cases if each.case_id == dispute.case_id]
    return any(set(key.respondents) <= set(each.respondents) for each in earlier)


def _counted(key: Key, dispute: Dispute, pack: Pack, load: Load) -> tuple[Fact, Pattern]:
    return pattern.counted(load(key.stream), key, dispute, pack.monitoring.repeat_rule)


def _facts(key: Key, dispute: Dispute, pack: Pack, load: Load, now: Load) -> Iterator[Fact]:
    fact, after = _counted(key, dispute, pack, load)
    yield fact
    if not _silenced(key, dispute, pack, now):
        rule = pack.monitoring.repeat_rule
        yield from pattern.what_follows(load(key.stream), after, key, dispute, rule, pack.version)


def _silenced(key: Key, dispute: Dispute, pack: Pack, now: Load) -> bool:
    """A level is silent for its key while one that suppresses it is met there, this case included."""
    rule = pack.monitoring.repeat_rule
    levels = [each for each in rule.levels if key.level.id in each.suppresses]
    return any(
        pattern.is_met(now(stream), dispute.accepted_on, rule, level.note_at, level.pattern_at)
        for stream in suppressors(key, pack)
        for level in levels
    )
