"""What happened in a mediation. Stored names never change; what was said, and why, is sealed."""

from datetime import date
from typing import ClassVar

from concord_mediation.domain.facts_of_other_ways import CriticalFriendEngaged as CriticalFriendEngaged
from concord_mediation.domain.facts_of_other_ways import CriticalFriendNotFound as CriticalFriendNotFound
from concord_mediation.domain.facts_of_other_ways import CriticalFriendStoodDown as CriticalFriendStoodDown
from concord_mediation.domain.facts_of_other_ways import FurtherMediationSupported as FurtherMediationSupported
from concord_mediation.domain.facts_of_other_ways import MediationAgreedByAll as MediationAgreedByAll
from concord_mediation.domain.facts_of_other_ways import OutsideResultRecorded as OutsideResultRecorded
from concord_shared.contracts.base import Asked, OfficeHeld, Party
from concord_shared.deadlines import facts as clock
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class MediationOpened(Fact):
    """Intake opened a facilitated stage: from now on this service may act. `asked` says whose wish opened it, and which
    seat it would like to help; `helper` is the office of who helps, None where that is no business of ours."""

    stored_name: ClassVar[str] = "mediation.opened.v1"
    stage_id: str
    stage_type: str
    parties: tuple[Party, ...]
    offices_held: tuple[OfficeHeld, ...] = ()
    pack_version: str
    accepted_on: date | None = None
    first_time: bool = True
    asked: Asked | None = None
    helper: str | None = "mediator"


class MediationEnded(Fact):
    """The stage ended from outside, before a result of ours: settled elsewhere, withdrawn, closed."""

    stored_name: ClassVar[str] = "mediation.ended.v1"
    stage_id: str
    why: str


class MediationPaused(Fact):
    """The case is suspended: nothing is done in it, and its clocks stand still. `why` is a code."""

    stored_name: ClassVar[str] = "mediation.paused.v1"
    why: str


class MediationResumed(Fact):
    stored_name: ClassVar[str] = "mediation.resumed.v1"
    why: str


class MediationPartiesChanged(Fact):
    """Who the parties are from now on. `why` is left, split or added; those who `left` had sat with the others in a
    session where `after_session`: what was said there stays theirs too."""

    stored_name: ClassVar[str] = "mediation.parties-changed.v1"
    parties: tuple[Party, ...]
    left: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    why: str
    after_session: bool = False


class MediationResultSetAside(Fact):
    """Intake had gone on, or ended the case, before our result came: it changes nothing."""

    stored_name: ClassVar[str] = "mediation.result-set-aside.v1"
    result: str
    reason: str


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
    """`why` is own_wish, conflict, office_ended, replaced or stage_ended; `reason` are the mediator's own words."""

    stored_name: ClassVar[str] = "mediation.mediator-stood-down.v1"
    mediator_ref: str
    why: str
    reason: Sealed | None = None
    replaced: bool = False


class MediatorKept(Fact):
    """The answer to an objection: whoever may appoint leaves the mediator in office."""

    stored_name: ClassVar[str] = "mediation.mediator-kept.v1"
    mediator_ref: str
    kept_by: str


class OfficeTaken(Fact):
    """In the officer's own stream: in which case they hold an office, so that news of them finds it."""

    stored_name: ClassVar[str] = "mediation.office-taken.v1"
    office: str
    case: str


class OfficeRechecked(Fact):
    """`rule` and `why` say which conflict was found; `result` is clear, flagged or stood_down."""

    stored_name: ClassVar[str] = "mediation.office-rechecked.v1"
    office: str
    officer_ref: str
    officer_org: str
    caused_by: str
    directory_position: int
    result: str
    rule: str | None = None
    why: str | None = None
    acts_meanwhile: tuple[str, ...] = ()


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


class DisclosureProposed(Fact):
    """One item of the mediation, to be shown `to` investigation, review or public. `party` is None where the mediator
    proposes it; `text` is None where the item is known already."""

    stored_name: ClassVar[str] = "mediation.disclosure-proposed.v1"
    item_ref: str
    to: str
    party: str | None = None
    text: Sealed | None = None


class DisclosureAgreed(Fact):
    stored_name: ClassVar[str] = "mediation.disclosure-agreed.v1"
    item_ref: str
    to: str
    party: str


class MediationDisclosureAgreed(Fact):
    """Every party agreed: this one item may leave the mediation."""

    stored_name: ClassVar[str] = "mediation.disclosure-agreed-by-all.v1"
    item_ref: str
    to: str
    agreed_by: tuple[str, ...]


class MediationSettled(Fact):
    stored_name: ClassVar[str] = "mediation.settled.v1"
    confirmed_by: tuple[str, ...]
    settled_on: date


class MediationFailed(Fact):
    """`reason` is declined, left, no_agreement, consent_missing, time_lapsed or no_mediator; it names nobody."""

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
    MediationPaused,
    MediationResumed,
    MediationPartiesChanged,
    MediationResultSetAside,
    MediationConsentGiven,
    MediationAgreedByAll,
    MediationDeclined,
    MediatorAppointed,
    AppointmentRejected,
    CriticalFriendEngaged,
    CriticalFriendNotFound,
    CriticalFriendStoodDown,
    MediatorObjectedTo,
    MediatorStoodDown,
    MediatorKept,
    OfficeTaken,
    OfficeRechecked,
    MediationSessionHeld,
    MediationTermsRecorded,
    MediationTermsConfirmed,
    DisclosureProposed,
    DisclosureAgreed,
    MediationDisclosureAgreed,
    FurtherMediationSupported,
    OutsideResultRecorded,
    MediationSettled,
    MediationFailed,
)
FACTS: tuple[type[Fact], ...] = (*OWN, *clock.FACTS)
