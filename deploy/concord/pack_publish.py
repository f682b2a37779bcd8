"""`concord packs publish`: puts a pack from a file in force, for live cases or for trial cases only."""

import asyncio
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.reach import Reach, reaching
from concord.saying import plain, refusal_lines, say, say_json

if TYPE_CHECKING:
    from concord_shared.packs.model import Pack


def join(packs: typer.Typer) -> None:
    packs.command("publish")(publish_pack)


@reaching
def publish_pack(
    file: Annotated[str, typer.Argument(help="A pack as a YAML file, or the id of one that comes with Concord.")],
    trial: Annotated[bool, typer.Option("--trial", help="For trial cases only, as for a draft.")] = False,
    reason: Annotated[str | None, typer.Option(help="Why a draft goes live.")] = None,
    acting: Annotated[str, typer.Option("--as", help="Who publishes it.")] = "system/administrator",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    *,
    where: Reach,
) -> None:
    """Publishes a version of a pack. Exit 0 where it is accepted, 1 where it is refused, with the reason in words."""
    from concord.pack_files import pack_meant, with_faults_said

    read: list[Pack] = []
    with_faults_said(lambda: read.append(pack_meant(file, where)))
    body = {"content": read[0].to_data(), "trial": trial, "reason": reason}
    reply = asyncio.run(_published(where, acting, body))
    if as_json:
        say_json(reply)
    elif reply["accepted"]:
        use = "for trial cases only" if trial else "for live cases"
        say(f"Published: {plain(read[0].title)}, version {plain(read[0].version)}, {use}.")
    else:
        say(f"[red]Refused:[/] {plain(reply['code'])}")
        for line in refusal_lines(reply):
            say(f"  {line}")
    raise typer.Exit(0 if reply["accepted"] else 1)


async def _published(where: Reach, acting: str, body: dict[str, Any]) -> dict[str, Any]:
    from concord.acting import read_acting
    from concord.talking import talk_to
    from concord_shared.ids import RandomIds

    who = read_acting(acting)
    async with talk_to(where) as talk:
        return await talk.do(("directory", "PublishPack"), who, RandomIds().opaque(), body)
