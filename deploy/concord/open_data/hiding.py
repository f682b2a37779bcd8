"""Counts under five are not published, nor what would let a reader work one out from the sums of what is."""

from collections.abc import Iterable, Mapping, Sequence

from concord.open_data.figures import Quantity, Row
from concord.open_data.relations import Sum, numbers_of, sums

FEWEST = 5
Known = Mapping[Quantity, int]


def hidden(rows: Sequence[Row]) -> frozenset[int]:
    """Places of the rows, of one span, that are to be held back as a whole. First those with a small count; then, as
    long as a sum would give one away, the row with the smallest number of that sum."""
    numbers = _with_unpublished(numbers_of(rows))
    relations = sums(rows, numbers)
    gone = {place for place, row in enumerate(rows) if any(is_small(number) for number in row.counts.values())}
    while True:
        shown = {quantity for place, row in enumerate(rows) if place not in gone for quantity in row.counts}
        telling = _telling(relations, numbers, shown)
        more = None if telling is None else _next(telling, rows, gone, numbers)
        if more is None:
            return frozenset(gone)
        gone |= more


def is_small(number: int) -> bool:
    return 0 < number < FEWEST


def _with_unpublished(numbers: dict[Quantity, int]) -> dict[Quantity, int]:
    """Numbers that stand nowhere and follow from two that do."""
    accepted, waiting = (numbers.get(("M05", part, "all", "value")) for part in ("", "waiting for a member"))
    if accepted is not None and waiting is not None:
        return {**numbers, ("M05", "", "taken at once", "value"): accepted - waiting}
    return numbers


def _telling(relations: Iterable[Sum], numbers: Known, shown: Iterable[Quantity]) -> Sum | None:
    """A sum by which a reader who puts everything together learns that a hidden number is small."""
    relations, known = list(relations), set(shown)
    while True:
        before = len(known)
        for each in relations:
            unknown = [part for part in each.parts if part not in known]
            if each.whole in known and unknown and _tells(each, unknown, numbers):
                return each
            if each.exact and not unknown:
                known.add(each.whole)
            if each.exact and each.whole in known and len(unknown) == 1:
                known.add(unknown[0])
        if len(known) == before:
            return None


def _tells(each: Sum, unknown: Sequence[Quantity], numbers: Known) -> bool:
    """What is hidden is at least one each: so much is left for any one of them at most. It tells where that is a small
    number, or where a single small one is the whole remainder."""
    if not any(is_small(numbers[part]) for part in unknown):
        return False
    left = numbers[each.whole] - sum(numbers[part] for part in each.parts if part not in unknown)
    alone = each.exact and len(unknown) == 1
    return alone or left - (len(unknown) - 1) < FEWEST


def _next(telling: Sum, rows: Sequence[Row], gone: set[int], numbers: Known) -> set[int] | None:
    """The rows that show the smallest part that is still shown; where none is, those that show the whole, then any of
    that measure."""
    showing = _showing(rows, gone)
    parts = sorted((numbers[part], part) for part in telling.parts if part in showing and numbers[part] > 0)
    for quantity in (*(part for _, part in parts), telling.whole):
        if quantity in showing:
            return showing[quantity]
    measures = {quantity[0] for quantity in (telling.whole, *telling.parts)}
    rest = {place for place, row in enumerate(rows) if place not in gone and row.measure in measures}
    return rest or None


def _showing(rows: Sequence[Row], gone: set[int]) -> dict[Quantity, set[int]]:
    found: dict[Quantity, set[int]] = {}
    for place, row in enumerate(rows):
        if place not in gone:
            for quantity in row.counts:
                found.setdefault(quantity, set()).add(place)
    return found
