"""The reports by id: what each is called, and the function that gathers it."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from concord.reports import (
    access_log,
    action_plan,
    annual_report,
    case_file,
    heat_map,
    learning_pack,
    lessons_digest,
    overdue_board,
    quarterly_pack,
    review_prompts,
)
from concord.reports.asked import Asked
from concord.reports.model import Report
from concord.saying import Misused
from concord.talking import Talk

Gather = Callable[[Talk, Asked], Coroutine[Any, Any, Report]]


@dataclass(frozen=True)
class Kind:
    """`takes` are the options that mean something to it, beside those that every report takes."""

    name: str
    gather: Gather
    takes: frozenset[str]


DAYS = frozenset({"from", "to"})
PERIOD = DAYS | {"at"}
PUBLIC = frozenset({"public"})
KINDS: Mapping[str, Kind] = {
    "RP1": Kind("case audit file", case_file.gather, frozenset({"case", "at"})),
    "RP2": Kind("learning pack", learning_pack.gather, PERIOD),
    "RP3": Kind("quarterly pack", quarterly_pack.gather, PERIOD),
    "RP4": Kind("annual report", annual_report.gather, PERIOD | PUBLIC),
    "RP5": Kind("lessons digest", lessons_digest.gather, DAYS),
    "RP6": Kind("action plan register", action_plan.gather, frozenset()),
    "RP7": Kind("overdue board", overdue_board.gather, frozenset({"near"})),
    "RP8": Kind("prompts to review the Compact", review_prompts.gather, DAYS),
    "RP9": Kind("heat map of commitments", heat_map.gather, PERIOD | PUBLIC),
    "RP10": Kind("disclosure and access log", access_log.gather, DAYS | {"case"}),
}


def kind(what: str, given: frozenset[str]) -> Kind:
    """Raises Misused for a report that there is not, and for an option that it would not heed."""
    found = KINDS.get(what)
    if found is None:
        known = ", ".join(f"{name} ({each.name})" for name, each in KINDS.items())
        raise Misused(f"There is no report '{what}'. There are: {known}.")
    if unheeded := sorted(given - found.takes):
        takes = ", ".join(f"--{name}" for name in sorted(found.takes)) or "none of these"
        raise Misused(f"{what} does not take --{unheeded[0]}. It takes: {takes}.")
    return found
