"""`concord run`: everything on one machine, until Ctrl-C."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from concord.place import DEFAULT
from concord.saying import Trouble, plain, say

if TYPE_CHECKING:
    from concord.one_machine import Machine
    from concord_shared.packs.model import Pack


def join(app: typer.Typer) -> None:
    app.command("run")(run)


def run(
    data: Annotated[Path, typer.Option(help="The folder that keeps everything; made when missing.")] = DEFAULT,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="The broker's port on this machine; else a free one.")
    ] = None,
    example: Annotated[bool, typer.Option("--example", help="Begin with example cases to look at.")] = False,
    compact: Annotated[list[str] | None, typer.Option(help="A Compact to serve; may be given again.")] = None,
    pack: Annotated[
        list[Path] | None, typer.Option(help="The pack of a Compact of your own, as a YAML file; may be given again.")
    ] = None,
) -> None:
    """Runs everything on one machine. One Ctrl-C stops it; run again, it goes on where it was."""
    from concord_shared.running.logs import configure_logs

    configure_logs("warning")
    try:
        own = _read(pack or [])
        compacts = compact or [*own] or ["rotherham"]
        asyncio.run(_run(data, port, example, compacts, own))
    except asyncio.CancelledError:
        raise Trouble("Stopped before it was ready. What was written is kept; start it again to go on.") from None


def _read(files: list[Path]) -> "dict[str, Pack]":
    from concord.pack_files import from_file, with_faults_said

    read: list[Pack] = []
    with_faults_said(lambda: read.extend(from_file(file) for file in files))
    return {each.id: each for each in read}


async def _run(data: Path, port: int | None, example: bool, compacts: list[str], packs: "dict[str, Pack]") -> None:
    from concord.examples_played import play_examples
    from concord.one_machine import one_machine
    from concord_shared.running.collecting import collect_seldom

    collect_seldom()
    ended = asyncio.Event()
    _on_signals(ended, asyncio.current_task())
    if example:
        await play_examples(data, compacts, ended)
    async with one_machine(data, compacts, port=port, packs=packs) as machine:
        _on_signals(ended, None)
        _say_ready(machine, data)
        await machine.until(ended)
        say("Stopping: what was begun is finished first.")
    say(f"Stopped. Everything is kept in {plain(data)}.")


def _on_signals(ended: asyncio.Event, starting: "asyncio.Task[None] | None") -> None:
    """`starting` is cancelled too; a library on the way may swallow that, so `ended` is looked at once it is ready."""
    import signal

    def end() -> None:
        ended.set()
        if starting is not None:
            starting.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end)


def _say_ready(machine: "Machine", data: Path) -> None:
    where = "" if data == DEFAULT else f" --data {data}"
    say(
        f"[bold green]Concord is ready.[/] {plain(', '.join(machine.compacts))}, broker at {machine.broker.url}, "
        f"data in {plain(data)}."
    )
    say(f"[dim]Subscribers find the broker's token in {plain(machine.broker.token_file)}[/]")
    say("In another window:")
    say(f"  concord case list{plain(where)}")
    say("  concord commands")
    say(
        f"  concord do intake.RaiseConcern --as public/public{plain(where)} channel=web raiser_kind=person "
        "text='What happened'"
    )
    say("Ctrl-C stops it.")
