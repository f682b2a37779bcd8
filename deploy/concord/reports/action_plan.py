"""RP6: the register of what the group that learns means to do: what, which office, by when, and what became of it."""

from concord.reports.actions import DONE, DROPPED, all_actions, table
from concord.reports.asked import Asked
from concord.reports.model import Report, Section
from concord.reports.wording import wording
from concord.talking import Talk

PARTS = (
    ("Past due", ("overdue",), "No action is past its day."),
    ("To be done", ("open",), "No other action is to be done."),
    ("Done", (DONE,), "No action was done yet."),
    ("Given up", (DROPPED,), "No action was given up."),
)


async def gather(talk: Talk, asked: Asked) -> Report:
    """As it stands now. An office outside the group sees what it is to do itself. Raises Trouble."""
    words = await wording(talk, asked.who)
    found, today = await all_actions(talk, asked)
    parts = [(heading, [each for each in found if each["status"] in kinds], empty) for heading, kinds, empty in PARTS]
    return Report(
        id="RP6",
        title="Action plan register",
        compact=words.compact,
        whom=f"the {words.role('learning_group')}",
        as_of=today,
        about=tuple((heading, str(len(each))) for heading, each, _ in parts),
        sections=tuple(
            Section(heading=heading, blocks=(table(each, heading, words, empty),)) for heading, each, empty in parts
        ),
    )
