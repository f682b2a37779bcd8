"""Measures of the handbook (6.2) as oversight answers them, and as tables with their definition beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from concord.answers import answered
from concord.reports.asked import Asked, Period
from concord.reports.model import Block, Paragraph, Section, Table
from concord.reports.suppressing import Row, suppressed
from concord.reports.wording import Wording, plain
from concord.talking import Talk

ALL = "all"
ALL_IN_ALL = "in all"
NOTHING, NONE = "Nothing was counted in this period.", "-"


@dataclass(frozen=True)
class Measure:
    id: str
    name: str
    definition: str
    unit: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measured:
    """Computed at one position in oversight's record: asked at it again, they are the same. `as_of` is the last day of
    the period, or of the record where that is earlier."""

    position: int
    as_of: date
    pack_versions: tuple[str, ...]
    measures: Mapping[str, Measure]


async def measured(talk: Talk, asked: Asked, ids: Sequence[str], period: Period, position: int | None) -> Measured:
    """Those named; all where none is. For the public, small counts are taken out here, before anything is written, and
    with all measures in view. Raises Trouble."""
    body = {
        "ids": [] if asked.public else list(ids),
        "from_on": period.from_on.isoformat(),
        "until_on": period.until_on.isoformat(),
        "position": position,
        "raising_sector": None,
        "responding_sector": None,
        "theme": None,
    }
    reply = await answered(talk, ("oversight", "Measures"), asked.who, body)
    found = [_measure(each) for each in reply["measures"]]
    if asked.public:
        rows = suppressed({each.id: each.rows for each in found})
        found = [replace(each, rows=tuple(rows[each.id])) for each in found if not ids or each.id in ids]
    as_of, packs = date.fromisoformat(reply["as_of"]), tuple(reply["pack_versions"])
    return Measured(reply["position"], as_of, packs, {each.id: each for each in found})


def _measure(given: Mapping[str, Any]) -> Measure:
    return Measure(
        id=given["id"],
        name=given["name"],
        definition=given["definition"],
        unit=given["unit"],
        rows=tuple(map(_row, given["rows"])),
        notes=tuple(given.get("notes") or ()),
    )


def _row(given: Mapping[str, Any]) -> Row:
    numbers = {name: given.get(name) for name in ("out_of", "lowest", "highest", "n")}
    return Row(given.get("part") or "", given["group"], given["value"], **numbers)


def section(measure: Measure, wording: Wording) -> Section:
    """Its definition, then its numbers."""
    notes = (Paragraph(text=each) for each in measure.notes)
    blocks: tuple[Block, ...] = (Paragraph(text=measure.definition), table(measure, wording), *notes)
    return Section(heading=f"{measure.id} {measure.name}", blocks=blocks)


def sections(found: Measured, wording: Wording) -> Iterable[Section]:
    return (section(each, wording) for each in found.measures.values())


def table(measure: Measure, wording: Wording) -> Table:
    """Median with its range where something was measured, a count of a whole, or a count."""
    caption = f"{measure.id} {measure.name}, in {measure.unit}"
    ranged = any(row.n is not None for row in measure.rows)
    shared = any(row.out_of is not None for row in measure.rows)
    more = (["Out of"] if shared else []) + (["Lowest", "Highest", "Of how many"] if ranged else [])
    columns = ("What", "Median" if ranged and not shared and _all_ranged(measure) else "Number", *more)
    rows = tuple((label(row, wording), *_numbers(row, shared, ranged)) for row in in_order(measure.rows, wording))
    numbers = tuple(range(1, len(columns)))
    return Table(caption=caption, columns=columns, rows=rows, numbers=numbers, empty=NOTHING)


def in_order(rows: Iterable[Row], wording: Wording) -> list[Row]:
    """As they came, but stages in the order of the procedure."""
    found = list(rows)
    parts = list(dict.fromkeys(row.part for row in found))
    return sorted(found, key=lambda row: (parts.index(row.part), row.group != ALL, wording.place(row.group)))


def label(row: Row, wording: Wording) -> str:
    """``settled at: Stage 2: mediation``, or the part alone where it is of all."""
    group = ALL_IN_ALL if row.group == ALL else wording.group(row.group)
    if not row.part:
        return group
    return plain(row.part) if row.group == ALL else f"{plain(row.part)}: {group}"


def shown(row: Row) -> str:
    """A count alone, or ``3 of 10``."""
    if row.hidden:
        return row.hidden
    return short(row.value) if row.out_of is None else f"{short(row.value)} of {row.out_of}"


def short(number: float | None) -> str:
    """``-`` where there was nothing to measure."""
    return NONE if number is None else f"{number:g}"


def _all_ranged(measure: Measure) -> bool:
    return all(row.n is not None for row in measure.rows)


def _numbers(row: Row, shared: bool, ranged: bool) -> list[str]:
    value = row.hidden or short(row.value)
    more = ([row.out_of] if shared else []) + ([row.lowest, row.highest, row.n] if ranged else [])
    return [value, *("" if row.hidden or each is None else short(each) for each in more)]
