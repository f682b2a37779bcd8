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
    facts.DeadlineExtended: clock.DeadlineExtended,
    facts.DeadlineChanged: clock.DeadlineChanged,
    facts.DeadlinePaused: clock.DeadlinePaused,
    facts.DeadlineResumed: clock.DeadlineResumed,
}


def tell_clock(fact: Fact) -> Contract | None:
    """The contract for a fact of the clock; None for one that stays private, and for any other fact. A reason
    leaves as ciphertext."""
    contract = TOLD_AS.get(type(fact))
    if contract is None:
        return None
    return contract.model_validate({name: value for name, value in fact if name in contract.model_fields})
