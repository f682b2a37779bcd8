"""RP7: deadlines past or near due, for the coordinator and the executive group."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from concord.overdue import is_past_or_near, of_every_service
from concord.reports.asked import Asked
from concord.reports.model import Paragraph, Report, Section, Table
from concord.reports.wording import Wording, day, wording
from concord.talking import Talk

COLUMNS = ("Case", "Due on", "Working days over", "What is due", "Where", "Whose")
TARGETS = "Deadlines are targets: that one has passed decides nothing. It is a reason to ask, and to help."


async def gather(talk: Talk, asked: Asked) -> Report:
    """As the record stands. Raises Trouble."""
    words = await wording(talk, asked.who)
    found = [line for line in await of_every_service(talk, asked.who, {}) if is_past_or_near(line, asked.near)]
    found.sort(key=lambda line: (line["due_on"], line["case"], line["deadline_id"], line["party"] or ""))
    as_of = await _as_of(talk, asked)
    past = [line for line in found if line["status"] == "lapsed"]
    near = [line for line in found if line["status"] != "lapsed"]
    return Report(
        id="RP7",
        title="Overdue board",
        compact=words.compact,
        whom="the coordinator and the executive group",
        as_of=as_of,
        about=(
            ("Past due", str(len(past))),
            ("Due soon", f"{len(near)}, within {asked.near} days"),
            ("Rules in force", f"version {words.version}"),
        ),
        sections=tuple(_sections(past, near, asked.near, words)),
    )


async def _as_of(talk: Talk, asked: Asked) -> date:
    """The day by the clock of the services."""
    reply = await talk.ask(("intake", "Deadlines"), asked.who, {"limit": 1})
    return date.fromisoformat(reply["on"])


def _sections(past: list[dict[str, Any]], near: list[dict[str, Any]], days: int, words: Wording) -> Iterator[Section]:
    rows = tuple(_row(line, words) for line in past)
    late = Table(caption="Past their day", columns=COLUMNS, rows=rows, numbers=(2,), empty="Nothing is past its day.")
    yield Section(heading="Past due", blocks=(Paragraph(text=TARGETS), late))
    rows = tuple(_row(line, words) for line in near)
    soon = Table(
        caption=f"Due within {days} days", columns=COLUMNS, rows=rows, numbers=(2,), empty="Nothing is due soon."
    )
    yield Section(heading="Due soon", blocks=(soon,))


def _row(line: dict[str, Any], words: Wording) -> tuple[str, ...]:
    whose = words.organisation(line["party"]) if line["party"] else "all"
    moved = "" if line["first_due_on"] == line["due_on"] else f" (first {day(line['first_due_on'])})"
    what = f"{line['deadline_id']} {line['what']}"
    due, over = day(line["due_on"]) + moved, str(line["working_days_over"])
    return (line["case"], due, over, what, words.stage(line["stage_id"]), whose)
