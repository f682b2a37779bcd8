"""`concord packs`: the Compacts that come with Concord, listed, shown and drawn. Needs no server."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord import pack_check, pack_publish, pack_versions
from concord.pack_files import EXAMPLE, from_file, summary, that_come, that_comes
from concord.saying import plain, say, say_json, say_table

if TYPE_CHECKING:
    from concord_shared.packs.model import Pack

Json = Annotated[bool, typer.Option("--json", help="For programs.")]
packs = typer.Typer(no_args_is_help=True, help="The Compacts as data: list, show, draw, check, begin, compare.")


def join(app: typer.Typer) -> None:
    pack_check.join(packs)
    pack_publish.join(packs)
    pack_versions.join(packs)
    app.add_typer(packs, name="packs")


@packs.command("list")
def list_packs(as_json: Json = False) -> None:
    """The packs that come with Concord."""
    found = [summary(from_file(path)) for path in that_come().values()]
    if as_json:
        say_json(found)
        return
    rows = [[each["id"], each["version"], _standing(each), each["title"]] for each in found]
    say_table(["Compact", "version", "status", "title"], rows)


@packs.command("show")
def show_pack(pack_id: Annotated[str, typer.Argument(help="Its id, like rotherham.")], as_json: Json = False) -> None:
    """One pack: its stages, deadlines and rules, each with its place in the Compact."""
    pack = from_file(that_comes(pack_id))
    if as_json:
        say_json(_whole(pack))
        return
    _say_pack(pack)


@packs.command("draw")
def draw_pack(pack_id: Annotated[str, typer.Argument(help="Its id, like rotherham.")]) -> None:
    """The procedure as a Mermaid chart: full lines are the Compact's text, broken lines are ours."""
    from concord.drawing import chart

    say(plain(chart(from_file(that_comes(pack_id)))))


def _standing(each: dict[str, Any]) -> str:
    return "example" if each["id"].startswith(EXAMPLE) else str(each["status"])


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
    return {**summary(pack), "deadlines": deadlines, "guards": guards}


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
