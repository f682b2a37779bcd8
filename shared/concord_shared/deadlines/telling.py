"""Which facts of the clock others hear, and as which contract."""

from concord_shared.contracts import clock
from concord_shared.contracts.base import Contract
from concord_shared.deadlines import facts
from concord_shared.facts import Fact

TOLD_AS: dict[type[Fact], type[Contract]] = {
    facts.DeadlineSet: clock.DeadlineSet,
    facts.DeadlineApproaching: clock.DeadlineApproaching,
    facts.DeadlineLapsed: clock.DeadlineLapsed,
    facts.DeadlineMet: clock.DeadlineMet,
    facts.DeadlineCancelled: clock.DeadlineCancelled,
    facts.ReminderDue: clock.ReminderDue,
}


def tell_clock(fact: Fact) -> Contract | None:
    """The contract for a fact of the clock; None for one that stays private, and for any other fact."""
    contract = TOLD_AS.get(type(fact))
    return contract.model_validate(fact.model_dump()) if contract else None
