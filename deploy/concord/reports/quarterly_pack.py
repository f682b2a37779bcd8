"""RP3: every measure of a quarter, and what each partner did, for the quarterly meeting."""

from concord.reports import partners
from concord.reports.asked import Asked
from concord.reports.learning_pack import listed, pictured
from concord.reports.measures import measured
from concord.reports.model import Report
from concord.reports.period_of import about
from concord.reports.wording import wording
from concord.talking import Talk


async def gather(talk: Talk, asked: Asked) -> Report:
    """Raises Misused without a period, Trouble where it is not answered."""
    words, period, position = await wording(talk, asked.who), asked.period(), asked.position
    found = await measured(talk, asked, (), period, position)
    return Report(
        id="RP3",
        title="Quarterly pack",
        compact=words.compact,
        whom="the quarterly meeting, and those whom it reports to",
        as_of=found.as_of,
        about=about(period, found, asked),
        sections=(
            await partners.section(talk, asked, words, period),
            *await listed(talk, asked, words),
            *pictured(found, words),
        ),
    )
