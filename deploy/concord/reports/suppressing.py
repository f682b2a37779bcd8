"""Counts under five are not shown to the public, nor what would let them be worked out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from concord.reports.asked import FEWEST

HIDDEN = f"fewer than {FEWEST}"
ALSO_HIDDEN = "not shown"


@dataclass(frozen=True)
class Row:
    """A measure's row as it is answered; `value` is None where there was nothing to measure. `hidden` says what stands
    in place of its numbers."""

    part: str
    group: str
    value: float | None
    out_of: int | None = None
    lowest: float | None = None
    highest: float | None = None
    n: int | None = None
    hidden: str | None = None


def suppressed(rows: Sequence[Row]) -> list[Row]:
    """For the public. Where only one group of a part is hidden, the next smallest is too, so that the whole does not
    give it away."""
    done = [replace(row, hidden=HIDDEN) if _is_small(row) else row for row in rows]
    for part in dict.fromkeys(row.part for row in done):
        groups = [row for row in done if row.part == part]
        if sum(row.hidden is not None for row in groups) == 1 and len(groups) > 1:
            shown = [row for row in groups if row.hidden is None and row.value]
            least = min(shown, key=lambda row: (row.value or 0, row.group), default=None)
            done = [replace(row, hidden=ALSO_HIDDEN) if row is least else row for row in done]
    return done


def _is_small(row: Row) -> bool:
    """Among all, both those that are counted and those that are not: three of 50 that were not say as much."""
    if row.n is not None:
        return 0 < row.n < FEWEST
    value = row.value or 0
    counts = [value] if row.out_of is None else [value, row.out_of - value, row.out_of]
    return any(0 < count < FEWEST for count in counts)
