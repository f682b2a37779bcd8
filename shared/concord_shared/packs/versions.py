"""Commitments across versions of a pack: a number belongs to its version, and each version says what it renumbered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

Map = Mapping[str, str | None]


class Version(Protocol):
    """What a version says of the one before: a `Pack` does, and so does the contract ``PackPublished``."""

    @property
    def version(self) -> str: ...
    @property
    def commitment_map(self) -> dict[str, str | None]: ...


@dataclass(frozen=True)
class Numbers:
    """`after` holds for each version the one published next, with what that one renumbered."""

    after: Mapping[str, tuple[str, Map]] = field(default_factory=dict)

    def newest(self, number: str, version: str) -> str | None:
        """The number in the newest version of a commitment that was cited under `version`; None where it was dropped
        on the way. A number that no version lists, and any number of a version that is not known, stays as it is."""
        found: str | None = number
        while found is not None and version in self.after:
            version, renumbered = self.after[version]
            found = renumbered.get(found, found)
        return found


def numbers_of(versions: Iterable[Version]) -> Numbers:
    """`versions` of one pack, each once, in the order in which they were published: the directory sees to it that each
    replaces the one before."""
    return Numbers({old.version: (new.version, new.commitment_map) for old, new in pairwise(versions)})


def newest(number: str, version: str, versions: Iterable[Version]) -> str | None:
    """`Numbers.newest` for whoever asks once."""
    return numbers_of(versions).newest(number, version)
