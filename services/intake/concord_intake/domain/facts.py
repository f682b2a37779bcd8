"""What happens to a concern and its case (handbook 8.2). Private: `outbound` says what others are told."""

from datetime import date
from typing import ClassVar, get_args

from concord_shared.contracts.base import Citation, OfficeHeld, Party
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class ConcernRaised(Fact):
    """Row 1. `raiser_ref` is the opaque id under which the raiser's name and `reach` are sealed."""

    stored_name: ClassVar[str] = "intake.concern-raised.v1"
    channel: str
    raiser_kind: str
    raiser_org: str | None = None
    raiser_ref: str | None = None
    raiser_name: Sealed | None = None
    reach: Sealed | None = None
    represents: tuple[str, ...] = ()
    respondent_orgs: tuple[str, ...] = ()
    text: Sealed
    cited: tuple[Citation, ...] = ()
    facts_from: date | None = None
    adjustments: tuple[str, ...] = ()
    foi_notice_shown: bool = False
    referred_from: str | None = None
    complainant_agrees: bool | None = None
    pack_id: str
    pack_version: str


class ConcernAcknowledged(Fact):
    stored_name: ClassVar[str] = "intake.concern-acknowledged.v1"
    by_office: str
    how: str


class ConcernInformationRequested(Fact):
    stored_name: ClassVar[str] = "intake.concern-information-requested.v1"
    missing: tuple[str, ...]
    answer_by: date | None = None


class ConcernInformationSupplied(Fact):
    stored_name: ClassVar[str] = "intake.concern-information-supplied.v1"
    supplied: tuple[str, ...] = ()
    still_missing: tuple[str, ...] = ()
    text: Sealed | None = None


class CommitmentsCited(Fact):
    """`replaces` is true where these stand in place of all that was cited before."""

    stored_name: ClassVar[str] = "intake.commitments-cited.v1"
    cited: tuple[Citation, ...]
    alleged_by: str
    replaces: bool = False


class CompactRelatednessAdvised(Fact):
    """`adviser` is who gave the advice: that act bars later offices in the case."""

    stored_name: ClassVar[str] = "intake.compact-relatedness-advised.v1"
    advice: str
    advice_body: str
    adviser: OfficeHeld | None = None
    reasons: Sealed
    in_scope: tuple[str, ...] = ()
    out_of_scope: tuple[str, ...] = ()


class ConcernAccepted(Fact):
    """From here on `pack_version` holds. `waiting` is where it rests until a member takes it up, if so."""

    stored_name: ClassVar[str] = "intake.concern-accepted.v1"
    pack_version: str
    cited: tuple[Citation, ...]
    themes: tuple[str, ...]
    raising: tuple[str, ...]
    responding: tuple[str, ...]
    same_sector: bool
    adopted: bool
    waiting: str | None = None


class ConcernSignposted(Fact):
    stored_name: ClassVar[str] = "intake.concern-signposted.v1"
    reason: str
    route: str
    partial: bool = False


class ConcernAdopted(Fact):
    stored_name: ClassVar[str] = "intake.concern-adopted.v1"
    adopting_org: str
    raiser_consents: bool


class PartyAdded(Fact):
    stored_name: ClassVar[str] = "intake.party-added.v1"
    org: str
    side: str


class InformalAttemptRecorded(Fact):
    """`took_part` are organisations, `offices` the parts that people played; no names."""

    stored_name: ClassVar[str] = "intake.informal-attempt-recorded.v1"
    by_party: str
    by_office: str
    held_on: date
    means: str
    took_part: tuple[str, ...]
    offices: tuple[str, ...] = ()
    result: str


class ExplanationGiven(Fact):
    stored_name: ClassVar[str] = "intake.explanation-given.v1"
    by_party: str
    commitments: tuple[Citation, ...] = ()
    admits: str
    text: Sealed


class InformalExhaustionConfirmed(Fact):
    """`statements` are those of the pack that this party confirmed, for itself alone."""

    stored_name: ClassVar[str] = "intake.informal-exhaustion-confirmed.v1"
    party: str
    statements: tuple[str, ...]


class InformalExhaustionDisputed(Fact):
    stored_name: ClassVar[str] = "intake.informal-exhaustion-disputed.v1"
    party: str
    still_to_try: Sealed


class InformalExhaustionRetracted(Fact):
    stored_name: ClassVar[str] = "intake.informal-exhaustion-retracted.v1"
    party: str


class ConfirmationWithheld(Fact):
    """Noted and shown; nothing is deemed by it (001:628)."""

    stored_name: ClassVar[str] = "intake.confirmation-withheld.v1"
    party_side: str
    reminders: int


class FormalResolutionInvoked(Fact):
    stored_name: ClassVar[str] = "intake.formal-resolution-invoked.v1"
    basis: str
    confirmations: tuple[str, ...]


class StageOpened(Fact):
    stored_name: ClassVar[str] = "intake.stage-opened.v1"
    stage_id: str
    stage_type: str
    label: str
    caused_by: str
    parties: tuple[Party, ...]
    cited: tuple[Citation, ...] = ()
    offices_held: tuple[OfficeHeld, ...] = ()
    pack_version: str
    accepted_on: date
    first_time: bool = True


class StageClosed(Fact):
    stored_name: ClassVar[str] = "intake.stage-closed.v1"
    stage_id: str
    outcome: str


class SettlementReported(Fact):
    """The report is that party's own confirmation; `text` is what was agreed, `settlement_ref` its id."""

    stored_name: ClassVar[str] = "intake.settlement-reported.v1"
    party: str
    settlement_ref: str
    text: Sealed


class SettlementConfirmed(Fact):
    stored_name: ClassVar[str] = "intake.settlement-confirmed.v1"
    party: str
    settlement_ref: str


class CaseSettled(Fact):
    stored_name: ClassVar[str] = "intake.case-settled.v1"
    at_stage: str
    confirmed_by: tuple[str, ...]


class WithdrawalAgreed(Fact):
    """One of several on the raising side agrees to withdraw; with the last the case is withdrawn."""

    stored_name: ClassVar[str] = "intake.withdrawal-agreed.v1"
    party: str


class CaseWithdrawn(Fact):
    """`at_stage` is the stage, or where the concern was before any stage."""

    stored_name: ClassVar[str] = "intake.case-withdrawn.v1"
    at_stage: str
    by: tuple[str, ...]
    why: Sealed | None = None


class CaseUnresolved(Fact):
    stored_name: ClassVar[str] = "intake.case-unresolved.v1"
    after_stage: str
    why: str


class CaseClosed(Fact):
    stored_name: ClassVar[str] = "intake.case-closed.v1"
    reason: str
    opened_on: date
    closed_on: date
    at_stage: str | None = None
    parties: tuple[Party, ...] = ()


class ResultSetAside(Fact):
    """A result that came too late; it closes, opens and tells nothing else (handbook 8.1)."""

    stored_name: ClassVar[str] = "intake.result-set-aside.v1"
    result: str
    result_event: str
    from_service: str
    reason: str


TriageFact = (
    ConcernRaised
    | ConcernAcknowledged
    | ConcernInformationRequested
    | ConcernInformationSupplied
    | CommitmentsCited
    | CompactRelatednessAdvised
    | ConcernAccepted
    | ConcernSignposted
    | ConcernAdopted
    | PartyAdded
)
TalkFact = (
    InformalAttemptRecorded
    | ExplanationGiven
    | InformalExhaustionConfirmed
    | InformalExhaustionDisputed
    | InformalExhaustionRetracted
    | ConfirmationWithheld
    | SettlementReported
    | SettlementConfirmed
    | WithdrawalAgreed
)
WayFact = (
    FormalResolutionInvoked
    | StageOpened
    | StageClosed
    | CaseSettled
    | CaseWithdrawn
    | CaseUnresolved
    | CaseClosed
    | ResultSetAside
)
CaseFact = TriageFact | TalkFact | WayFact
FACTS: tuple[type[Fact], ...] = (
    *get_args(TriageFact),
    *get_args(TalkFact),
    *get_args(WayFact),
)
