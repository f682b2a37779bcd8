"""Pictures of measures: a few bars where they say more than a table, each with the table that holds its numbers."""

from collections.abc import Iterable

from concord.reports.measures import ALL, Measure, in_order, shown
from concord.reports.model import Bar, Bars, Table
from concord.reports.suppressing import Row
from concord.reports.wording import Wording

AT_STAGE = "at stage"


def settled(measure: Measure, wording: Wording) -> tuple[Bars, ...]:
    """Where cases were settled; nothing where none was, or where the public may not see it."""
    rows = [row for row in in_order(measure.rows, wording) if row.part == AT_STAGE and not row.hidden]
    if not rows:
        return ()
    bars = tuple(Bar(label=wording.group(row.group), series="", value=row.value or 0, shown=shown(row)) for row in rows)
    return (Bars(caption="Cases settled, by the stage they were at", alt=said(bars), bars=bars),)


def compared(names: tuple[str, str], pairs: Iterable[tuple[str, Row | None, Row | None]]) -> tuple[Bars | Table, ...]:
    """Two bars for each, this year's and last year's, and the same numbers below."""
    known = [(name, this, last) for name, this, last in pairs if this or last]
    bars = tuple(
        Bar(label=name, series=series, value=0 if row.hidden else row.value or 0, shown=shown(row))
        for name, *both in known
        for series, row in zip(names, both, strict=True)
        if row is not None
    )
    rows = tuple((name, *(shown(row) if row else "-" for row in both)) for name, *both in known)
    table = Table(caption="In numbers", columns=("What", *names), rows=rows, numbers=(1, 2))
    return (
        (Bars(caption=f"{names[0]} and {names[1].lower()}, side by side", alt=said(bars), bars=bars), table)
        if bars
        else (table,)
    )


def whole(measure: Measure | None, part: str = "") -> Row | None:
    """The row of all, under that part."""
    rows = measure.rows if measure else ()
    return next((row for row in rows if row.part == part and row.group == ALL), None)


def said(bars: tuple[Bar, ...]) -> str:
    """What a person sees in the picture, as a sentence."""
    each = (f"{bar.label}{f' ({bar.series})' if bar.series else ''}: {bar.shown}" for bar in bars)
    return f"Bars, {len(bars)} of them. " + "; ".join(each) + "."
