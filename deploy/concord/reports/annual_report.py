"""RP4: a year's measures beside those of the year before, with patterns, lessons and actions."""

from collections.abc import Mapping, Sequence

from concord.reports.asked import Asked
from concord.reports.figures import compared, whole
from concord.reports.learning_pack import listed
from concord.reports.measures import Measure, Measured, in_order, label, measured, short, shown
from concord.reports.model import Block, Paragraph, Report, Section, Table
from concord.reports.period_of import about
from concord.reports.suppressing import Row
from concord.reports.wording import Wording, wording
from concord.talking import Talk

THIS, BEFORE = "This year", "The year before"
IN_SHORT = (("M01", ""), ("M05", ""), ("M06", ""), ("M18", ""), ("M25", "actions from a lesson"))
Place = tuple[str, str]


async def gather(talk: Talk, asked: Asked) -> Report:
    """Raises Misused without a period, Trouble where it is not answered."""
    words, period = await wording(talk, asked.who), asked.period()
    this = await measured(talk, asked, (), period, asked.position)
    last = await measured(talk, asked, (), period.before, this.position)
    return Report(
        id="RP4",
        title="Annual report",
        compact=words.compact,
        whom="everybody" if asked.public else "partners, and the group that steers the Compact",
        as_of=this.as_of,
        about=(*about(period, this, asked), (BEFORE, period.before.said)),
        sections=(
            _in_short(this, last),
            *await listed(talk, asked, words),
            *(_section(each, last.measures.get(each.id), words) for each in this.measures.values()),
        ),
    )


def _in_short(this: Measured, last: Measured) -> Section:
    pairs = [
        (_name(this.measures[id], part), whole(this.measures[id], part), whole(last.measures.get(id), part))
        for id, part in IN_SHORT
        if id in this.measures
    ]
    return Section(heading="The year in short", blocks=compared((THIS, BEFORE), pairs))


def _name(measure: Measure, part: str) -> str:
    return f"{measure.name}: {part}" if part else measure.name


def _section(this: Measure, last: Measure | None, words: Wording) -> Section:
    notes = (Paragraph(text=each) for each in this.notes)
    blocks: tuple[Block, ...] = (Paragraph(text=this.definition), _table(this, last, words), *notes)
    return Section(heading=f"{this.id} {this.name}", blocks=blocks)


def _table(this: Measure, last: Measure | None, words: Wording) -> Table:
    now, then = _by_place(this.rows), _by_place(last.rows if last else ())
    rows = tuple(
        (label(now.get(place) or then[place], words), _figure(now.get(place)), _figure(then.get(place)))
        for place in _in_order((*this.rows, *(last.rows if last else ())), words)
    )
    caption = f"{this.id} {this.name}, in {this.unit}"
    empty = "Nothing was counted in either year."
    return Table(caption=caption, columns=("What", THIS, BEFORE), rows=rows, numbers=(1, 2), empty=empty)


def _in_order(rows: Sequence[Row], words: Wording) -> list[Place]:
    return list(dict.fromkeys((row.part, row.group) for row in in_order(rows, words)))


def _by_place(rows: Sequence[Row]) -> Mapping[Place, Row]:
    return {(row.part, row.group): row for row in rows}


def _figure(row: Row | None) -> str:
    """``12 (3 to 40, of 9)`` for a median; none at all for a group that did not come up."""
    if row is None:
        return "0"
    if row.hidden or not row.n:
        return shown(row)
    ends = "" if row.lowest is None else f"{short(row.lowest)} to {short(row.highest)}, "
    return f"{shown(row)} ({ends}of {row.n})"
