"""Under which keys a case falls, by the levels of the pack's rule (handbook 5.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import product

from concord_oversight.domain.dispute import Dispute
from concord_shared.packs.compact import Level
from concord_shared.packs.model import Pack


@dataclass(frozen=True)
class Key:
    """`text` is for people: ``respondent/commitment``, ``one+other`` or ``commitment``."""

    level: Level
    text: str
    respondents: tuple[str, ...]
    commitments: tuple[str, ...] = ()
    theme: str | None = None

    @property
    def stream(self) -> str:
        return stream_of(self.level.name, self.text)


def stream_of(level: str, text: str) -> str:
    return f"pattern-{sha256(f'{level}:{text}'.encode()).hexdigest()[:16]}"


def keys_of(dispute: Dispute, pack: Pack) -> tuple[Key, ...]:
    """In order of precedence; once under each commitment, theme, respondent and pair."""
    levels = sorted(pack.monitoring.repeat_rule.levels, key=lambda level: level.precedence)
    return tuple(key for level in levels for key in _of_level(level, dispute, pack))


def _of_level(level: Level, dispute: Dispute, pack: Pack) -> Iterator[Key]:
    match level.key:
        case ("respondent", "commitment"):
            for org, number in product(dispute.respondents, dispute.commitments):
                yield Key(level, f"{org}/{number}", (org,), (number,), theme_of(number, pack))
        case ("respondent", "theme"):
            for org, theme in product(dispute.respondents, dispute.themes):
                cited = tuple(number for number in dispute.commitments if theme_of(number, pack) == theme)
                yield Key(level, f"{org}/{theme}", (org,), cited, theme)
        case ("organisation_pair_either_way",):
            for one, other in product(dispute.raising, dispute.respondents):
                yield Key(level, "+".join(sorted((one, other))), (other,), dispute.commitments)
        case ("commitment",):
            for number in dispute.commitments:
                yield Key(level, number, dispute.respondents, (number,))


def theme_of(number: str, pack: Pack) -> str | None:
    commitment = pack.commitments.get(number)
    return commitment.theme if commitment else None


def suppressors(key: Key, pack: Pack) -> tuple[str, ...]:
    """Streams of the keys that silence `key` while they are met: those of a level that suppresses its own."""
    levels = [each for each in pack.monitoring.repeat_rule.levels if key.level.id in each.suppresses]
    numbers = [number for number, each in pack.commitments.items() if each.theme == key.theme]
    texts = product(key.respondents, numbers)
    return tuple(stream_of(level.name, f"{org}/{number}") for org, number in texts for level in levels)
