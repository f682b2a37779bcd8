"""Told by mediation: that it settled or failed, and who helped. Never what was said, never who declined (8.3)."""

from datetime import date

from concord_shared.contracts import clock
from concord_shared.contracts.base import Contract, Seat
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


class SeatNotOpen(Seat):
    """A seat that was thought of. `why` is ``vacant``, ``stood_down``, or the reason code of a conflict."""

    why: str


class CriticalFriendEngaged(Contract):
    """Row 42. `asked_by` is the party that asked, `passed_over` the seats that were closed for this case."""

    seat: Seat
    friend_ref: str
    friend_org: str
    asked_by: str
    directory_position: int
    passed_over: tuple[SeatNotOpen, ...] = ()


class CriticalFriendStoodDown(Contract):
    friend_ref: str


class CriticalFriendNotFound(Contract):
    """No seat that may be offered is open in this case: somebody has to fill one, or a party asks for another."""

    stage_id: str
    asked_by: str
    seats: tuple[SeatNotOpen, ...]


class MediationAgreedByAll(Contract):
    """The last party agreed to take part. It names nobody: who agreed when stays here."""

    stage_id: str


class FurtherMediationSupported(Contract):
    """Row 43. `means` says how the panel of the case helps; `supporter` is that body."""

    stage_id: str
    means: str
    supporter: str


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
    CriticalFriendEngaged,
    CriticalFriendStoodDown,
    CriticalFriendNotFound,
    MediationAgreedByAll,
    FurtherMediationSupported,
    MediationDisclosureAgreed,
    MediationSettled,
    MediationFailed,
    *clock.TOLD,
)
