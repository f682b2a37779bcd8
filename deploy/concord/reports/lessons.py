"""What was learned from cases, without the case, the parties or the day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from concord.answers import every_by
from concord.reports.asked import Asked, Period
from concord.reports.model import Block, Section, Table
from concord.reports.wording import plain
from concord.talking import Talk

HEADING = "Lessons and good practice"
KINDS = (("lesson", "Lessons"), ("good_practice", "Good practice"))


async def of_period(talk: Talk, asked: Asked, period: Period) -> tuple[list[dict[str, Any]], date]:
    """Recorded in the period, and the day on which it was asked. Raises Trouble."""
    body = {"from_on": period.from_on.isoformat(), "until_on": period.until_on.isoformat(), "limit": 500}
    return await every_by(talk, ("intake", "Lessons"), asked.who, body, "lessons")


async def section(talk: Talk, asked: Asked, period: Period, *, own_words: bool) -> Section:
    """With `own_words`, for the group that learns: as given, where the asker may read that. Raises Trouble."""
    found, _ = await of_period(talk, asked, period)
    blocks: tuple[Block, ...] = tuple(table(caption, kind, found, own_words=own_words) for kind, caption in KINDS)
    return Section(heading=HEADING, blocks=blocks)


def table(caption: str, kind: str, found: Iterable[Mapping[str, Any]], *, own_words: bool) -> Table:
    """By their words, so that the order tells nothing of the order of cases. Without `own_words`, those alone that were
    shared, as they were shared."""
    rows = sorted(_row(each, own_words) for each in found if each["kind"] == kind and _words(each, own_words))
    return Table(caption=caption, columns=("What was learned", "About"), rows=tuple(rows), empty="None in this period.")


def _row(each: Mapping[str, Any], own_words: bool) -> tuple[str, str]:
    return str(_words(each, own_words)), plain(f"the {each['about']}")


def _words(each: Mapping[str, Any], own_words: bool) -> str | None:
    own = each.get("text") if own_words else None
    found: str | None = own or each["shared_text"]
    return found
