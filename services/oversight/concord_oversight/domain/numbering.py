"""One commitment under one name, whatever number a version of the pack gives it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from concord_shared.directory import DirectoryCopy
from concord_shared.packs.versions import Map, Numbers, numbers_of

Place = tuple[str, str]


@dataclass(frozen=True)
class Numbering:
    """`versions` in the order published, with the numbers `listed` in each. A commitment is known by the number that it
    had first, so that its pattern keeps its id when a new version renumbers it; people are shown the newest."""

    versions: tuple[str, ...] = ()
    numbers: Numbers = field(default_factory=Numbers)
    listed: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def newest(self) -> str | None:
        return self.versions[-1] if self.versions else None

    def shown(self, number: str, version: str | None) -> str:
        """The number in the newest version, or the last that it had where it was dropped."""
        return self._last(number, version or "")[1]

    def names(self, number: str, version: str) -> tuple[str, ...]:
        """The commitment's own name, then those of others that were made one with it on the way."""
        origins = sorted(self._origins(self._last(number, version)), key=self._age)
        return tuple(dict.fromkeys(map(self._named, origins)))

    @cached_property
    def _before(self) -> dict[str, tuple[str, Map]]:
        return {new: (old, renumbered) for old, (new, renumbered) in self.numbers.after.items()}

    def _last(self, number: str, version: str) -> Place:
        while version in self.numbers.after:
            after, renumbered = self.numbers.after[version]
            now = renumbered.get(number, number)
            if now is None:
                break
            version, number = after, now
        return version, number

    def _origins(self, place: Place) -> set[Place]:
        version, number = place
        if version not in self._before:
            return {place}
        earlier, renumbered = self._before[version]
        old = {each for each, new in renumbered.items() if new == number}
        old |= ({number} & self.listed.get(earlier, frozenset())) - renumbered.keys()
        return {origin for each in old for origin in self._origins((earlier, each))} or {place}

    def _age(self, place: Place) -> tuple[int, str]:
        version, number = place
        return self.versions.index(version) if version in self.versions else 0, number

    def _named(self, place: Place) -> str:
        """A number that a later version gave to something new is no name by itself: the first may have used it."""
        version, number = place
        return f"{number}@{version}" if self._age(place)[0] else number


def numbering_of(directory: DirectoryCopy, pack_id: str) -> Numbering:
    """From every version of that pack that was published."""
    published = [each for (known, _), each in directory.packs.items() if known == pack_id]
    listed = {each.version: _numbers(each.content) for each in published}
    return Numbering(tuple(listed), numbers_of(published), listed)


def _numbers(content: Mapping[str, Any]) -> frozenset[str]:
    found = (*content.get("commitments", ()), *content.get("other_undertakings", ()))
    return frozenset(str(each["no"]) for each in found)
