"""RP5: lessons and good practice for everybody, twice a year: in words that were shared and name nobody."""

from dataclasses import replace

from concord.reports.asked import Asked
from concord.reports.lessons import KINDS, of_period, table
from concord.reports.measures import measured, section
from concord.reports.model import Paragraph, Report, Section
from concord.reports.period_of import about
from concord.reports.wording import wording
from concord.talking import Talk

HOW = (
    "Each was given by somebody who took part in a case, who agreed that it be shared, and put into words that name no "
    "organisation and nobody. The case, its parties, its theme and its day are left out."
)


async def gather(talk: Talk, asked: Asked) -> Report:
    """Always a public edition. Raises Misused without a period, Trouble where it is not answered."""
    public = replace(asked, public=True)
    words, period = await wording(talk, asked.who), public.period()
    figures = await measured(talk, public, ("M25",), period, None)
    found, today = await of_period(talk, asked, period)
    shared = [
        Section(heading=heading, blocks=(table(heading, kind, found, own_words=False),)) for kind, heading in KINDS
    ]
    return Report(
        id="RP5",
        title="Lessons digest",
        compact=words.compact,
        whom="all partners, and everybody",
        as_of=min(today, period.until_on),
        about=about(period, figures, public),
        sections=(
            Section(heading="Where these come from", blocks=(Paragraph(text=HOW),)),
            *shared,
            section(figures.measures["M25"], words),
        ),
    )
