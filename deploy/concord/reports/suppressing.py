"""What the public does not see of a measure: by the same rule as open data, so that neither gives the other away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from concord.open_data.figures import Row as Published
from concord.open_data.hiding import FEWEST, hidden, is_small

HIDDEN, ALSO_HIDDEN = f"fewer than {FEWEST}", "not shown"


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


def suppressed(measures: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Of all measures of one period together: a number that is hidden in one may stand in another. The lowest and the
    highest are of one case each, and are left out."""
    places = [(id, row) for id, rows in measures.items() for row in rows]
    published = [Published(id, row.part, row.group, row.value, row.out_of, row.n) for id, row in places]
    gone = hidden(published)
    shown: dict[str, list[Row]] = {id: [] for id in measures}
    for place, (id, row) in enumerate(places):
        without = replace(row, lowest=None, highest=None)
        shown[id].append(replace(without, hidden=_why(published[place])) if place in gone else without)
    return shown


def _why(row: Published) -> str:
    return HIDDEN if any(map(is_small, row.counts.values())) else ALSO_HIDDEN
