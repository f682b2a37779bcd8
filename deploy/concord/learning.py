"""`concord lessons`, `concord actions`, `concord meetings`: what was learned from cases and what is done about it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cases import As, Json, ask
from concord.due import read_date
from concord.reach import Reach, reaching
from concord.saying import Trouble, say, say_json, say_table

if TYPE_CHECKING:
    from concord.acting import Acting
    from concord.talking import Talk

AT_ONCE = 500
Line = dict[str, Any]
From = Annotated[str | None, typer.Option("--from", help="From this day on, like 2026-04-01.")]
Until = Annotated[str | None, typer.Option("--to", help="Up to and including this day.")]


def join(app: typer.Typer) -> None:
    app.command("lessons")(lessons)
    app.command("actions")(actions)
    app.command("meetings")(meetings)


@reaching
def lessons(
    from_on: From = None,
    until_on: Until = None,
    shareable: Annotated[bool, typer.Option("--shareable", help="Only those given for sharing.")] = False,
    acting: As = "system/auditor",
    as_json: Json = False,
    *,
    where: Reach,
) -> None:
    """What was learned from cases that are closed. Partners see what was shared, in words that name nobody."""
    body = {**_period(from_on, until_on), "shareable_only": shareable}
    found = _gathered(("intake", "Lessons"), "lessons", body, acting, where)
    _shown(found, "No lessons that you may see.", LESSONS, _lesson, as_json=as_json)


@reaching
def actions(
    open_only: Annotated[bool, typer.Option("--open", help="Only those still to be done.")] = False,
    owner: Annotated[str | None, typer.Option(help="Only those of this office.")] = None,
    acting: As = "system/auditor",
    as_json: Json = False,
    *,
    where: Reach,
) -> None:
    """Actions of the group that learns, by the day on which they are due; overdue ones say so. An office sees its
    own."""
    body = {"open_only": open_only, **({"owner_office": owner} if owner else {})}
    found = _gathered(("oversight", "Actions"), "actions", body, acting, where)
    _shown(found, "No actions that you may see.", ACTIONS, _action, as_json=as_json)


@reaching
def meetings(
    from_on: From = None,
    until_on: Until = None,
    acting: As = "system/auditor",
    as_json: Json = False,
    *,
    where: Reach,
) -> None:
    """Meetings at which partners learn from cases: planned, called off, held."""
    body = _period(from_on, until_on)
    found = _gathered(("oversight", "LearningMeetings"), "meetings", body, acting, where)
    _shown(found, "No learning meetings in this time.", MEETINGS, _meeting, as_json=as_json)


def _period(from_on: str | None, until_on: str | None) -> Line:
    """Raises Misused for what is no day."""
    given = {"from_on": (from_on, "--from"), "until_on": (until_on, "--to")}
    return {name: read_date(day, option).isoformat() for name, (day, option) in given.items() if day is not None}


def _gathered(what: tuple[str, str], under: str, body: Line, acting: str, where: Reach) -> list[Line]:
    from concord.acting import read_acting

    who = read_acting(acting)
    found: list[Line] = ask(where, lambda talk: _every(talk, what, under, who, body))
    return found


async def _every(talk: "Talk", what: tuple[str, str], under: str, who: "Acting", body: Line) -> list[Line]:
    """Page by page. Raises Trouble where the asker is turned away."""
    found: list[Line] = []
    while True:
        reply = await talk.ask(what, who, {**body, "limit": AT_ONCE, "skip": len(found)})
        if not reply.get("answered"):
            raise Trouble(reply["message"])
        found += reply[under]
        if not reply["more"]:
            return found


def _shown(found: list[Line], none: str, columns: list[str], row: Any, *, as_json: bool) -> None:
    if as_json:
        say_json(found)
    elif not found:
        say(none)
    else:
        say_table(columns, [row(each) for each in found])


def _lesson(line: Line) -> list[object]:
    text = line["shared_text"] or line.get("text")
    shared = "shared" if line["shared_on"] else ("may be shared" if line["shareable"] else "not for sharing")
    return [line["recorded_on"], _words(line["kind"]), _words(line["about"]), shared, text, line["lesson_id"]]


def _action(line: Line) -> list[object]:
    return [line["due_on"], line["status"], _words(line["owner_office"]), line["what"], line["item_id"]]


def _meeting(line: Line) -> list[object]:
    there = ", ".join(line["partners_present"])
    return [line["held_on"] or line["meets_on"], line["status"], there, len(line["items"]), line["meeting_id"]]


def _words(code: str) -> str:
    return code.replace("_", " ")


LESSONS = ["recorded on", "kind", "about", "sharing", "words", "id"]
ACTIONS = ["due on", "status", "owner", "what", "id"]
MEETINGS = ["on", "status", "partners present", "actions", "id"]
