"""Rows of the measures as they are published: which numbers of a row are counts, and what names them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ALL = "all"
Quantity = tuple[str, str, str, str]
"""A number that is counted: measure, part, group, and which of the row's numbers."""

CLOSED: Quantity = ("", "", "", "cases closed")
REVIEWS: Quantity = ("", "", "", "reviews concluded")
SAME: Mapping[tuple[str, str, str], Quantity] = {
    ("M06", "*", "out_of"): CLOSED,
    ("M18", "", "out_of"): CLOSED,
    ("M25", "closed cases with a lesson", "out_of"): CLOSED,
    ("M25", "lessons for each closed case", "n"): CLOSED,
    ("M15", "*", "out_of"): REVIEWS,
    ("M16", "", "out_of"): REVIEWS,
    ("M17", "", "out_of"): REVIEWS,
    ("M07", "", "out_of"): ("M06", "", ALL, "value"),
    ("M23", "", "out_of"): ("M05", "", ALL, "value"),
    ("M27", "raised by a small group", "out_of"): ("M05", "", ALL, "value"),
}
"""One number under several names: hidden in one place, it must not stand in another."""


@dataclass(frozen=True)
class Row:
    """One row of a measure in one span; `value` is the median where `n` says of how many."""

    measure: str
    part: str
    group: str
    value: float | None
    out_of: int | None = None
    n: int | None = None

    @property
    def counts(self) -> dict[Quantity, int]:
        """Everything in the row that counts something, and what is left of a whole."""
        if self.n is not None:
            return {self._named("n"): self.n}
        value = int(self.value or 0)
        if self.out_of is None:
            return {self._named("value"): value}
        rest = {self._named("rest"): self.out_of - value}
        return {self._named("value"): value, self._named("out_of"): self.out_of, **rest}

    def _named(self, slot: str) -> Quantity:
        for part in (self.part, "*"):
            same = SAME.get((self.measure, part, slot))
            if same is not None:
                return same
        if (self.measure, self.part, slot) == ("M27", "channel", "value"):
            return "M01", "channel", self.group, "value"
        return self.measure, self.part, self.group, slot


def read(measure: str, given: Mapping[str, Any]) -> Row:
    """Of what oversight answers, without the lowest and highest: they are of one case each."""
    numbers = {name: given.get(name) for name in ("value", "out_of", "n")}
    return Row(measure, given.get("part") or "", given["group"], **numbers)
