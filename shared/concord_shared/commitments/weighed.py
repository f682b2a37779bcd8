"""What comes out when dates are held against a rule: an outcome in codes and dates, with the whole arithmetic."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from concord_shared.contracts.base import SkippedDay

Outcome = Literal["met", "not_met", "excused", "does_not_apply", "undecided"]
Result = Literal["met", "not_met", "excused", "undecided"]
Why = Literal[
    "long_enough",
    "too_short",
    "in_time",
    "too_late",
    "too_early",
    "never_begun",
    "never_done",
    "done",
    "incomplete",
    "enough",
    "too_few",
    "term_fits",
    "term_too_short",
    "term_too_long",
    "moved_as_meant",
    "not_moved_as_meant",
    "not_come_yet",
    "still_running",
    "still_time",
    "nothing_yet",
    "missing",
    "condition_not_so",
]
Excuse = Literal["explained", "exception"]


class Weighed(BaseModel):
    """One rule against the dates given. `due_on` is the day that the rule leads to from `start_on`, `end_on` the day
    that was given for it. `off` counts how far it is from being met, in `off_unit`. `assumed` names conditions of which
    nothing was said, `missing` the fields without which it cannot be decided, `to_come` those whose date lies after the
    day on which it was asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: str
    outcome: Outcome
    why: Why
    excuse: Excuse | None = None
    start_on: date | None = None
    end_on: date | None = None
    due_on: date | None = None
    value: int | None = None
    unit: str | None = None
    clamped: bool = False
    took: int | None = None
    off: int | None = None
    off_unit: str | None = None
    skipped: tuple[SkippedDay, ...] = ()
    calendar_version: str | None = None
    counted: int | None = None
    not_counted: tuple[date, ...] = ()
    missing: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    to_come: tuple[str, ...] = ()


def result_of(rules: tuple[Weighed, ...]) -> Result:
    """Of a whole commitment: one rule that is not met decides it, then one that cannot be decided, then one that is
    excused. A rule that does not apply weighs nothing beside others; alone it excuses."""
    outcomes = {each.outcome for each in rules}
    first: tuple[Result, ...] = ("not_met", "undecided", "excused")
    for each in first:
        if each in outcomes:
            return each
    return "met" if "met" in outcomes else "excused"
