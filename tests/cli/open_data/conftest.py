import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from concord import cases
from concord_oversight.read_side.measuring.catalogue import MEASURES

Given = Sequence[tuple[Any, ...]]
DAYS = ("--from", "2026-04-01", "--to", "2026-09-30")


def row(part: str, group: str, value: float | None, out_of: int | None = None, n: int | None = None) -> dict[str, Any]:
    ends = {"lowest": 1, "highest": 99} if n else {"lowest": None, "highest": None}
    return {"part": part, "group": group, "value": value, "out_of": out_of, "n": n, **ends}


class Oversight:
    """Answers `Measures` with the real definitions and with rows that a test names, the same in every span."""

    compact = "rotherham"

    def __init__(self, **rows: Given) -> None:
        self.rows, self.asked, self.refusal = rows, [], ""

    async def ask(self, what: tuple[str, str], who: Any, body: Mapping[str, Any]) -> dict[str, Any]:
        assert what == ("oversight", "Measures")
        self.asked.append(dict(body))
        if self.refusal:
            return {"answered": False, "code": "NoAuthority", "message": self.refusal}
        return {
            "answered": True,
            "position": body.get("position") or 812,
            "as_of": body["until_on"],
            "pack_versions": ["2017.1"],
            "measures": [self._measure(name) for name in MEASURES],
        }

    def _measure(self, name: str) -> dict[str, Any]:
        said = MEASURES[name]
        rows = [row(*each) for each in self.rows.get(name, ())]
        return {"id": name, "name": said.name, "definition": said.definition, "unit": said.unit, "rows": rows}


@pytest.fixture
def oversight(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Oversight]:
    def that_says(**rows: Given) -> Oversight:
        talking = Oversight(**rows)
        monkeypatch.setattr(cases, "ask", lambda where, what: asyncio.run(what(talking)))
        return talking

    return that_says
