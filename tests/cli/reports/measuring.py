"""Measures as oversight answers them, with rows that a test names."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

Rows = Sequence[Mapping[str, Any]]
YEAR = {"from_on": date(2026, 4, 1), "until_on": date(2027, 3, 31)}


def row(part: str, group: str, value: float, out_of: int | None = None, **ends: float) -> dict[str, Any]:
    nothing = {"lowest": None, "highest": None, "n": None}
    return {"part": part, "group": group, "value": value, "out_of": out_of, **nothing, **ends}


def answered(position: int = 812, **rows: Rows | Callable[[Mapping[str, Any]], Rows]) -> dict[str, Any]:
    """`rows` are those of each measure, or a function of what was asked that gives them."""

    def answer(body: Mapping[str, Any]) -> dict[str, Any]:
        ids = body["ids"] or sorted(rows)
        return {
            "position": position,
            "as_of": body["until_on"],
            "pack_versions": ["2017.1"],
            "measures": [measure(each, body) for each in ids],
        }

    def measure(name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        given = rows.get(name, [])
        found = given(body) if callable(given) else given
        said = {"name": f"Name of {name}", "definition": f"How {name} is counted.", "unit": "cases"}
        return {"id": name, **said, "rows": list(found), "notes": []}

    return {"oversight.Measures": answer}
