"""A casebook of a few lines, each as the allow-list would note it."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from concord_oversight.domain.reportable import REPORTABLE
from concord_oversight.read_side.casebook import Casebook, Wanted
from concord_oversight.read_side.measuring.catalogue import MEASURES
from concord_oversight.read_side.measuring.measure import rows
from concord_oversight.read_side.report_lines import CREATE

Line = tuple[str, str, str, dict[str, Any]]


def casebook(pack: Any, *lines: Line, position: int = 2**31, **wanted: Any) -> Casebook:
    """Lines are ``service.Fact``, what it is about, its day and figures; those not given are None. They are recorded in
    this order, each on its own day."""
    table = sqlite3.connect(":memory:")
    table.row_factory = sqlite3.Row
    table.executescript(CREATE)
    for number, (of, about, day, figures) in enumerate(lines, 1):
        assert figures.keys() <= REPORTABLE[of].keys(), (
            f"{of} is not noted with {figures.keys() - REPORTABLE[of].keys()}"
        )
        whole = json.dumps(dict.fromkeys(REPORTABLE[of]) | figures, default=str)
        row = (number, of, about, day, day, pack.version, whole)
        table.execute("INSERT INTO report_lines VALUES (?,?,?,?,?,?,?)", row)

    def read(sql: str, *args: Any) -> Sequence[Mapping[str, Any]]:
        return [dict(row) for row in table.execute(sql, args).fetchall()]

    return Casebook(read, lambda _: pack, replace(Wanted(), **wanted), min(position, len(lines)))


def figures(book: Casebook, measure: str) -> dict[str, Any]:
    """By ``part/group``: a count, ``(value, out of)``, or ``(median, lowest, highest, n)``."""
    return {f"{row.part}/{row.group}".strip("/"): _figure(row.plain()) for row in rows(MEASURES[measure], book)}


def _figure(row: Mapping[str, Any]) -> Any:
    if row["n"] is not None:
        return row["value"], row["lowest"], row["highest"], row["n"]
    return row["value"] if row["out_of"] is None else (row["value"], row["out_of"])


def day(text: str) -> date:
    return date.fromisoformat(text)
