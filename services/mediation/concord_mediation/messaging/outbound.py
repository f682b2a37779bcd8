"""Which facts of mediation others are told. Who declined or objected, and what was said, stays here."""

from concord_mediation.domain import facts as f
from concord_shared.contracts import mediation as told
from concord_shared.contracts.base import Contract
from concord_shared.deadlines.clocks import tell_clock
from concord_shared.deadlines.facts import (
    DeadlineCancelled,
    DeadlineFact,
    DeadlineMet,
    DeadlinePaused,
    DeadlineResumed,
)
from concord_shared.envelope import Recorded


def tell(recorded: Recorded) -> Contract | None:
    match recorded.fact:
        case f.MediatorAppointed() as fact:
            return told.MediatorAppointed(
                mediator_ref=fact.mediator_ref,
                mediator_org=fact.mediator_org,
                appointed_by=fact.appointed_by,
                directory_position=fact.directory_position,
            )
        case f.AppointmentRejected() as fact:
            return told.AppointmentRejected(**fact.model_dump())
        case f.MediatorStoodDown() as fact:
            return told.MediatorStoodDown(mediator_ref=fact.mediator_ref, replaced=fact.replaced)
        case f.CriticalFriendEngaged() as fact:
            return told.CriticalFriendEngaged(**fact.model_dump())
        case f.CriticalFriendNotFound() as fact:
            return told.CriticalFriendNotFound(**fact.model_dump())
        case f.CriticalFriendStoodDown() as fact:
            return told.CriticalFriendStoodDown(friend_ref=fact.friend_ref)
        case f.MediationAgreedByAll() as fact:
            return told.MediationAgreedByAll(stage_id=fact.stage_id)
        case f.FurtherMediationSupported() as fact:
            return told.FurtherMediationSupported(**fact.model_dump())
        case f.OfficeRechecked() as fact:
            return told.OfficeRechecked(**fact.model_dump(exclude={"rule", "why"}))
        case f.MediationDisclosureAgreed() as fact:
            return told.MediationDisclosureAgreed(**fact.model_dump())
        case f.MediationSettled() as fact:
            return told.MediationSettled(**fact.model_dump())
        case f.MediationFailed() as fact:
            return told.MediationFailed(**fact.model_dump())
        case DeadlineFact() as fact:
            return _clock(fact)
        case _:
            return None


def _clock(fact: DeadlineFact) -> Contract | None:
    # How a party's own answering period ended, or that it was still running, would say who agreed and who declined.
    if fact.party is not None and isinstance(fact, DeadlineMet | DeadlineCancelled | DeadlinePaused | DeadlineResumed):
        return None
    return tell_clock(fact)
