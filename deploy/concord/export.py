"""`concord export`: figures as open data, without persons, texts, cases or small counts."""

from pathlib import Path
from typing import Annotated

import typer

from concord import cases
from concord.cases import As
from concord.due import read_date
from concord.reach import Reach, reaching
from concord.saying import Misused, plain, say

GRAINS = ("month", "quarter", "year")


def join(app: typer.Typer) -> None:
    app.command("export")(export)


@reaching
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    from_on: Annotated[str, typer.Option("--from", help="First day, the first of a month, like 2026-04-01.")],
    until_on: Annotated[str, typer.Option("--to", help="Last day, the end of a span, like 2027-03-31.")],
    by: Annotated[str, typer.Option(help="The span of each figure: month, quarter or year.")] = "quarter",
    at: Annotated[int | None, typer.Option(min=0, help="As known at this position of the record; now without it.")] = (
        None
    ),
    acting: As = "system/auditor",
    *,
    where: Reach,
) -> None:
    """Figures as open data: CSV, Parquet, a Data Package with schema and licence, and a data dictionary.

    There are no persons, texts or cases in it, and counts under five are held back with what would give them away.
    """
    from concord.acting import read_acting
    from concord.open_data.gathering import gather
    from concord.open_data.spans import spans
    from concord.open_data.writing import check_empty, write

    if by not in GRAINS:
        raise Misused(f"--by: '{by}' is no span. Write one of {', '.join(GRAINS)}.")
    chosen = spans(read_date(from_on, "--from"), read_date(until_on, "--to"), by)
    who = read_acting(acting)
    check_empty(folder)
    found = cases.ask(where, lambda talk: gather(talk, who, chosen, at))
    names = write(folder, found, chosen, by)
    count = sum(len(rows) for name, rows in found.rows.items() if name != "definitions")
    held = sum(bool(cells[-1]) for name, rows in found.rows.items() if name != "definitions" for cells in rows)
    say(f"{plain(folder)}: {len(names)} files, {count} figures, {held} of them held back as too small to publish.")
    say(f"[dim]Position {found.position}, as of {found.as_of}; asked at it again, the files are the same.[/]")
    say("Licence: Open Government Licence v3.0. 'data-dictionary.md' says what each column is.")
