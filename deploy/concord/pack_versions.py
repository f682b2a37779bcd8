"""`concord packs diff` and `history`: what another version changes for a case, and what was done with each."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.reach import Reach, reaching
from concord.saying import in_words, plain, say, say_json

if TYPE_CHECKING:
    from concord.pack_said import Change

Json = Annotated[bool, typer.Option("--json", help="For programs.")]
Meant = "A file, the id of a pack that comes with Concord, or ID@VERSION of a running one."


def join(packs: typer.Typer) -> None:
    packs.command("diff")(diff_packs)
    packs.command("history")(pack_history)


@reaching
def diff_packs(
    old: Annotated[str, typer.Argument(help=Meant)],
    new: Annotated[str, typer.Argument(help="The other one, in the same way.")],
    as_json: Json = False,
    *,
    where: Reach,
) -> None:
    """What changes for a case: stages, ways, deadlines, guards, commitments, offices, letters, outside routes.

    Exit 0 where nothing does, 1 where something does."""
    from concord.pack_diff import changes
    from concord.pack_files import pack_meant, with_faults_said

    found: list[Change] = []
    with_faults_said(lambda: found.extend(changes(pack_meant(old, where), pack_meant(new, where))))
    if as_json:
        say_json([{"about": each.about, "what": each.what, "words": each.words} for each in found])
    else:
        _say_changes(found)
    raise typer.Exit(1 if found else 0)


@reaching
def pack_history(
    pack_id: Annotated[str, typer.Argument(metavar="ID", help="Its id, like rotherham.")],
    as_json: Json = False,
    *,
    where: Reach,
) -> None:
    """Which versions were published, renewed and retired, by which office, when and why; and what each changed."""
    from dataclasses import replace

    from concord.pack_files import ask_directory

    here = where if where.compact or where.nats is None else replace(where, compact=pack_id)
    done = ask_directory("PackHistory", {"pack_id": pack_id}, here)["history"]
    found = [{**each, "changes": said} for each, said in zip(done, _changed(pack_id, done, here), strict=True)]
    if as_json:
        say_json(found)
        return
    if not found:
        say(f"Nothing was done with a pack '{plain(pack_id)}' here.")
    for each in found:
        _say_done(each)


def _changed(pack_id: str, done: Iterable[dict[str, Any]], where: Reach) -> Iterator[list[str]]:
    """For each entry: what a version that is new there changes, against the one before it."""
    from concord.pack_diff import changes
    from concord.pack_files import published

    known: dict[str, Any] = {}
    for each in done:
        version, before = each["version"], next(reversed(known.values()), None)
        if each["done"] != "published" or version in known:
            yield []
            continue
        known[version] = published(pack_id, version, where)
        yield [one.words for one in changes(before, known[version])] if before else []


def _say_done(each: dict[str, Any]) -> None:
    how = " for trial cases only" if each.get("trial") else ""
    until = f" until {in_words(date.fromisoformat(each['live_until']))}" if each.get("live_until") else ""
    on = in_words(date.fromisoformat(each["on"]))
    say(f"[bold]{plain(each['version'])}[/] {each['done']}{how}{until} on {on}, by {plain(each['by'])}")
    if each.get("reason"):
        say(f"  why: {plain(each['reason'])}")
    for words in each["changes"]:
        say(f"  [dim]{plain(words)}[/]")


def _say_changes(found: "list[Change]") -> None:
    for about, those in groupby(found, lambda each: each.about):
        say(f"[bold]{about}[/]")
        for each in those:
            say(f"  {plain(each.words)}")
    say("Nothing changes for a case." if not found else f"{len(found)} {'change' if len(found) == 1 else 'changes'}.")
