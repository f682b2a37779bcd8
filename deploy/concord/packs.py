"""`concord packs`: the Compacts that come with Concord, and checking one of your own. Needs no server."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.saying import Misused, plain, say, say_json, say_table

if TYPE_CHECKING:
    from concord_shared.packs.model import Pack

Json = Annotated[bool, typer.Option("--json", help="For programs.")]
packs = typer.Typer(no_args_is_help=True, help="The Compacts as data: list, show, draw, check a file.")


def join(app: typer.Typer) -> None:
    app.add_typer(packs, name="packs")


@packs.command("list")
def list_packs(as_json: Json = False) -> None:
    """The packs that come with Concord."""
    from concord_shared.packs.loading import builtin, load

    found = [_summary(load(path)) for path in builtin().values()]
    if as_json:
        say_json(found)
        return
    rows = [[each["id"], each["version"], each["status"], each["title"]] for each in found]
    say_table(["Compact", "version", "status", "title"], rows)


@packs.command("show")
def show_pack(pack_id: Annotated[str, typer.Argument(help="Its id, like rotherham.")], as_json: Json = False) -> None:
    """One pack: its stages, deadlines and rules, each with its place in the Compact."""
    from concord_shared.packs.loading import load

    pack = load(_builtin(pack_id))
    if as_json:
        say_json(_whole(pack))
        return
    _say_pack(pack)


@packs.command("draw")
def draw_pack(pack_id: Annotated[str, typer.Argument(help="Its id, like rotherham.")]) -> None:
    """The procedure as a Mermaid chart: full lines are the Compact's text, broken lines are ours."""
    from concord.drawing import chart
    from concord_shared.packs.loading import load

    say(plain(chart(load(_builtin(pack_id)))))


@packs.command("check")
def check_pack(file: Annotated[Path, typer.Argument(help="A pack as a YAML file.")], as_json: Json = False) -> None:
    """Whether a pack can be used; what is wrong is named with file, line and cure."""
    from concord_shared.packs.loading import PackInvalid, load

    try:
        pack = load(file)
    except (OSError, UnicodeDecodeError) as error:
        raise Misused(
            f"{file} cannot be read ({type(error).__name__}): check the name and that it is a text file."
        ) from None
    except PackInvalid as invalid:
        _say_problems(invalid, as_json)
        raise typer.Exit(1) from None
    if as_json:
        say_json({"valid": True, "problems": [], **_summary(pack)})
    else:
        say(f"{plain(file)} is a valid pack: {plain(pack.title)}, version {plain(pack.version)}.")


def _builtin(pack_id: str) -> Path:
    from concord_shared.packs.loading import builtin

    if pack_id not in builtin():
        raise Misused(f"No pack '{pack_id}' comes with Concord. It has: {', '.join(builtin())}.")
    return builtin()[pack_id]


def _summary(pack: "Pack") -> dict[str, Any]:
    named = {"id": pack.id, "version": pack.version, "status": pack.status, "title": pack.title}
    return {**named, "sha256": pack.sha256, "stages": [stage.id for stage in pack.stages]}


def _whole(pack: "Pack") -> dict[str, Any]:
    deadlines = [
        {"id": rule.id, "section": rule.stage, "what": rule.what, "value": rule.value, "unit": rule.unit}
        | {"starts_on": rule.starts_on, "source": rule.source, "clause": rule.place}
        for rule in pack.deadlines
    ]
    guards = [
        {"id": guard.id, "predicate": guard.predicate, "sentence": guard.sentence, "basis": guard.basis}
        | {"source": guard.source, "clause": guard.clause}
        for guard in pack.guards
    ]
    return {**_summary(pack), "deadlines": deadlines, "guards": guards}


def _say_pack(pack: "Pack") -> None:
    say(f"[bold]{plain(pack.title)}[/], version {plain(pack.version)} ({pack.status})")
    say(f"[dim]sha256 {pack.sha256}[/]\n")
    names = pack.terminology.stages
    for stage in pack.stages:
        say(f"  [bold]{stage.id}[/]  {plain(names.get(stage.id, stage.id))} [dim]({stage.type})[/]")
    say()
    rows = [[r.id, r.stage, r.what, _length(r), r.place or "ours"] for r in pack.deadlines]
    say_table(["deadline", "in", "what", "length", "where it stands"], rows)
    say()
    say_table(["rule", "sentence", "basis"], [[g.id, g.sentence, g.basis] for g in pack.guards])


def _length(rule: Any) -> str:
    if rule.value is None:
        return "at " + ", ".join(map(str, rule.reminders_at or ()))
    return f"{rule.value} {str(rule.unit).replace('_', ' ')}{'' if rule.value == 1 else 's'}"


def _say_problems(invalid: Any, as_json: bool) -> None:
    found = [{"file": each.file, "line": each.line, "what": each.what, "cure": each.cure} for each in invalid.problems]
    if as_json:
        say_json({"valid": False, "problems": found})
        return
    for each in invalid.problems:
        say(f"[bold]{plain(each.file)}:{each.line}[/]: {plain(each.what)} [dim]{plain(each.cure)}[/]")
    say(f"{len(found)} {'thing' if len(found) == 1 else 'things'} to put right.")
