"""Under which keys a case falls, by the levels of the pack's rule (handbook 5.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import product

from concord_oversight.domain.dispute import Dispute
from concord_oversight.domain.numbering import Numbering
from concord_shared.packs.compact import Level
from concord_shared.packs.model import Pack


@dataclass(frozen=True)
class Key:
    """`text` is for people: ``respondent/commitment``, ``one+other`` or ``commitment``, in the newest numbers. `names`
    are the same in the numbers that the commitments had first: the key's own, then those that were made one with it."""

    level: Level
    text: str
    respondents: tuple[str, ...]
    commitments: tuple[str, ...] = ()
    theme: str | None = None
    names: tuple[str, ...] = ()

    @property
    def stream(self) -> str:
        return self.streams[0]

    @property
    def streams(self) -> tuple[str, ...]:
        return tuple(stream_of(self.level.name, name) for name in self.names or (self.text,))


def stream_of(level: str, text: str) -> str:
    return f"pattern-{sha256(f'{level}:{text}'.encode()).hexdigest()[:16]}"


def keys_of(dispute: Dispute, pack: Pack, numbering: Numbering) -> tuple[Key, ...]:
    """In order of precedence; once under each commitment, theme, respondent and pair."""
    levels = sorted(pack.monitoring.repeat_rule.levels, key=lambda level: level.precedence)
    found = (key for level in levels for key in _of_level(level, dispute, pack, numbering))
    return tuple({key.stream: key for key in found}.values())


def _of_level(level: Level, dispute: Dispute, pack: Pack, numbering: Numbering) -> Iterator[Key]:
    numbers = dispute.commitments
    shown = {number: numbering.shown(number, pack.version) for number in numbers}
    match level.key:
        case ("respondent", "commitment"):
            for org, number in product(dispute.respondents, numbers):
                yield _of_commitment(level, org, number, pack, numbering)
        case ("respondent", "theme"):
            for org, theme in product(dispute.respondents, dispute.themes):
                cited = tuple(shown[number] for number in numbers if theme_of(number, pack) == theme)
                yield Key(level, f"{org}/{theme}", (org,), cited, theme)
        case ("organisation_pair_either_way",):
            for one, other in product(dispute.raising, dispute.respondents):
                yield Key(level, "+".join(sorted((one, other))), (other,), tuple(shown.values()))
        case ("commitment",):
            for number in numbers:
                names = numbering.names(number, pack.version)
                yield Key(level, shown[number], dispute.respondents, (shown[number],), None, names)


def _of_commitment(level: Level, org: str, number: str, pack: Pack, numbering: Numbering) -> Key:
    shown = numbering.shown(number, pack.version)
    names = tuple(f"{org}/{name}" for name in numbering.names(number, pack.version))
    return Key(level, f"{org}/{shown}", (org,), (shown,), theme_of(number, pack), names)


def theme_of(number: str, pack: Pack) -> str | None:
    commitment = pack.commitments.get(number)
    return commitment.theme if commitment else None


def suppressors(key: Key, pack: Pack, numbering: Numbering) -> tuple[Key, ...]:
    """The keys that silence `key` while they are met: those of a level that suppresses its own."""
    levels = [each for each in pack.monitoring.repeat_rule.levels if key.level.id in each.suppresses]
    numbers = [number for number, each in pack.commitments.items() if each.theme == key.theme]
    found = product(levels, key.respondents, numbers)
    return tuple(_of_commitment(level, org, number, pack, numbering) for level, org, number in found)
