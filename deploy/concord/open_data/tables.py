"""The tables that are published, column by column: the schema is written here by hand, never guessed from the data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Type = Literal["string", "date", "integer", "number", "boolean"]


@dataclass(frozen=True)
class Column:
    name: str
    type: Type
    says: str
    needed: bool = True
    pattern: str | None = None
    least: int | None = None
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    name: str
    title: str
    says: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


MEASURE = Column("measure", "string", "The measure, as the table 'definitions' defines it.", pattern="M[0-9]{2}")
SPAN = (
    Column("period_from", "date", "First day of the span of time."),
    Column("period_to", "date", "Last day of it."),
    MEASURE,
)
NUMBERS = (
    Column("value", "number", "The count, or the median where 'counted' is given.", needed=False, least=0),
    Column("out_of", "integer", "The whole of which 'value' is a part.", needed=False, least=0),
    Column("counted", "integer", "Of how many the median is.", needed=False, least=0),
    Column(
        "suppressed",
        "boolean",
        "True where the numbers are held back, being small or giving a small one away.",
    ),
)
KEY = ("period_from", "period_to", "measure")


def _table(name: str, title: str, says: str, figure: Column, dimension: Column) -> Table:
    return Table(name, title, says, (*SPAN, figure, dimension, *NUMBERS), (*KEY, figure.name, dimension.name))


def _figure(*one_of: str) -> Column:
    return Column("figure", "string", "What is counted.", one_of=one_of)


DEFINITIONS = Table(
    "definitions",
    "Definitions",
    "What each measure counts.",
    (
        MEASURE,
        Column("name", "string", "Its name."),
        Column("definition", "string", "What it counts, and in which span of time a thing falls."),
        Column("unit", "string", "What its numbers are of."),
    ),
    ("measure",),
)
MEASURES = _table(
    "measures",
    "Measures",
    "Every measure that has no table of its own, and the totals of those that have.",
    Column("figure", "string", "The part of the measure; empty for the measure as a whole.", needed=False),
    Column("group", "string", "The group within it, by a code of the Compact's rules; 'all' for all of them."),
)
COMMITMENTS = _table(
    "commitments",
    "Commitments",
    "Cases by the commitment or theme that they name, and what reviews found, apart from one another.",
    _figure("alleged", "theme", "found by a review"),
    Column("commitment", "string", "The commitment's number in the Compact, or the code of a theme or principle."),
)
STAGES = _table(
    "stages",
    "Stages",
    "How cases ended at each stage, and the working days that stages took.",
    _figure("settled", "withdrawn", "dormant", "working_days"),
    Column("stage", "string", "The stage, by its id in the Compact's rules."),
)
DEADLINES = _table(
    "deadlines",
    "Deadlines",
    "Deadlines kept by the day first set, out of those that ended, and how often more time was given.",
    _figure("kept", "given more time"),
    Column("deadline", "string", "The deadline, by its id in the Compact's rules."),
)
OUTSIDE = _table(
    "outside_routes",
    "Outside routes",
    "Times that a party went to a body outside, by the kind of body and by the stage the case was at.",
    _figure("kind", "stage"),
    Column("code", "string", "The kind, or the stage."),
)
EVIDENCE = _table(
    "date_evidence",
    "Dates entered as evidence",
    "How often parties held dates against a commitment, and what came out. It is evidence, never a finding.",
    _figure("entered", "met", "not met", "excused"),
    Column("commitment", "string", "The commitment's number in the Compact."),
)
TABLES = (DEFINITIONS, MEASURES, COMMITMENTS, STAGES, DEADLINES, OUTSIDE, EVIDENCE)
OWN: Mapping[tuple[str, str], tuple[Table, str]] = {
    ("M06", "at stage"): (STAGES, "settled"),
    ("M08", ""): (STAGES, "working_days"),
    ("M09", "kept"): (DEADLINES, "kept"),
    ("M09", "given more time"): (DEADLINES, "given more time"),
    ("M19", "withdrawn at"): (STAGES, "withdrawn"),
    ("M19", "dormant at"): (STAGES, "dormant"),
    ("M20", "kind"): (OUTSIDE, "kind"),
    ("M20", "stage"): (OUTSIDE, "stage"),
    ("M22", "alleged"): (COMMITMENTS, "alleged"),
    ("M22", "theme"): (COMMITMENTS, "theme"),
    ("M22", "found by a review"): (COMMITMENTS, "found by a review"),
    ("M24", "entered"): (EVIDENCE, "entered"),
    ("M24", "met"): (EVIDENCE, "met"),
    ("M24", "not met"): (EVIDENCE, "not met"),
    ("M24", "excused"): (EVIDENCE, "excused"),
}
"""By measure and part: the table that has it, and its figure there. A group 'all' stands with the measures."""


def schema_of(table: Table) -> dict[str, Any]:
    """Table Schema (Data Package)."""
    keys: dict[str, Any] = {"primaryKey": list(table.key), "missingValues": [""]}
    if table is not DEFINITIONS:
        reference = {"resource": DEFINITIONS.name, "fields": ["measure"]}
        keys["foreignKeys"] = [{"fields": ["measure"], "reference": reference}]
    return {"fields": [_field(column) for column in table.columns], **keys}


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if column.needed else {}
    if column.pattern:
        limits["pattern"] = column.pattern
    if column.least is not None:
        limits["minimum"] = column.least
    if column.one_of:
        limits["enum"] = list(column.one_of)
    field = {"name": column.name, "type": column.type, "description": column.says}
    return {**field, "constraints": limits} if limits else field
