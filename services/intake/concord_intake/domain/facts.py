"""What happens to a concern and its case (handbook 8.2). Private: `outbound` says what others are told."""

from datetime import date
from typing import ClassVar, get_args

from pydantic import BaseModel, ConfigDict

from concord_intake.domain.apart_facts import APART_FACTS
from concord_intake.domain.bundle_facts import BundleFact as BundleFact
from concord_intake.domain.formal_facts import FirstContactRecorded as FirstContactRecorded
from concord_intake.domain.formal_facts import FormalFact as FormalFact
from concord_intake.domain.formal_facts import NationalOutcomeRecorded as NationalOutcomeRecorded
from concord_intake.domain.formal_facts import NationalReferralMade as NationalReferralMade
from concord_intake.domain.life_facts import WAITING as WAITING
from concord_intake.domain.life_facts import CaseResumed as CaseResumed
from concord_intake.domain.life_facts import CaseSuspended as CaseSuspended
from concord_intake.domain.life_facts import CoordinatorObjectedTo as CoordinatorObjectedTo
from concord_intake.domain.life_facts import ExternalRemedyRecorded as ExternalRemedyRecorded
from concord_intake.domain.life_facts import LessonRecorded as LessonRecorded
from concord_intake.domain.life_facts import LifeFact as LifeFact
from concord_intake.domain.life_facts import PartyLeft as PartyLeft
from concord_intake.domain.life_facts import SecondLookRequested as SecondLookRequested
from concord_intake.domain.life_facts import SupportProvided as SupportProvided
from concord_intake.domain.life_facts import SupportRequested as SupportRequested
from concord_intake.domain.life_facts import SurveyTaken as SurveyTaken
from concord_intake.domain.life_facts import SuspensionAgreed as SuspensionAgreed
from concord_intake.domain.life_facts import SuspensionProposed as SuspensionProposed
from concord_intake.domain.triage_facts import CommitmentsCited as CommitmentsCited
from concord_intake.domain.triage_facts import CompactRelatednessAdvised as CompactRelatednessAdvised
from concord_intake.domain.triage_facts import ConcernAccepted as ConcernAccepted
from concord_intake.domain.triage_facts import ConcernAcknowledged as ConcernAcknowledged
from concord_intake.domain.triage_facts import ConcernAdopted as ConcernAdopted
from concord_intake.domain.triage_facts import ConcernInformationRequested as ConcernInformationRequested
from concord_intake.domain.triage_facts import ConcernInformationSupplied as ConcernInformationSupplied
from concord_intake.domain.triage_facts import ConcernRaised as ConcernRaised
from concord_intake.domain.triage_facts import ConcernSignposted as ConcernSignposted
from concord_intake.domain.triage_facts import PartyAdded as PartyAdded
from concord_intake.domain.triage_facts import TriageFact as TriageFact
from concord_shared.commitments.weighed import Weighed
from concord_shared.contracts.base import Asked, Citation, OfficeHeld, Party
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class InformalAttemptRecorded(Fact):
    """`took_part` are organisations, `offices` the parts that people played, as codes; no names. `supporter` is whoever
    tried it on a party's side in an office that the pack has for that: the act bars later offices in the case.
    `unnamed` are those who took part without an officer in an office that the pack wants each to have."""

    stored_name: ClassVar[str] = "intake.informal-attempt-recorded.v1"
    by_party: str
    by_office: str
    held_on: date
    means: Sealed
    took_part: tuple[str, ...]
    offices: tuple[str, ...] = ()
    result: str
    supporter: OfficeHeld | None = None
    unnamed: tuple[str, ...] = ()


class ExplanationGiven(Fact):
    stored_name: ClassVar[str] = "intake.explanation-given.v1"
    by_party: str
    commitments: tuple[Citation, ...] = ()
    admits: str
    text: Sealed


class Entry(BaseModel):
    """A field of a date rule as entered: a date, ``none``, yes or no, a length or a number; never a text."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    field: str
    value: str


class DateEvidenceEntered(Fact):
    """What a party entered about a commitment and what came out of its rules by `weighed_on`, with the arithmetic: met,
    not_met or excused. Evidence to talk about, which finds nothing (handbook 0.2, 4)."""

    stored_name: ClassVar[str] = "intake.date-evidence-entered.v1"
    by_party: str
    by_side: str
    commitment: str
    result: str
    entered: tuple[Entry, ...]
    rules: tuple[Weighed, ...]
    weighed_on: date


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
    asked: Asked | None = None
    trial: bool = False


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


TalkFact = (
    InformalAttemptRecorded
    | ExplanationGiven
    | DateEvidenceEntered
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
CaseFact = TriageFact | TalkFact | FormalFact | WayFact | LifeFact | BundleFact
FACTS: tuple[type[Fact], ...] = (
    *get_args(TriageFact),
    *get_args(TalkFact),
    *get_args(FormalFact),
    *get_args(WayFact),
    *get_args(LifeFact),
    *get_args(BundleFact),
    *APART_FACTS,
)
