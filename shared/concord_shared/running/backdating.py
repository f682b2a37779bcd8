"""How far back an entry may be dated by one officer alone (handbook 0.3)."""

from datetime import date
from typing import TYPE_CHECKING

from concord_shared.calendar.snapshot import england
from concord_shared.decisions import Outcome
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
    return _second_person(f"{on:%d %B %Y} is more than {WORKING_DAYS_BACK} working days ago")


def before_the_last(group: "Group", outcome: Outcome, on: date | None) -> Refusal | None:
    """A day before the latest fact of the case cannot be entered by one officer either; None is today."""
    if on is None or on == group.today:
        return None
    known = (group.load(write.stream).last_on for write in outcome.writes if write.facts and write.case)
    last_on = max((day for day in known if day is not None), default=None)
    if last_on is None or on >= last_on:
        return None
    return _second_person(f"{on:%d %B %Y} is before what happened last in this case, on {last_on:%d %B %Y}")


def _second_person(why: str) -> Refusal:
    return Refusal(
        code="BackdatingNeedsSecondPerson",
        message=f"{why}: such an entry is proposed by one officer (ProposeBackdatedEntry: the command, its fields, "
        "the day, the reason) and confirmed by another (ConfirmBackdatedEntry).",
        field="occurred_on",
    )
