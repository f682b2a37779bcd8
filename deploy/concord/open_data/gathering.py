"""The figures of every span, asked of oversight at one position of its record, with small counts taken out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from concord.acting import Acting
from concord.answers import answered
from concord.open_data import tables
from concord.open_data.figures import ALL, Row, read
from concord.open_data.hiding import hidden
from concord.open_data.spans import Span
from concord.saying import Trouble
from concord.talking import Talk

QUESTION = ("oversight", "Measures")
CASE = re.compile(r"\b[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{3}\b")
CODE = re.compile(r"[\w=+\-@][\w .:/&()\-]{0,79}")
Cells = tuple[object, ...]


@dataclass
class Figures:
    """What is published, by table; `position` is that of oversight's record. Asked at it again, it is the same."""

    compact: str
    position: int
    as_of: str
    pack_versions: set[str] = field(default_factory=set)
    rows: dict[str, list[Cells]] = field(default_factory=dict)


async def gather(talk: Talk, who: Acting, spans: Sequence[Span], position: int | None) -> Figures:
    """Raises Trouble, with oversight's own sentence, where `who` may not see figures."""
    found: Figures | None = None
    for first, last in spans:
        at = position if found is None else found.position
        body: dict[str, Any] = {"ids": [], "from_on": first.isoformat(), "until_on": last.isoformat(), "position": at}
        reply = await answered(talk, QUESTION, who, {name: each for name, each in body.items() if each is not None})
        if found is None:
            found = _begun(talk.compact, reply)
        _take(found, reply, (first, last))
    assert found is not None
    found.as_of = str(reply["as_of"])
    for name in found.rows:
        found.rows[name].sort(key=lambda cells: tuple(str(cell) for cell in cells))
    return found


def _begun(compact: str, reply: Mapping[str, Any]) -> Figures:
    found = Figures(compact, reply["position"], str(reply["as_of"]), rows={each.name: [] for each in tables.TABLES})
    for measure in reply["measures"]:
        said = tuple(measure[name] for name in ("id", "name", "definition", "unit"))
        found.rows[tables.DEFINITIONS.name].append(said)
    return found


def _take(found: Figures, reply: Mapping[str, Any], span: Span) -> None:
    found.pack_versions |= set(reply["pack_versions"])
    rows = [read(measure["id"], row) for measure in reply["measures"] for row in measure["rows"]]
    gone = hidden(rows)
    for place, row in enumerate(rows):
        table, figure = _place(row)
        found.rows[table.name].append((*span, row.measure, figure, row.group, *_numbers(row, place in gone)))


def _place(row: Row) -> tuple[tables.Table, str | None]:
    """Raises Trouble for what is no code: nothing is published that might be a text or a case."""
    for text in (row.group, row.part):
        if text and (CASE.search(text) or not CODE.fullmatch(text)):
            raise Trouble(f"{row.measure} has a group that is no code; nothing was written. Please report this.")
    own = tables.OWN.get((row.measure, row.part))
    return own if own is not None and row.group != ALL else (tables.MEASURES, row.part or None)


def _numbers(row: Row, is_hidden: bool) -> Cells:
    if is_hidden:
        return None, None, None, True
    return row.value, row.out_of, row.n, False
