"""`concord do`: gives one command to a running Concord and says what came of it."""

import asyncio
from typing import Annotated, Any

import typer

from concord.acting import Acting, read_acting
from concord.reach import Reach, reaching
from concord.saying import Misused, plain, refusal_lines, say, say_json

Fields = Annotated[
    list[str] | None, typer.Argument(help="key=value; lists by comma, nested as JSON, key@=FILE for a text.")
]
WhoActs = Annotated[str, typer.Option("--as", help="Who acts: ORGANISATION/OFFICE, or with the officer behind it.")]
OwnId = Annotated[str | None, typer.Option("--id", help="An id of yours: given twice, the command counts once.")]
WithFile = Annotated[str | None, typer.Option("--with", help="Fields from a JSON or YAML file; - is stdin.")]


def join(app: typer.Typer) -> None:
    app.command("do")(do)


@reaching
def do(
    command: Annotated[str, typer.Argument(help="Like intake.RaiseConcern; 'concord commands' lists them.")],
    fields: Fields = None,
    acting: WhoActs = "",
    on_behalf_of: Annotated[str | None, typer.Option("--for", help="The organisation it is done for.")] = None,
    case: Annotated[str | None, typer.Option(help="The case, like ROT-7K3M-9QX.")] = None,
    on: Annotated[str | None, typer.Option(help="The day it happened, if not today.")] = None,
    command_id: OwnId = None,
    with_file: WithFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    *,
    where: Reach,
) -> None:
    """Gives a command. Exit 0 where it is accepted, 1 where it is refused, with the reason in words."""
    from concord.fields import read_fields
    from concord_shared.ids import RandomIds

    who = _who(acting)
    more = {"case": _case(case), "on": _day(on), "on_behalf_of": on_behalf_of}
    service, name = _found(command)
    body = read_fields(_model(service, name), fields or [], with_file, f"{service}.{name}")
    chosen = command_id or RandomIds().opaque()
    reply = asyncio.run(_given(where, (service, name), who, chosen, body, more))
    if as_json:
        say_json({"id": chosen, **reply})
    else:
        _say(f"{service}.{name}", reply)
    raise typer.Exit(0 if reply["accepted"] else 1)


async def _given(
    where: Reach, what: tuple[str, str], who: Acting, chosen: str, body: dict[str, Any], more: dict[str, str | None]
) -> dict[str, Any]:
    from concord.talking import talk_to

    async with talk_to(where) as talk:
        return await talk.do(what, who, chosen, body, **more)


def _who(acting: str) -> Acting:
    if not acting:
        raise Misused("Say who acts with --as, like --as var/coordinator.")
    return read_acting(acting)


def _case(case: str | None) -> str | None:
    from concord_shared.ids import is_case_id

    if case is not None and not is_case_id(case):
        raise Misused(
            f"--case: '{case}' is no case reference. It looks like ROT-7K3M-9QX and its last character checks the "
            "others: compare it with the letter."
        )
    return case


def _day(on: str | None) -> str | None:
    from concord.due import read_date

    if on is not None:
        read_date(on, "--on")
    return on


def _found(command: str) -> tuple[str, str]:
    """Raises Misused, naming what is alike."""
    from difflib import get_close_matches

    from concord.catalogue import every_command

    known = [each["command"] for each in every_command()]
    if command in known:
        service, _, name = command.partition(".")
        return service, name
    alike = get_close_matches(command, known, 3, 0.5) or [k for k in known if k.endswith(f".{command}")]
    meant = f" Did you mean {' or '.join(alike)}?" if alike else ""
    raise Misused(f"No command is called '{command}'.{meant} 'concord commands' lists them all.")


def _model(service: str, name: str) -> Any:
    from concord.services import the_service

    return the_service(service).commands[name].model


def _say(command: str, reply: dict[str, Any]) -> None:
    if not reply["accepted"]:
        say(f"[red]Refused:[/] {plain(command)} ({plain(reply['code'])})")
        for line in refusal_lines(reply):
            say(f"  {line}")
        return
    case = f" Case {reply['case']}." if reply.get("case") else ""
    say(f"[green]Accepted:[/] {plain(command)}.{plain(case)}")
    for key, value in reply.items():
        if key not in ("accepted", "case", "position") and value is not None:
            say(f"  {plain(key.replace('_', ' '))}: {plain(value)}")
