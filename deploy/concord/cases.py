"""`concord case`: a case as it is, or as it stood at a moment, in words."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from concord.reach import Reach, reaching
from concord.saying import Misused, Trouble, in_words, plain, say, say_json, say_table

if TYPE_CHECKING:
    from concord.composing import History
    from concord.standing import Standing
    from concord.talking import Talk

T = TypeVar("T")
MOST = 500
Json = Annotated[bool, typer.Option("--json", help="For programs.")]
As = Annotated[str, typer.Option("--as", help="Who asks: each service shows what that office may see.")]
At = Annotated[str | None, typer.Option(help="A moment, like 2027-03-18T14:30, or the end of a day, like 2027-03-18.")]
CaseId = Annotated[str, typer.Argument(help="The case, like ROT-7K3M-9QE.")]

case = typer.Typer(no_args_is_help=True, help="Cases: list them, show one, tell its history.")


def join(app: typer.Typer) -> None:
    app.add_typer(case, name="case")


@case.command("list")
@reaching
def list_cases(
    state: Annotated[str | None, typer.Option(help="Only those in this state or stage.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Only those with this organisation.")] = None,
    acting: As = "system/auditor",
    as_json: Json = False,
    *,
    where: Reach,
) -> None:
    """Every case that the asker may see, one line each, the latest first."""
    from concord.acting import read_acting

    who = read_acting(acting)
    chosen = {"state": state, "organisation": organisation, "limit": MOST}
    body = {key: value for key, value in chosen.items() if value is not None}
    reply = ask(where, lambda talk: talk.ask(("intake", "Cases"), who, body))
    if not reply["answered"]:
        raise Trouble(reply["message"])
    found = reply["cases"]
    if as_json:
        say_json(found)
    elif not found:
        say("No cases yet.")
    else:
        columns = ["case", "state", "raised on", "next due", "raised by", "about"]
        say_table(columns, [_row(each) for each in found])


@case.command("show")
@reaching
def show_case(
    case_id: CaseId,
    at: At = None,
    acting: As = "system/auditor",
    as_json: Json = False,
    *,
    where: Reach,
) -> None:
    """A case as it is, or as it stood at a moment: stage, parties, deadlines, pack and calendar."""
    found = read_history(case_id, at, acting, where)
    if as_json:
        say_json(_plain(found))
    else:
        _say_standing(found, at)


@case.command("history")
@reaching
def case_history(
    case_id: CaseId,
    at: At = None,
    acting: As = "system/auditor",
    as_json: Json = False,
    *,
    where: Reach,
) -> None:
    """What happened, in order, from every service; each with who, when and why."""
    found = read_history(case_id, at, acting, where)
    if as_json:
        say_json({"case": found.case, "facts": found.lines, "withheld": found.withheld})
        return
    for line in found.lines:
        actor = line["actor"]
        who = f"{actor['organisation']}/{actor['office']}"
        say(f"{line['occurred_on']}  {plain(line['words'])}")
        say(
            f"            [dim]{plain(line['service'])}.{plain(line['name'])}, by {plain(who)}, "
            f"recorded {plain(str(line['recorded_at'])[:16])}[/]"
        )
    _say_withheld(found)


def read_history(case_id: str, at: str | None, acting: str, where: Reach) -> "History":
    """Raises Misused for a case, a moment or an asker that cannot be read, Trouble where there is nothing to see."""
    from concord.acting import read_acting
    from concord.composing import compose
    from concord_shared.ids import is_case_id

    if not is_case_id(case_id):
        raise Misused(
            f"'{case_id}' is no case reference. It looks like ROT-7K3M-9QE and its last character checks the others: "
            "compare it with the letter."
        )
    who, moment = read_acting(acting), read_moment(at) if at else None
    return ask(where, lambda talk: compose(talk, case_id, who, moment))


def read_moment(text: str) -> datetime:
    """A day means its last moment, in Europe/London. Raises Misused."""
    from concord_shared.clock import LONDON

    try:
        if len(text) == len("2027-03-18"):
            day = date.fromisoformat(text)
            return datetime(day.year, day.month, day.day, 23, 59, 59, 999999, LONDON).astimezone(UTC)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Misused(f"--at: '{text}' is no moment. Write 2027-03-18, or 2027-03-18T14:30.") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)


def ask(where: Reach, what: Callable[["Talk"], Coroutine[Any, Any, T]]) -> T:
    from concord.talking import talk_to

    async def asking() -> T:
        async with talk_to(where) as talk:
            return await what(talk)

    return asyncio.run(asking())


def _plain(found: "History") -> dict[str, Any]:
    standing = found.standing
    named = {"case": standing.case, "state": standing.state, "stage": standing.stage, "reason": standing.reason}
    deadlines = [
        {"id": each.id, "party": each.party, "due_on": each.due_on, "status": each.status}
        | {"what": each.derivation["what"], "clause": each.derivation.get("place")}
        for each in standing.deadlines.values()
    ]
    rules = {"pack_version": standing.pack_version, "trial": standing.trial, "calendars": calendars(standing)}
    return {**named, **rules, "parties": dict(standing.parties), "deadlines": deadlines, "withheld": found.withheld}


def calendars(standing: "Standing") -> list[str]:
    return sorted({each.derivation["calendar_version"] for each in standing.deadlines.values()})


def _say_standing(found: "History", at: str | None) -> None:
    standing = found.standing
    then = f" (as it stood at {at})" if at else ""
    say(f"[bold]{standing.case}[/]: {plain(standing.said_state)}{plain(then)}")
    for side in ("raising", "responding"):
        orgs = [org for org, which in standing.parties.items() if which == side]
        if orgs:
            say(f"  {side}: {plain(', '.join(orgs))}")
    say("  deadlines:" if standing.deadlines else "  no deadlines yet")
    for each in standing.deadlines.values():
        late = f", {each.working_days_late} working days late" if each.working_days_late else ""
        whose = f" for {each.party}" if each.party else ""
        say(
            f"    {plain(each.id)} {plain(each.derivation['what'])}{plain(whose)}: {in_words(each.due_on)}, "
            f"[bold]{each.status}[/]{late}"
        )
    calendar = ", ".join(calendars(standing)) or "none"
    say(f"  [dim]rules: pack version {plain(standing.pack_version)}; calendar {calendar}[/]")
    _say_withheld(found)


def _say_withheld(found: "History") -> None:
    for service, why in found.withheld.items():
        say(f"[dim]{service} shows nothing here: {plain(why)}[/]")


def _row(each: dict[str, Any]) -> list[str]:
    inner = each["stage"] or each["closed_for"]
    state = f"{each['state']}({inner})" if inner else each["state"]
    sides = [", ".join(each["raising"]), ", ".join(each["responding"])]
    return [each["case"], state, each["raised_on"], each["next_due_on"] or "", *sides]
