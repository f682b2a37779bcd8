"""The last days of periods that other services keep, as they told them."""

from collections.abc import Iterable
from datetime import date

from concord_shared.contracts import clock
from concord_shared.contracts.base import Told

Periods = dict[tuple[str, str], date]


def periods_of(kept: Iterable[Told]) -> Periods:
    """By id of the deadline and party, for those that run for each party; one that stands still has no last day."""
    found: Periods = {}
    for told in kept:
        match told.contract:
            case clock.DeadlineSet(deadline_id=rule, party=str(party), due_on=due_on):
                found[rule, party] = due_on
            case clock.DeadlineExtended(deadline_id=rule, party=str(party), new_due_on=due_on):
                found[rule, party] = due_on
            case clock.DeadlineChanged(deadline_id=rule, party=str(party), new_due_on=due_on):
                found[rule, party] = due_on
            case clock.DeadlineResumed(deadline_id=rule, party=str(party), new_due_on=due_on):
                found[rule, party] = due_on
            case clock.DeadlinePaused(deadline_id=rule, party=str(party)):
                found.pop((rule, party), None)
    return found
