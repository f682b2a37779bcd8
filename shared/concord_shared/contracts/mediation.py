"""Told by mediation: that it settled or failed, and who helped. Never what was said, never who declined (8.3)."""

from datetime import date

from concord_shared.contracts import clock
from concord_shared.contracts.base import Contract
from concord_shared.contracts.offices import OfficeRechecked as OfficeRechecked


class MediatorAppointed(Contract):
    mediator_ref: str
    mediator_org: str
    appointed_by: str
    directory_position: int


class AppointmentRejected(Contract):
    office: str
    rule: str
    why: str
    proposed_by: str
    candidate_org: str


class MediatorStoodDown(Contract):
    mediator_ref: str
    replaced: bool = False


class MediationDisclosureAgreed(Contract):
    """Row 39, without content: every party agreed to release one item `to` investigation, review or public."""

    item_ref: str
    to: str
    agreed_by: tuple[str, ...]


class MediationSettled(Contract):
    confirmed_by: tuple[str, ...]
    settled_on: date


class MediationFailed(Contract):
    """Row 41. `reason` is declined, left, no_agreement, consent_missing, time_lapsed or no_mediator; never who."""

    stage_id: str
    reason: str
    stage_opened_on: date
    ended_on: date
    working_days_used: int
    sessions: int


TOLD = (
    MediatorAppointed,
    AppointmentRejected,
    MediatorStoodDown,
    OfficeRechecked,
    MediationDisclosureAgreed,
    MediationSettled,
    MediationFailed,
    *clock.TOLD,
)
