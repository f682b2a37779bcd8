"""RP9: which commitments concerns are about, what reviews found, and what dates showed; never by organisation."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from concord.reports.asked import Asked
from concord.reports.measures import Measure, measured, shown
from concord.reports.model import Block, Cell, Heat, Paragraph, Report, Section, Table
from concord.reports.period_of import about
from concord.reports.suppressing import Row
from concord.reports.wording import Wording, plain, wording
from concord.talking import Talk

ALLEGED, FOUND, THEME = "alleged", "found by a review", "theme"
CALL = "A commitment that stands here often is a reason to talk about it. What is alleged is no finding."
NO_COLOUR = "Each square has its number written in it; a darker square is a higher number."


async def gather(talk: Talk, asked: Asked) -> Report:
    """Raises Misused without a period, Trouble where it is not answered."""
    words, period = await wording(talk, asked.who), asked.period()
    found = await measured(talk, asked, ("M22", "M24"), period, asked.position)
    return Report(
        id="RP9",
        title="Heat map of commitments",
        compact=words.compact,
        whom="the group that learns from cases",
        as_of=found.as_of,
        about=about(period, found, asked),
        sections=tuple(_sections(found.measures["M22"], found.measures["M24"], words)),
    )


def _sections(heat: Measure, evidence: Measure, words: Wording) -> Iterator[Section]:
    named = [row for row in heat.rows if row.part in (ALLEGED, FOUND)]
    blocks = grid(named, "Cases by commitment, as alleged and as found by a review", words)
    yield Section(
        heading="Commitments that cases name", blocks=(Paragraph(text=heat.definition), Paragraph(text=CALL), *blocks)
    )
    themes = [replace(row, part="cases") for row in heat.rows if row.part == THEME]
    yield Section(heading="Themes", blocks=grid(themes, "Cases by theme", words, first="Theme"))
    dates = grid(list(evidence.rows), "Dates entered as evidence, by commitment", words)
    yield Section(heading="Dates entered as evidence", blocks=(Paragraph(text=evidence.definition), *dates))


def grid(rows: list[Row], caption: str, words: Wording, first: str = "Commitment") -> tuple[Block, ...]:
    """The picture, and its numbers in a table below."""
    parts, groups = _once(row.part for row in rows), sorted({row.group for row in rows}, key=_in_order)
    known = {(row.group, row.part): row for row in rows}
    lines = tuple(
        (_named(group, words), *(shown(known[group, part]) if (group, part) in known else "0" for part in parts))
        for group in groups
    )
    numbers = tuple(range(1, len(parts) + 1))
    columns = (first, *(plain(part).capitalize() for part in parts))
    table = Table(caption=caption, columns=columns, rows=lines, numbers=numbers)
    if not rows:
        return (table,)
    cells = tuple(_cell(group, part, known.get((group, part))) for group in groups for part in parts)
    most = max(rows, key=lambda row: -1 if row.hidden else row.value or 0)
    alt = f"Grid of {len(groups)} rows and {len(parts)} columns; its numbers are in the table below. "
    top = "" if most.hidden else f"The highest is {shown(most)}, for {plain(most.group)} under '{plain(most.part)}'."
    return Heat(caption=f"{caption}. {NO_COLOUR}", alt=alt + top, cells=cells), table


def _cell(group: str, part: str, row: Row | None) -> Cell:
    hidden = row is not None and row.hidden is not None
    value = 0 if row is None or hidden else int(row.value or 0)
    return Cell(row=plain(group), column=plain(part), value=value, shown="hidden" if hidden else str(value))


def _named(group: str, words: Wording) -> str:
    said = words.commitments.get(group)
    return f"{group}: {said}" if said else words.group(group)


def _in_order(group: str) -> tuple[tuple[int, int, str], ...]:
    """2.9 before 2.10."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in group.split("."))


def _once(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))
