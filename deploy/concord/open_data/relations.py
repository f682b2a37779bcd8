"""What adds up to what among the published numbers: by these sums a reader could work out one that is not shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from concord.open_data.figures import ALL, CLOSED, Quantity, Row

Numbers = Mapping[Quantity, int]
LAST_WORDS = (" at", " by")
SLOTS = ("value", "out_of", "rest", "n")


@dataclass(frozen=True)
class Sum:
    """`whole` is the sum of `parts`; where not `exact`, of them and of something that is never published."""

    whole: Quantity
    parts: tuple[Quantity, ...]
    exact: bool = True


def numbers_of(rows: Sequence[Row]) -> dict[Quantity, int]:
    return {quantity: number for row in rows for quantity, number in row.counts.items()}


def sums(rows: Sequence[Row], numbers: Numbers) -> list[Sum]:
    """Those that hold for these rows."""
    found = [*_shares(rows), *_groups(rows, numbers), *_evidence(numbers), *_endings(numbers), *_same(rows)]
    return [each for each in found if each.parts]


def _shares(rows: Sequence[Row]) -> Iterator[Sum]:
    for row in rows:
        if row.out_of is not None and row.n is None:
            value, whole, rest = row.counts
            yield Sum(whole, (value, rest))


def _groups(rows: Sequence[Row], numbers: Numbers) -> Iterator[Sum]:
    """The groups of a part that together are a number shown elsewhere in the measure."""
    parts = dict.fromkeys((row.measure, row.part) for row in rows if row.group != ALL)
    for measure, part in parts:
        groups = [row for row in rows if (row.measure, row.part) == (measure, part) and row.group != ALL]
        for slot in SLOTS:
            named = tuple(quantity for row in groups for quantity in row.counts if quantity[3] == slot)
            for whole in _wholes(measure, part, slot):
                if whole in numbers and numbers[whole] == sum(numbers[each] for each in named):
                    yield Sum(whole, named)


def _wholes(measure: str, part: str, slot: str) -> Iterator[Quantity]:
    stem = next((part.removesuffix(word) for word in LAST_WORDS if part.endswith(word)), None)
    for name in dict.fromkeys(("", part, *([stem] if stem else []))):
        yield measure, name, ALL, slot


def _evidence(numbers: Numbers) -> Iterator[Sum]:
    """What was entered about a commitment was met, not met or excused."""
    for whole in [each for each in numbers if each[:2] == ("M24", "entered")]:
        results = ("M24", "met"), ("M24", "not met"), ("M24", "excused")
        named = ((*result, whole[2], "value") for result in results)
        yield Sum(whole, tuple(each for each in named if each in numbers))


def _endings(numbers: Numbers) -> Iterator[Sum]:
    """Cases are closed as settled, unresolved, withdrawn, dormant, or for a reason that has no measure."""
    named = (("M06", ""), ("M18", ""), ("M19", "withdrawn"), ("M19", "dormant"))
    if CLOSED in numbers:
        parts = tuple((*name, ALL, "value") for name in named)
        yield Sum(CLOSED, tuple(each for each in parts if each in numbers), exact=False)


def _same(rows: Sequence[Row]) -> Iterator[Sum]:
    """Settled at the lowest level, where that is one stage; accepted, and of these those that wait for a member."""
    lowest: Quantity = ("M07", "", ALL, "value")
    at_stage = [row for row in rows if (row.measure, row.part) == ("M06", "at stage")]
    informal = next((int(row.value or 0) for row in rows if (row.measure, row.part) == ("M07", "")), None)
    for row in at_stage:
        if row.value == informal:
            yield Sum(lowest, (("M06", "at stage", row.group, "value"),))
    if any((row.measure, row.part) == ("M05", "waiting for a member") for row in rows):
        whole: Quantity = ("M05", "", ALL, "value")
        yield Sum(whole, (("M05", "waiting for a member", ALL, "value"), ("M05", "", "taken at once", "value")))
