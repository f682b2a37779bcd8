"""What each partner did for the Compact, as the record shows it: evidence of support, and no ranking (004:164)."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from concord.answers import NotKept, every
from concord.reports.asked import Asked, Period
from concord.reports.model import Block, Paragraph, Section, Table
from concord.reports.wording import Wording, day
from concord.talking import Talk

HEADING = "What each partner did"
WHAT = (
    "In the order of their names. It shows what is on record in support of the Compact, and nothing about concerns; "
    "what a partner did elsewhere is for it to say at the meeting."
)
COLUMNS = ("Partner", "Signed up", "Champion or lead named", "Learning meetings attended")


async def section(talk: Talk, asked: Asked, wording: Wording, period: Period) -> Section:
    """Members at the end of the period. Raises Trouble."""
    body = {"members_only": True, "limit": 1_000}
    members = await every(talk, ("directory", "Organisations"), asked.who, body, "organisations", skip="offset")
    on = {"on": period.until_on.isoformat(), "limit": 1_000}
    offices = await every(talk, ("directory", "Offices"), asked.who, on, "offices", skip="offset")
    leads = {each["org"]: each["office"] for each in offices if wording.is_lead(each["office"])}
    attended = Counter(org for each in await _held(talk, asked, period) for org in each["partners_present"])
    here = [each for each in members if (each["signed_on"] or "") <= period.until_on.isoformat()]
    here.sort(key=lambda each: each["name"])
    rows = tuple((*_row(each, leads, wording), str(attended[each["org"]])) for each in here)
    table = Table(caption=HEADING, columns=COLUMNS, rows=rows, numbers=(3,), empty="Nobody has signed up yet.")
    blocks: tuple[Block, ...] = (Paragraph(text=WHAT), table)
    return Section(heading=HEADING, blocks=blocks)


async def _held(talk: Talk, asked: Asked, period: Period) -> list[dict[str, Any]]:
    body = {"from_on": period.from_on.isoformat(), "until_on": period.until_on.isoformat(), "limit": 500}
    try:
        found = await every(talk, ("oversight", "LearningMeetings"), asked.who, body, "meetings")
    except NotKept:
        return []
    return [each for each in found if each["held_on"]]


def _row(each: Mapping[str, Any], leads: Mapping[str, str], wording: Wording) -> tuple[str, ...]:
    signed = day(each["signed_on"]) if each["signed_on"] else "yes, the day is not on record"
    lead = leads.get(each["org"])
    return (each["name"], signed, wording.role(lead) if lead else "none on record")
