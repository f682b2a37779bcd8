"""Writes docs/reference/measures.md: every measure with its definition, from the catalogue that computes them."""

import sys
from collections.abc import Iterator
from pathlib import Path

from concord_oversight.read_side.measuring.catalogue import MEASURES

PAGE = Path(__file__).parents[1] / "docs/reference/measures.md"
HEAD = """# Measures

What `concord report M01` to `M30` count, and out of what. Every figure comes from the public facts of the cases
alone, as oversight noted them for reports (no persons, no texts), up to one position in the record. The same position
gives the same figures for ever: the page that prints a figure prints the position with it, and `concord report diff M09
--at POSITION` names the facts recorded since that have changed it.

A period is the days from `--from` to `--to`, both included, by the day on which something happened, not by the day on
which it was typed in. `--raising-sector`, `--responding-sector` and `--theme` choose cases; measures that are not about
cases (repeats, meetings, champions) take no notice of them. Trial cases are never counted.

This page is written by `tools/make_measures.py`.

| Id | Measure | What it is | Counted in |
|---|---|---|---|
"""


def page() -> str:
    return HEAD + "".join(_rows())


def _rows() -> Iterator[str]:
    for each in MEASURES.values():
        yield f"| {each.id} | {each.name} | {each.definition} | {each.unit} |\n"


if __name__ == "__main__":
    PAGE.write_text(page())
    sys.stdout.write(f"{PAGE.name}: {len(MEASURES)} measures\n")
