"""`concord packs check` and `new`: is a pack valid, what is left to fill before it goes live, and one to begin with."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.reach import Reach
from concord.saying import Misused, plain, say, say_json

if TYPE_CHECKING:
    from concord_shared.packs.model import Pack

TO_FILL = 3
"""Exit code for a pack that is valid but not ready: it can be published for trial cases only."""
Json = Annotated[bool, typer.Option("--json", help="For programs.")]
Directory = Annotated[
    Path | None, typer.Option(help="The folder on which Concord runs: what is entered in its directory is looked up.")
]
Nats = Annotated[str | None, typer.Option(help="A broker, where Concord does not run on a folder here.")]
TokenFile = Annotated[Path | None, typer.Option(help="File that holds that broker's token.")]
Compact = Annotated[str | None, typer.Option(help="The Compact whose directory it is, if not the pack's own.")]


def join(packs: typer.Typer) -> None:
    packs.command("check")(check_pack)
    packs.command("new")(new_pack)


def check_pack(
    file: Annotated[str, typer.Argument(help="A pack as a YAML file, or the id of one that comes with Concord.")],
    directory: Directory = None,
    nats: Nats = None,
    token_file: TokenFile = None,
    compact: Compact = None,
    as_json: Json = False,
) -> None:
    """Whether a pack can be used, and what is left to fill before it goes live.

    Exit 0 where it is ready as far as is known, 3 where it is valid but something is left to fill that live cases need,
    1 where it is invalid: each mistake is named with file, line and cure."""
    from concord.pack_files import from_file, that_come
    from concord_shared.packs.loading import PackInvalid

    known = that_come()
    try:
        pack = from_file(known.get(file, Path(file)) if not Path(file).exists() else Path(file))
    except PackInvalid as invalid:
        _say_problems(invalid, as_json)
        raise typer.Exit(1) from None
    where = Reach(compact or pack.id, directory or Path(), nats, token_file) if directory or nats else None
    found = _gaps(pack, where)
    if as_json:
        _say_json(pack, found)
    else:
        _say(file, pack, found, looked=where is not None)
    raise typer.Exit(TO_FILL if any(each["stops_live_cases"] for each in found) else 0)


def new_pack(
    pack_id: Annotated[str, typer.Argument(metavar="ID", help="Its id: small letters, digits and hyphens.")],
    title: Annotated[str | None, typer.Option(help="How people call the Compact.")] = None,
    prefix: Annotated[str | None, typer.Option(help="Three capitals with which case references begin.")] = None,
    source: Annotated[
        str, typer.Option("--from", help="The pack to begin with: a file, or one that comes with Concord.")
    ] = "example-five-stage",
    to: Annotated[Path | None, typer.Option(help="The file to write; ID.yaml here without it.")] = None,
) -> None:
    """Writes a valid draft to begin with, with comments; nothing in it claims to be a Compact's text."""
    from concord.pack_files import pack_meant, with_faults_said
    from concord.pack_new import new_pack as made
    from concord.pack_new import prefix_of
    from concord_shared.packs.loading import parse

    path = to or Path(f"{pack_id}.yaml")
    if path.exists():
        raise Misused(f"{path} is there already, and is left as it is. Name another file with --to.")

    def write() -> None:
        begun = made(
            pack_id, title or f"The {pack_id} Compact", prefix or prefix_of(pack_id), pack_meant(source, Reach())
        )
        parse(begun, str(path))
        try:
            path.write_text(begun, encoding="utf-8")
        except OSError as error:
            raise Misused(f"{path} cannot be written ({type(error).__name__}).") from None

    with_faults_said(write)
    say(f"Written: {plain(path)}, a valid draft. Next: concord packs check {plain(path)}")


def _gaps(pack: "Pack", where: Reach | None) -> list[dict[str, Any]]:
    from concord.pack_files import ask_directory
    from concord_shared.packs.gaps import GO_LIVE, gaps

    if where is None:
        found = gaps(pack, None, date.today())
        return [
            {"what": each.what, "where": each.where, "needed_for": list(each.needed_for), "looked_up": each.looked_up}
            | {"stops_live_cases": each.stops_live_cases}
            for each in found
        ]
    reply = ask_directory("PackGaps", {"content": pack.to_data()}, where)["gaps"]
    return [{**each, "looked_up": True, "stops_live_cases": GO_LIVE in each["needed_for"]} for each in reply]


def _say_json(pack: "Pack", found: list[dict[str, Any]]) -> None:
    from concord.pack_files import summary

    say_json({"valid": True, "problems": [], "to_fill": found, **summary(pack)})


def _say(file: str, pack: "Pack", found: list[dict[str, Any]], *, looked: bool) -> None:
    say(f"{plain(file)} is a valid pack: {plain(pack.title)}, version {plain(pack.version)} ({pack.status}).")
    open_, unseen = ([each for each in found if each["looked_up"] is seen] for seen in (True, False))
    for each in open_:
        say(f"  to fill in the {each['where']}: {plain(each['what'])} [dim]({_purposes(each)})[/]")
    for each in unseen:
        say(f"  [dim]not looked up in a directory: {plain(each['what'])} ({_purposes(each)})[/]")
    stopping = [each for each in open_ if each["stops_live_cases"]]
    if stopping:
        things = "thing is" if len(stopping) == 1 else "things are"
        say(f"It is valid, but {len(stopping)} {things} to be filled before it takes live cases.")
        say("Trial cases it takes as it is.")
    elif pack.status == "draft":
        say("Nothing known stands in its way: an administrator publishes it with a reason.")
    if not looked and unseen:
        say("Look the directory up with --directory FOLDER, where Concord runs on one.")


def _purposes(each: dict[str, Any]) -> str:
    return "needed to go live" if each["stops_live_cases"] else f"needed for {', '.join(each['needed_for'])}"


def _say_problems(invalid: Any, as_json: bool) -> None:
    found = [{"file": each.file, "line": each.line, "what": each.what, "cure": each.cure} for each in invalid.problems]
    if as_json:
        say_json({"valid": False, "problems": found})
        return
    for each in invalid.problems:
        say(f"[bold]{plain(each.file)}:{each.line}[/]: {plain(each.what)} [dim]{plain(each.cure)}[/]")
    say(f"{len(found)} {'thing' if len(found) == 1 else 'things'} to put right.")
