"""`concord overdue` and `concord moved`: the board of deadlines past or near due, and what a late holiday moved."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cases import As, Json, ask
from concord.due import read_date
from concord.reach import Reach, reaching
from concord.saying import Trouble, in_words, say, say_json, say_table

if TYPE_CHECKING:
    from concord.acting import Acting
    from concord.talking import Talk

KEEP_DEADLINES = ("intake", "mediation", "panel")
MOST = 2_000
Line = dict[str, Any]
Near = Annotated[int, typer.Option(min=0, max=366, help="Days ahead within which a deadline counts as near.")]
Day = Annotated[str, typer.Argument(help="The day that was declared a bank holiday, like 2027-01-07.")]


def join(app: typer.Typer) -> None:
    app.command("overdue")(overdue)
    app.command("moved")(moved)


@reaching
def overdue(
    near: Near = 7,
    acting: As = "system/auditor",
    as_json: Json = False,
    *,
    where: Reach,
) -> None:
    """Deadlines past or near due, of every case, the longest overdue first. They are targets: nothing is decided by
    them."""
    found = [line for line in _gathered(acting, where, {}) if is_past_or_near(line, near)]
    if as_json:
        say_json(found)
    elif not found:
        say(f"Nothing is overdue, and nothing is due within {near} days.")
    else:
        columns = ["due on", "first due on", "working days over", "status", "case", "deadline", "what", "party"]
        say_table(columns, [_row(line) for line in found])


@reaching
def moved(day: Day, acting: As = "system/auditor", as_json: Json = False, *, where: Reach) -> None:
    """What a bank holiday declared late has moved, and what it left as it was because it had ended, lapsed or stood
    still."""
    on = read_date(day, "DAY")
    found = _gathered(acting, where, {"touched_by": on.isoformat()})
    groups = {
        "moved": [line for line in found if line["moved"]],
        "left": [line for line in found if not line["moved"]],
    }
    if as_json:
        say_json({"day": on.isoformat(), **groups})
        return
    say(f"[bold]{in_words(on)}[/]: {len(groups['moved'])} moved, {len(groups['left'])} left as they were")
    if groups["moved"]:
        say_table(
            ["was due on", "then due on", "moved on", "case", "deadline", "what"], [*map(_as_moved, groups["moved"])]
        )
    if groups["left"]:
        say("\nIn their time, but not moved:")
        say_table(["due on", "status", "case", "deadline", "what"], [*map(_as_left, groups["left"])])


def _gathered(acting: str, where: Reach, body: Line) -> list[Line]:
    from concord.acting import read_acting

    who = read_acting(acting)
    found = ask(where, lambda talk: of_every_service(talk, who, body))
    return sorted(found, key=lambda line: (line["due_on"], line["case"], line["deadline_id"], line["party"] or ""))


async def of_every_service(talk: "Talk", who: "Acting", body: Line) -> list[Line]:
    """Deadlines as the services hold them, each with the day on which it was asked for. Raises Trouble."""
    found: list[Line] = []
    for service in KEEP_DEADLINES:
        reply = await talk.ask((service, "Deadlines"), who, {**body, "limit": MOST})
        if not reply.get("answered"):
            raise Trouble(reply["message"])
        if reply["more"]:
            raise Trouble(f"{service} has more than {MOST} of them: ask the service itself, in parts (due_before).")
        found += [{**line, "as_of": reply["on"]} for line in reply["deadlines"]]
    return found


def is_past_or_near(line: Line, near: int) -> bool:
    """Past its day, or due within `near` days of the day on which it was asked for."""
    today = date.fromisoformat(line["as_of"])
    due_soon = date.fromisoformat(line["due_on"]) <= today + timedelta(days=near)
    return line["status"] == "lapsed" or (line["status"] == "open" and due_soon)


def _row(line: Line) -> list[object]:
    shown = [line[name] for name in ("due_on", "first_due_on", "working_days_over", "status", "case")]
    return [*shown, line["deadline_id"], line["what"], line["party"] or ""]


def _as_moved(line: Line) -> list[object]:
    return [line[name] for name in ("old_due_on", "new_due_on", "moved_on", "case", "deadline_id", "what")]


def _as_left(line: Line) -> list[object]:
    return [line[name] for name in ("due_on", "status", "case", "deadline_id", "what")]
