"""What stands in a report beside figures: lists of what is open now, without an earlier position to go back to."""

from collections.abc import Coroutine
from typing import Any

from concord.answers import NotKept
from concord.reports.model import Block, Paragraph, Section

NOW = "This list is as it stands now; it has no earlier position to be shown at."
LEFT_OUT = (
    "Patterns, lessons and actions can only be listed as they stand now. This report was made for an earlier position "
    "in the record, so they are left out; its figures are those of that position."
)


async def as_of_now(gathering: Coroutine[Any, Any, Section]) -> Section:
    """The section that is gathered, saying so; where the services are too old to keep the list, that."""
    try:
        section = await gathering
    except NotKept as error:
        return Section(heading="A list that is not kept here", blocks=(Paragraph(text=str(error)),))
    first: tuple[Block, ...] = (Paragraph(text=NOW),)
    return section.model_copy(update={"blocks": first + section.blocks})


def left_out() -> Section:
    return Section(heading="What is left out", blocks=(Paragraph(text=LEFT_OUT),))
