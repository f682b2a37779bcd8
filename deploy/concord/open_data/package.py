"""The Data Package around the tables: descriptor, licence, and the dictionary for people."""

from collections.abc import Iterator
from typing import Any

from concord.open_data.gathering import Figures
from concord.open_data.spans import Span
from concord.open_data.tables import TABLES, Column, Table, schema_of

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
SAYS = (
    "Figures of a local Compact's dispute procedure: counts and medians by span of time. There are no persons, no "
    "texts and no cases in it. Counts under five are held back, and so is what would give one away."
)
HELD_BACK = (
    "Where `suppressed` is true, the numbers of the row are held back: one of them is a count from one to four, or "
    "they would let such a count be worked out from a sum. Which of the two it is, is not said. Zero is shown. The "
    "shortest and longest of what a median is of are left out, since each is of one case."
)


def descriptor(found: Figures, spans: tuple[Span, ...], grain: str) -> dict[str, Any]:
    """As JSON-ready data. It carries no moment of writing: the same position gives the same bytes."""
    return {
        "$schema": PROFILE,
        "name": f"{found.compact}-compact-figures",
        "title": f"Compact figures: {found.compact}",
        "description": SAYS,
        "version": str(found.position),
        "licenses": [LICENCE],
        "keywords": ["compact", "voluntary sector", "open data"],
        "temporal": {"start": spans[0][0].isoformat(), "end": spans[-1][1].isoformat(), "grain": grain},
        "record": {
            "position": found.position,
            "as_of": found.as_of,
            "pack_versions": sorted(found.pack_versions),
        },
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.says,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema_of(table),
    }


def dictionary() -> str:
    """The data dictionary as Markdown: every table and column, in words."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Data dictionary\n"
    yield f"{SAYS}\n"
    yield f"{HELD_BACK}\n"
    yield f"Licence: [{LICENCE['title']}]({LICENCE['path']}).\n"
    yield "Each table is a CSV file (UTF-8, commas, one header line) and, with the same columns, a Parquet file."
    for table in TABLES:
        yield f"\n## {table.title} (`{table.name}`)\n"
        yield f"{table.says} One row for each {', '.join(f'`{name}`' for name in table.key)}.\n"
        yield "| Column | Type | What it is |"
        yield "|---|---|---|"
        for column in table.columns:
            yield f"| `{column.name}` | {column.type} | {_says(column)} |"


def _says(column: Column) -> str:
    one_of = f" One of: {', '.join(column.one_of)}." if column.one_of else ""
    return f"{column.says}{one_of}{'' if column.needed else ' May be empty.'}"
