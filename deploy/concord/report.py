"""`concord report`: measures for a period, as they are or as they were at a position, why a figure has changed, and
the reports made from them."""

import csv
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cases import As, Json, ask
from concord.due import read_date
from concord.reach import Reach, reaching
from concord.saying import Misused, Trouble, plain, say, say_json, say_table
from concord.spreadsheet import defused

if TYPE_CHECKING:
    from concord.acting import Acting
    from concord.talking import Talk

DIFF, EVERY, REPORT = "diff", "measures", "RP"
COLUMNS = ("measure", "name", "part", "group", "value", "out_of", "lowest", "highest", "n", "unit")
What = Annotated[
    list[str],
    typer.Argument(help="Measures (M01 M09), 'measures' for all, 'diff' and those to compare, or a report (RP7)."),
]
First = Annotated[str | None, typer.Option("--from", help="First day of the period, like 2026-04-01.")]
Last = Annotated[str | None, typer.Option("--to", help="Last day of the period, like 2027-03-31.")]
Position = Annotated[
    str | None,
    typer.Option("--at", help="As known at this position of the record; with diff, the earlier one; for RP1 a moment."),
]
Later = Annotated[int | None, typer.Option("--and", min=0, help="With diff: the later position; else now.")]
Csv = Annotated[bool, typer.Option("--csv", help="For spreadsheets.")]
Raising = Annotated[str | None, typer.Option(help="Only cases raised from this sector, like vcs.")]
Responding = Annotated[str | None, typer.Option(help="Only cases about an organisation of this sector, like public.")]
Theme = Annotated[str | None, typer.Option(help="Only cases of this theme.")]
Case = Annotated[str | None, typer.Option(help="For RP1: the case.")]
Near = Annotated[
    int | None, typer.Option(min=0, max=366, help="For RP7: days ahead that count as near, 7 if left out.")
]
Public = Annotated[bool, typer.Option("--public", help="For reports: an edition for everybody, no count under five.")]
Html = Annotated[Path | None, typer.Option(help="For reports: write an accessible page to this file.")]
Pdf = Annotated[Path | None, typer.Option(help="For reports: write PDF/A-2a with PDF/UA-1 to this file.")]
Line = Mapping[str, Any]


def join(app: typer.Typer) -> None:
    app.command("report")(report)


@reaching
def report(
    what: What,
    from_on: First = None,
    until_on: Last = None,
    at: Position = None,
    and_at: Later = None,
    raising_sector: Raising = None,
    responding_sector: Responding = None,
    theme: Theme = None,
    case: Case = None,
    near: Near = None,
    public: Public = False,
    html: Html = None,
    pdf: Pdf = None,
    acting: As = "system/auditor",
    as_json: Json = False,
    as_csv: Csv = False,
    *,
    where: Reach,
) -> None:
    """Measures of a period, each with its definition, the pack versions and the position in the record at which it was
    computed. With --at an earlier position it is what was known then; 'diff' names the facts that changed a figure.
    Reports, RP1 and so on, are made from measures and other answers: as page, PDF, JSON or text."""
    only_reports = {"case": case, "near": near, "public": public or None, "html": html, "pdf": pdf}
    only_measures = {"and": and_at, "raising-sector": raising_sector, "responding-sector": responding_sector}
    only_measures |= {"theme": theme, "csv": as_csv or None}
    if what[0].upper().startswith(REPORT):
        from concord.reports.command import Given, make

        _not_for("reports", only_measures)
        days = period(from_on, until_on)
        make(what, Given(acting, case, days["from_on"], days["until_on"], at, near, public, html, pdf, as_json), where)
        return
    _not_for("measures", only_reports)
    compared = what[0] == DIFF
    ids = _ids(what[1:] if compared else what)
    chosen = {"raising_sector": raising_sector, "responding_sector": responding_sector, "theme": theme}
    positions = _positions(_position(at), and_at, compared)
    found = gathered(where, acting, ids, **period(from_on, until_on), **chosen, **positions)
    _say(found, _say_changes if compared else _say_csv if as_csv else _say_measures, as_json)


def _positions(at: int | None, and_at: int | None, compared: bool) -> dict[str, int | None]:
    if compared and at is None:
        raise Misused("diff needs the earlier position: --at POSITION, as it was printed with the figures then.")
    if and_at is not None and not compared:
        raise Misused("--and belongs to 'diff': concord report diff M09 --at EARLIER --and LATER.")
    return {"earlier": at, "position": and_at} if compared else {"position": at}


def _say(found: Line, in_words: Callable[[Line], None], as_json: bool) -> None:
    if as_json:
        say_json(found)
    else:
        in_words(found)


def _not_for(what: str, options: Mapping[str, object]) -> None:
    for name, given in options.items():
        if given is not None:
            raise Misused(f"--{name} is not for {what}: leave it out ('concord report --help' says what it is for).")


def _position(at: str | None) -> int | None:
    if at is not None and not at.isdecimal():
        raise Misused(f"--at: '{at}' is no position. Write the number that was printed with the figures then.")
    return None if at is None else int(at)


def period(from_on: str | None, until_on: str | None) -> dict[str, Any]:
    """Raises Misused for what is no day, or a period that ends before it begins."""
    first = read_date(from_on, "--from") if from_on else None
    last = read_date(until_on, "--to") if until_on else None
    if first and last and last < first:
        raise Misused(f"The period ends ({last}) before it begins ({first}): give the earlier day with --from.")
    return {"from_on": first, "until_on": last}


def gathered(where: Reach, acting: str, ids: tuple[str, ...] = (), **body: Any) -> dict[str, Any]:
    """What oversight answers to `Measures`; no ids means all. Raises Trouble where it refuses."""
    from concord.acting import read_acting

    who = read_acting(acting)
    return ask(where, lambda talk: measured(talk, who, ids, **body))


async def measured(talk: "Talk", who: "Acting", ids: tuple[str, ...] = (), **body: Any) -> dict[str, Any]:
    asked = {name: value for name, value in body.items() if value is not None}
    reply = await talk.ask(("oversight", "Measures"), who, {"ids": ids, **asked})
    if not reply.get("answered"):
        raise Trouble(reply["message"])
    return reply


def _ids(named: list[str]) -> tuple[str, ...]:
    if not named:
        raise Misused("Say which measures: concord report diff M09 --at POSITION, or 'measures' for all.")
    return () if named == [EVERY] else tuple(each.upper() for each in named)


def _frame(found: Line) -> str:
    first, last = found["from_on"] or "the beginning", found["until_on"] or "today"
    packs = ", ".join(found["pack_versions"]) or "none"
    chosen = "".join(f"; {name.replace('_', ' ')}: {value}" for name, value in found["filters"].items())
    return f"{first} to {last}{chosen}; pack version {packs}; position {found['position']}, as of {found['as_of']}"


def _say_measures(found: Line) -> None:
    say(f"[dim]{plain(_frame(found))}[/]")
    for measure in found["measures"]:
        say(f"\n[bold]{measure['id']} {plain(measure['name'])}[/] [dim]({plain(measure['unit'])})[/]")
        say(f"[dim]{plain(measure['definition'])}[/]")
        if measure["rows"]:
            say_table(["part", "group", "figure", "range"], [_shown(row) for row in measure["rows"]])
        else:
            say("Nothing of this is on record for the period.")


def _shown(row: Line) -> list[str]:
    ranged = f"{row['lowest']} to {row['highest']}, of {row['n']}" if row["lowest"] is not None else ""
    return [row["part"], _words(row["group"]), figure(row), ranged]


def figure(row: Line) -> str:
    """``3 of 10``, ``7`` or a dash where there was nothing to measure."""
    value = "-" if row["value"] is None else str(row["value"])
    return value if row["out_of"] is None else f"{value} of {row['out_of']}"


def _words(group: str) -> str:
    return group.replace("_", " ")


def _say_csv(found: Line) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    frame = ("from", "to", "position", "as_of")
    writer.writerow((*COLUMNS, *frame))
    around = [found["from_on"], found["until_on"], found["position"], found["as_of"]]
    for measure in found["measures"]:
        for row in measure["rows"]:
            cells = {**row, "measure": measure["id"], "name": measure["name"], "unit": measure["unit"]}
            writer.writerow([*(defused(cells[name]) for name in COLUMNS), *around])


def _say_changes(found: Line) -> None:
    say(f"[dim]{plain(_frame(found))}, compared with position {found['earlier']}[/]")
    for measure in found["changes"]:
        say(f"\n[bold]{measure['id']} {plain(measure['name'])}[/]")
        if not measure["rows"]:
            say("No figure has changed.")
        for row in measure["rows"]:
            place = ", ".join(word for word in (row["part"], _words(row["group"])) if word)
            say(f"  [bold]{plain(place)}[/]: was {figure(row['was'])}, is {figure(row['is'])}")
            for line in _reasons(row["because"]):
                say(f"    {plain(line)}")


def _reasons(because: list[Line]) -> Iterator[str]:
    for each in because:
        since = "; ".join(
            f"{fact['fact']} of {fact['on']}, position {fact['position']}" for fact in each.get("recorded_since", ())
        )
        why = f", because of {since}" if since else ""
        yield f"{each['change']}: {each['fact']} of {each['on']}, position {each['position']}{why}"
