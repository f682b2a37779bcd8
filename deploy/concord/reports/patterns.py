"""Patterns of repeated issues as they stand, for those who learn from them: a call for talk, never a finding."""

from typing import Any

from concord.answers import every
from concord.reports.asked import Asked
from concord.reports.model import Block, Paragraph, Section, Table
from concord.reports.wording import NO_BREAK, Wording, day, plain
from concord.talking import Talk

HEADING = "Patterns of repeated issues"
CALL = "A pattern is a call for talk, never a finding. Two organisations that meet again are not named."
PAIR = "+"
COLUMNS = ("About", "Level", "Cases", "Counted over", "How it stands", "Pattern")


async def section(talk: Talk, asked: Asked, wording: Wording) -> Section:
    """Open ones and closed ones, without those that were only noted. Raises Trouble."""
    found = await every(talk, ("oversight", "Patterns"), asked.who, {"limit": 500}, "patterns")
    rows = tuple(_row(each, wording) for each in found if each["status"] != "noted")
    table = Table(caption=HEADING, columns=COLUMNS, rows=rows, numbers=(2,), empty="There is no pattern.")
    blocks: tuple[Block, ...] = (Paragraph(text=CALL), table)
    return Section(heading=HEADING, blocks=blocks)


def _row(each: dict[str, Any], wording: Wording) -> tuple[str, ...]:
    held = f"talked about on {day(each['dialogue_on'])}" if each["dialogue_on"] else "not talked about yet"
    return (
        about(each["key"], wording),
        plain(each["level"]),
        str(each["count"]),
        _breakable(f"{day(each['window_from'])} to {day(each['window_to'])}"),
        _breakable(f"{each['status']}, {held}"),
        each["pattern_id"],
    )


def _breakable(text: str) -> str:
    """In a narrow column a date may go on in the next line."""
    return text.replace(NO_BREAK, " ")


def about(key: str, wording: Wording) -> str:
    """``rmbc/11.2`` in words. A pair of organisations stays unnamed: one of the two raised a concern."""
    if PAIR in key:
        return "two organisations that meet again"
    parts = [wording.organisation(part) for part in key.split("/")]
    return ", ".join(wording.group(part) for part in parts) if parts else plain(key)
