"""RP2: what the group that learns reads before it meets."""

from collections.abc import Sequence

from concord.reports import actions, lessons, patterns
from concord.reports.asked import Asked
from concord.reports.figures import settled
from concord.reports.lists import as_of_now, left_out
from concord.reports.measures import Measured, measured, sections
from concord.reports.model import Report, Section
from concord.reports.period_of import about
from concord.reports.wording import Wording, wording
from concord.talking import Talk

IDS = tuple(f"M{number:02d}" for number in (*range(5, 12), *range(15, 26)))


async def gather(talk: Talk, asked: Asked) -> Report:
    """Raises Misused without a period, Trouble where it is not answered."""
    words, period, position = await wording(talk, asked.who), asked.period(), asked.position
    found = await measured(talk, asked, IDS, period, position)
    return Report(
        id="RP2",
        title="Learning pack",
        compact=words.compact,
        whom=f"the {words.role('learning_group')}",
        as_of=found.as_of,
        about=about(period, found, asked),
        sections=(*await listed(talk, asked, words, own_words=True), *pictured(found, words)),
    )


async def listed(talk: Talk, asked: Asked, words: Wording, *, own_words: bool = False) -> Sequence[Section]:
    """Patterns, lessons and actions as they stand, for the public lessons alone; left out where an earlier position is
    asked for. With `own_words`, lessons as they were given."""
    if asked.position is not None:
        return (left_out(),)
    learnt = await as_of_now(lessons.section(talk, asked, asked.period(), own_words=own_words))
    if asked.public:
        return (learnt,)
    return (
        await as_of_now(patterns.section(talk, asked, words)),
        learnt,
        await as_of_now(actions.section(talk, asked, words)),
    )


def pictured(found: Measured, words: Wording) -> Sequence[Section]:
    """Each measure, with a picture where it helps."""
    return tuple(_with_picture(each, found, words) for each in sections(found, words))


def _with_picture(section: Section, found: Measured, words: Wording) -> Section:
    measure = found.measures[section.heading.split()[0]]
    pictures = settled(measure, words) if measure.id == "M06" else ()
    definition, *rest = section.blocks
    return section.model_copy(update={"blocks": (definition, *pictures, *rest)})
