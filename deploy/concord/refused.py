"""`concord refused`: messages that a service could not take in and put aside, and taking them up again."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cases import Json, ask
from concord.reach import Reach, reaching
from concord.saying import Misused, Trouble, plain, say, say_json, say_table

if TYPE_CHECKING:
    from concord.talking import Talk

Number = Annotated[int, typer.Argument(help="The number that 'concord refused list' gives it.")]
Service = Annotated[str, typer.Option(help="The service that put it aside.")]
refused = typer.Typer(
    no_args_is_help=True, help="What a service could not take in: list, show, take up again after repair."
)


def join(app: typer.Typer) -> None:
    app.add_typer(refused, name="refused")


@refused.command("list")
@reaching
def list_refused(as_json: Json = False, *, where: Reach) -> None:
    """Everything that was put aside, in the order in which it would be taken up."""
    rows = _all(where)
    if as_json:
        say_json(rows)
    elif not rows:
        say("Nothing is put aside: every message was taken in.")
    else:
        wanted = ("service", "number", "case", "from", "name", "position", "why", "parked_at")
        say_table(list(wanted), [[row[key] for key in wanted] for row in rows])


@refused.command("show")
@reaching
def show_refused(number: Number, service: Service = "", as_json: Json = False, *, where: Reach) -> None:
    """One message that was put aside, and what waits behind it."""
    rows = _all(where)
    one = _chosen(rows, number, service)
    behind = [row for row in rows if row["service"] == one["service"] and row["case"] == one["case"]]
    behind = [row for row in behind if row["number"] > number]
    if as_json:
        say_json({**one, "behind": behind})
        return
    say(f"[bold]{plain(one['from'])}.{plain(one['name'])}[/] (position {one['position']}) of {plain(one['case'])}")
    say(f"  put aside by {one['service']} at {plain(one['parked_at'])}: {plain(one['why'])}")
    say(f"  {len(behind)} later messages of this case wait behind it; its commands are answered CaseNeedsAttention.")
    say(f"  After repair: concord refused replay {number} --service {one['service']}")


@refused.command("replay")
@reaching
def replay_refused(number: Number, service: Service = "", as_json: Json = False, *, where: Reach) -> None:
    """Takes up that message's case again, in order, from the first that was put aside."""
    from concord.acting import ADMINISTRATOR

    one = _chosen(_all(where), number, service)
    reply = ask(where, lambda talk: talk.replay(one["service"], one["case"], ADMINISTRATOR))
    if not reply["accepted"]:
        raise Trouble(reply["message"])
    if as_json:
        say_json(reply)
    else:
        say(f"[green]Taken in:[/] {reply['replayed']} messages of {plain(one['case'])}. The case goes on.")


def _all(where: Reach) -> list[dict[str, Any]]:
    return ask(where, _gathered)


async def _gathered(talk: "Talk") -> list[dict[str, Any]]:
    from concord.acting import AUDITOR
    from concord.services import NAMES

    rows: list[dict[str, Any]] = []
    for name in NAMES:
        reply = await talk.ask((name, "Refused"), AUDITOR, {})
        if not reply.get("answered"):
            raise Trouble(reply["message"])
        rows += [{"service": name, **row} for row in reply["refused"]]
    return rows


def _chosen(rows: list[dict[str, Any]], number: int, service: str) -> dict[str, Any]:
    found = [row for row in rows if row["number"] == number and service in ("", row["service"])]
    if not found:
        raise Misused(f"Nothing is put aside under number {number}. 'concord refused list' shows what there is.")
    if len(found) > 1:
        names = ", ".join(row["service"] for row in found)
        raise Misused(f"Number {number} stands with several services ({names}): say which with --service.")
    return found[0]
