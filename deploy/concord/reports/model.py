"""A report as data: what every form of it, page, PDF, JSON or terminal, is written from."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Paragraph(Frozen):
    kind: Literal["paragraph"] = "paragraph"
    text: str


class Details(Frozen):
    """Names with their values, in the order in which they are read."""

    kind: Literal["details"] = "details"
    rows: tuple[tuple[str, str], ...]


class Table(Frozen):
    """The first cell of each row names it. `numbers` are the columns set to the right, counted from 0. Where there are
    no rows, `empty` is said instead."""

    kind: Literal["table"] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    empty: str = "Nothing in this period."


class Bar(Frozen):
    """One bar: `label` of what, `series` to which set of bars it belongs, `shown` what stands beside it."""

    label: str
    series: str
    value: float
    shown: str


class Bars(Frozen):
    """A picture of counts. Its numbers always stand in a table too; `alt` says what a person would see in it."""

    kind: Literal["bars"] = "bars"
    caption: str
    alt: str
    bars: tuple[Bar, ...]


class Cell(Frozen):
    row: str
    column: str
    value: int
    shown: str


class Heat(Frozen):
    """Counts in a grid, darker for more, each with its number written in it."""

    kind: Literal["heat"] = "heat"
    caption: str
    alt: str
    cells: tuple[Cell, ...]


class Step(Frozen):
    """One thing that happened. `small` are lines beneath it; `held` names fields that this reader does not see."""

    when: str
    words: str
    small: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


class Steps(Frozen):
    """What happened, in order."""

    kind: Literal["steps"] = "steps"
    steps: tuple[Step, ...]
    empty: str = "Nothing is on record."


Block = Annotated[Paragraph | Details | Table | Bars | Heat | Steps, Field(discriminator="kind")]


class Section(Frozen):
    heading: str
    blocks: tuple[Block, ...]


class Report(Frozen):
    """`as_of` is the day of the record that it shows, never the day on which somebody asked; `about` says what it was
    made from: the period, the position in the record, the pack versions, the edition."""

    id: str
    title: str
    compact: str
    whom: str
    as_of: date
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
