"""How far back an entry may be dated by one officer alone (handbook 0.3)."""

from datetime import date
from typing import TYPE_CHECKING

from concord_shared.calendar.snapshot import england
from concord_shared.refusals import Refusal

if TYPE_CHECKING:
    from concord_shared.running.group import Group

WORKING_DAYS_BACK = 10


def too_far_back(group: "Group", on: date) -> Refusal | None:
    """A day to come, or one more than ten working days ago, cannot be entered by one officer."""
    if on > group.today:
        return Refusal(
            code="DateInFuture",
            message=f"{on:%d %B %Y} has not come yet: give the day on which it happened.",
            field="occurred_on",
        )
    if on == group.today or on >= england().before(group.today, WORKING_DAYS_BACK):
        return None
    return Refusal(
        code="BackdatingNeedsSecondPerson",
        message=f"{on:%d %B %Y} is more than {WORKING_DAYS_BACK} working days ago: such an entry is proposed by one "
        "officer and confirmed by another.",
        field="occurred_on",
    )
