"""What happened in a mediation. Stored names never change; what was said, and why, is sealed."""

from datetime import date
from typing import ClassVar

from concord_shared.contracts.base import OfficeHeld, Party
from concord_shared.deadlines import facts as clock
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class MediationOpened(Fact):
    """Intake opened a facilitated stage: from now on this service may act."""

    stored_name: ClassVar[str] = "mediation.opened.v1"
    stage_id: str
    stage_type: str
    parties: tuple[Party, ...]
    offices_held: tuple[OfficeHeld, ...] = ()
    pack_version: str
    accepted_on: date | None = None
    first_time: bool = True


class MediationEnded(Fact):
    """The stage ended from outside, before a result of ours: settled elsewhere, withdrawn, closed."""

    stored_name: ClassVar[str] = "mediation.ended.v1"
    stage_id: str
    why: str


class MediationConsentGiven(Fact):
    stored_name: ClassVar[str] = "mediation.consent-given.v1"
    party: str


class MediationDeclined(Fact):
    """Handbook row 33, locked: `party` names who declined and never leaves this service."""

    stored_name: ClassVar[str] = "mediation.declined.v1"
    party: Sealed
    moment: str


class MediatorAppointed(Fact):
    """`directory_position` says how much of the directory was known when the checks were made."""

    stored_name: ClassVar[str] = "mediation.mediator-appointed.v1"
    mediator_ref: str
    mediator_org: str
    training_evidence_on: date | None = None
    appointed_by: str
    checks: tuple[str, ...] = ()
    directory_position: int


class AppointmentRejected(Fact):
    stored_name: ClassVar[str] = "mediation.appointment-rejected.v1"
    office: str
    rule: str
    why: str
    proposed_by: str
    candidate_org: str


class MediatorObjectedTo(Fact):
    stored_name: ClassVar[str] = "mediation.mediator-objected-to.v1"
    party: str
    why: Sealed


class MediatorStoodDown(Fact):
    """`why` is own_wish, conflict, replaced or stage_ended; `reason` are the mediator's own words."""

    stored_name: ClassVar[str] = "mediation.mediator-stood-down.v1"
    mediator_ref: str
    why: str
    reason: Sealed | None = None
    replaced: bool = False


class MediationSessionHeld(Fact):
    stored_name: ClassVar[str] = "mediation.session-held.v1"
    held_on: date
    attending_sides: tuple[str, ...]


class MediationTermsRecorded(Fact):
    stored_name: ClassVar[str] = "mediation.terms-recorded.v1"
    terms: Sealed
    terms_sha256: str


class MediationTermsConfirmed(Fact):
    stored_name: ClassVar[str] = "mediation.terms-confirmed.v1"
    party: str
    terms_sha256: str


class MediationSettled(Fact):
    stored_name: ClassVar[str] = "mediation.settled.v1"
    confirmed_by: tuple[str, ...]
    settled_on: date


class MediationFailed(Fact):
    """`reason` is declined, left, no_agreement, consent_missing or time_lapsed; it names nobody."""

    stored_name: ClassVar[str] = "mediation.failed.v1"
    stage_id: str
    reason: str
    stage_opened_on: date
    ended_on: date
    working_days_used: int
    sessions: int


OWN: tuple[type[Fact], ...] = (
    MediationOpened,
    MediationEnded,
    MediationConsentGiven,
    MediationDeclined,
    MediatorAppointed,
    AppointmentRejected,
    MediatorObjectedTo,
    MediatorStoodDown,
    MediationSessionHeld,
    MediationTermsRecorded,
    MediationTermsConfirmed,
    MediationSettled,
    MediationFailed,
)
FACTS: tuple[type[Fact], ...] = (*OWN, *clock.FACTS)
