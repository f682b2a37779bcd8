"""Every measure, by id."""

from collections.abc import Mapping

from concord_oversight.read_side.measuring import (
    contact,
    deadlines,
    endings,
    learning,
    repeats,
    results,
    triage,
)
from concord_oversight.read_side.measuring.measure import Measure

_PARTS = (triage, endings, deadlines, results, repeats, learning, contact)
MEASURES: Mapping[str, Measure] = {
    each.id: each for each in sorted((each for part in _PARTS for each in part.MEASURES), key=lambda each: each.id)
}
