"""RP8: when a review of the Compact itself was suggested, and why: a prompt to talk about its words."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from concord.answers import every_by
from concord.reports.asked import Asked
from concord.reports.model import Details, Paragraph, Report, Section, Step, Steps
from concord.reports.wording import Wording, day, plain, wording
from concord.talking import Talk

CALL = (
    "Each of these says that the Compact's own words may need a look. It is for the partners to decide whether they "
    "review it; nothing follows by itself."
)
WHY = {
    "unresolved": "A case went through every stage and was left unresolved.",
    "systemic": "Concerns about the same commitment were raised with several organisations.",
}


async def gather(talk: Talk, asked: Asked) -> Report:
    """Of a period, or of all time. Which organisations it was about is left out. Raises Trouble."""
    words = await wording(talk, asked.who)
    found, today = await every_by(
        talk, ("oversight", "ReviewPrompts"), asked.who, asked.days | {"limit": 500}, "prompts"
    )
    counts = Counter(str(each["why"]) for each in found)
    steps = tuple(_step(each, words) for each in found)
    nothing = "No review was suggested."
    said = Details(rows=tuple((plain(why).capitalize(), str(count)) for why, count in sorted(counts.items())))
    return Report(
        id="RP8",
        title="Prompts to review the Compact",
        compact=words.compact,
        whom="the groups that the Compact prompts",
        as_of=min(today, asked.until_on or today),
        about=(("Period", asked.said_period), ("Prompts", str(len(found)))),
        sections=(
            Section(heading="How many, and why", blocks=(Paragraph(text=CALL), *([said] if counts else []))),
            Section(heading="Each of them, the latest first", blocks=(Steps(steps=steps, empty=nothing),)),
        ),
    )


def _step(each: Mapping[str, Any], words: Wording) -> Step:
    about = (f"{number}: {words.commitments.get(number, 'by its number')}" for number in each["commitments"])
    kept = [f"On record under {each['about']}."] if each.get("about") else []
    why = WHY.get(each["why"], plain(each["why"]).capitalize() + ".")
    return Step(when=day(each["suggested_on"]), words=why, small=(*about, *kept))
