"""Actions that the group agreed on, as tables: what is to be done, by which office, by when, and how it stands."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from concord.answers import every_by
from concord.reports.asked import Asked
from concord.reports.model import Section, Table
from concord.reports.wording import Wording, day
from concord.talking import Talk

HEADING = "Action plan"
DONE, DROPPED = "done", "dropped"
COLUMNS = ("Action", "Owner", "Due on", "How it stands", "Comes from")
SOURCES = ("lesson", "pattern", "meeting")


async def all_actions(talk: Talk, asked: Asked) -> tuple[list[dict[str, Any]], date]:
    """By the day on which they are due, and the day on which it was asked. Raises Trouble."""
    return await every_by(talk, ("oversight", "Actions"), asked.who, {"limit": 500}, "actions")


async def section(talk: Talk, asked: Asked, wording: Wording) -> Section:
    """All of them, in one table. Raises Trouble."""
    found, _ = await all_actions(talk, asked)
    return Section(heading=HEADING, blocks=(table(found, HEADING, wording, "No action was agreed on yet."),))


def table(found: Iterable[Mapping[str, Any]], caption: str, wording: Wording, empty: str) -> Table:
    rows = tuple(_row(each, wording) for each in found)
    return Table(caption=caption, columns=COLUMNS, rows=rows, empty=empty)


def _row(each: Mapping[str, Any], wording: Wording) -> tuple[str, ...]:
    moved = "" if each["first_due_on"] == each["due_on"] else f" (first {day(each['first_due_on'])})"
    return (each["what"], wording.role(each["owner_office"]), day(each["due_on"]) + moved, _stands(each), _source(each))


def _stands(each: Mapping[str, Any]) -> str:
    if each["status"] == DONE:
        return f"done on {day(each['done_on'])}"
    if each["status"] == DROPPED:
        return f"given up: {each['reason']}" if each.get("reason") else "given up"
    return str(each["status"])


def _source(each: Mapping[str, Any]) -> str:
    found = (f"a {name}" for name in SOURCES if each[f"from_{name}"])
    return ", ".join(found) or "the group itself"
