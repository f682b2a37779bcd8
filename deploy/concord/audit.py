"""`concord audit`: replays the stores without any server and names each difference."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from concord.place import DEFAULT, Place
from concord.saying import Misused, plain, say, say_json

if TYPE_CHECKING:
    from concord.auditing.replay import Audit


def join(app: typer.Typer) -> None:
    app.command("audit")(audit)


def audit(
    data: Annotated[Path, typer.Option(help="The data folder whose stores are replayed.")] = DEFAULT,
    stores: Annotated[
        str | None, typer.Option(help="Where the stores are, if not in that folder: sqlite:///..., postgresql://...")
    ] = None,
    compact: Annotated[list[str] | None, typer.Option(help="A Compact; all of the folder without it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Replays every store and recomputes states, stages, deadlines and answers; names each difference.

    Needs no server and no keys, and changes nothing. Exit 1 where anything differs.
    """
    from concord.auditing.replay import audit as replayed

    url = Place(data, stores).store_url
    compacts = compact or _found(data, stores)
    try:
        done = [replayed(url, each) for each in compacts]
    except FileNotFoundError as missing:
        raise Misused(f"A store is missing: {missing}. Check --data, --stores and --compact.") from None
    if as_json:
        say_json([_plain(each) for each in done])
    else:
        for each in done:
            _say(each)
    raise typer.Exit(1 if any(each.findings for each in done) else 0)


def _found(data: Path, stores: str | None) -> list[str]:
    if stores is not None and not stores.startswith("sqlite:///"):
        raise Misused("Say with --compact which Compacts to audit.")
    folder = Path(stores.removeprefix("sqlite:///")) if stores else data / "stores"
    found = sorted(path.name for path in folder.glob("*") if path.is_dir())
    if not found:
        raise Misused(f"There are no stores in {folder}: say with --data where Concord keeps its data.")
    return found


def _plain(done: "Audit") -> dict[str, object]:
    counts = {"compact": done.compact, "facts": done.facts, "streams": done.streams, "answers": done.answers}
    return {**counts, "waiting": done.waiting, "differences": [each.plain for each in done.findings]}


def _say(done: "Audit") -> None:
    say(
        f"[bold]{plain(done.compact)}[/]: {done.facts} facts in {done.streams} streams, {done.answers} answers replayed"
    )
    for service, count in done.waiting.items():
        say(f"  [dim]{plain(service)}: {count} told facts are still to be heard; that happens at the next run[/]")
    for each in done.findings:
        say(f"[red]{plain(each.where)}[/]: {plain(each.what)}")
        say(f"    expected: {plain(each.expected)}")
        say(f"    found:    {plain(each.found)}")
    say("[green]Everything follows from the facts.[/]" if not done.findings else f"{len(done.findings)} differences.")
