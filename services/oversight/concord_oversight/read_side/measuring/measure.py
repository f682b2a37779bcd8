"""What a measure is: entries, each standing on one fact, and the rows that they add up to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, NamedTuple

from concord_oversight.read_side.casebook import Casebook, Line

ALL = "all"
COUNT, SHARE, SPREAD = "count", "share", "spread"
NOTHING: Mapping[str, dict[str, Any]] = {
    COUNT: {"value": 0},
    SHARE: {"value": 0, "out_of": 0},
    SPREAD: {"value": None, "n": 0},
}
Found = Iterable["Entry"]
Always = tuple[tuple[str, str, str], ...]


class Entry(NamedTuple):
    """One thing counted. `counts` is None where it is simply counted, else whether it is among those `out_of` all;
    `number` is what is measured of it."""

    line: Line
    part: str = ""
    group: str = ALL
    counts: bool | None = None
    number: float | None = None


@dataclass(frozen=True)
class Measure:
    """`unit` is of the values; `hears` the public facts it stands on; `whole` gives what all groups are out of, where
    they share it; `always` are parts and groups that have a row even when nothing was found, and how they are
    counted."""

    id: str
    name: str
    definition: str
    entries: Callable[[Casebook], Found]
    hears: tuple[str, ...]
    unit: str = "cases"
    whole: Callable[[Casebook], Found] | None = None
    always: Always = (("", ALL, COUNT),)


@dataclass
class Row:
    """`value` is a count, or the median of what was measured, with `lowest` and `highest` of `n`."""

    part: str
    group: str
    entries: list[Entry] = field(default_factory=list)
    whole: int | None = None
    how: str = COUNT

    def plain(self) -> dict[str, Any]:
        shown = {"part": self.part, "group": self.group, "out_of": None, "lowest": None, "highest": None, "n": None}
        return {**shown, **self._values()}

    def _values(self) -> dict[str, Any]:
        if not self.entries:
            return NOTHING[self.how] if self.whole is None else {"value": 0, "out_of": self.whole}
        numbers = [entry.number for entry in self.entries if entry.number is not None]
        if numbers:
            ends = {"lowest": _short(min(numbers)), "highest": _short(max(numbers))}
            return {"value": _short(median(numbers)), **ends, "n": len(numbers)}
        asked = [entry for entry in self.entries if entry.counts is not None]
        if asked:
            return {"value": sum(bool(entry.counts) for entry in asked), "out_of": len(asked)}
        return {"value": len(self.entries), "out_of": self.whole}


def rows(measure: Measure, book: Casebook) -> list[Row]:
    """In the order of the measure's own parts, then by group."""
    whole = len(list(measure.whole(book))) if measure.whole else None
    found = {(part, group): Row(part, group, whole=whole, how=how) for part, group, how in measure.always}
    for entry in measure.entries(book):
        place = (entry.part, entry.group)
        found.setdefault(place, Row(*place, whole=whole)).entries.append(entry)
    order = {part: number for number, (part, _, _) in enumerate(measure.always)}
    return sorted(found.values(), key=lambda row: (order.get(row.part, len(order)), row.group != ALL, row.group))


def changed(measure: Measure, earlier: Casebook, later: Casebook) -> Iterator[dict[str, Any]]:
    """Each row of another value, with the entries that came, went or changed, and the facts recorded meanwhile on which
    they stand."""
    before, after = ({(row.part, row.group): row for row in rows(measure, book)} for book in (earlier, later))
    news = later.between(earlier.position, *measure.hears)
    for place in dict.fromkeys((*before, *after)):
        old, new = before.get(place, Row(*place)), after.get(place, Row(*place))
        if old.plain() != new.plain():
            yield {**_place(place), "was": old.plain(), "is": new.plain(), "because": _because(old, new, news)}


def _because(old: Row, new: Row, news: Sequence[Line]) -> list[dict[str, Any]]:
    """Where every entry is as it was, the whole that they are out of has changed: then all news are named."""
    was, now = _by_line(old), _by_line(new)
    moved = [key for key in dict.fromkeys((*was, *now)) if was.get(key) != now.get(key)]
    return [_explained(was.get(key), now.get(key), news) for key in moved] or [
        {"change": "the whole changed", "fact": line.of, "position": line.position, "on": line.on} for line in news
    ]


def _explained(old: Entry | None, new: Entry | None, news: Sequence[Line]) -> dict[str, Any]:
    change = "came" if old is None else "went" if new is None else "changed"
    line = next(entry for entry in (new, old) if entry is not None).line
    since = [each for each in news if each.about == line.about]
    facts = [{"fact": each.of, "position": each.position, "on": each.on} for each in since]
    return {"change": change, "fact": line.of, "position": line.position, "on": line.on, "recorded_since": facts}


def _by_line(row: Row) -> dict[tuple[int, int], Entry]:
    """Entries by the position they stand on; one fact may give several."""
    found: dict[tuple[int, int], Entry] = {}
    for entry in row.entries:
        position = entry.line.position
        number = sum(1 for known in found if known[0] == position)
        found[position, number] = entry
    return found


def _place(place: tuple[str, str]) -> dict[str, str]:
    return {"part": place[0], "group": place[1]}


def _short(number: float) -> float | int:
    rounded = round(number, 2)
    return int(rounded) if rounded == int(rounded) else rounded
