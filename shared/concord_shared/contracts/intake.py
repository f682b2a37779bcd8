"""Told by intake: a concern's way in, the case's parties, which stage is open, how it ended (handbook 8.2)."""

from datetime import date

from concord_shared.contracts import clock
from concord_shared.contracts.base import Citation, Contract
from concord_shared.contracts.intake_any_stage import CHAMPION as CHAMPION
from concord_shared.contracts.intake_any_stage import CaseResumed as CaseResumed
from concord_shared.contracts.intake_any_stage import CaseSuspended as CaseSuspended
from concord_shared.contracts.intake_any_stage import CoordinatorObjectedTo as CoordinatorObjectedTo
from concord_shared.contracts.intake_any_stage import ExternalRemedyRecorded as ExternalRemedyRecorded
from concord_shared.contracts.intake_any_stage import LessonRecorded as LessonRecorded
from concord_shared.contracts.intake_any_stage import PartyLeft as PartyLeft
from concord_shared.contracts.intake_any_stage import SecondLookRequested as SecondLookRequested
from concord_shared.contracts.intake_any_stage import SupportProvided as SupportProvided
from concord_shared.contracts.intake_any_stage import SupportRequested as SupportRequested
from concord_shared.contracts.intake_any_stage import SurveyAnswered as SurveyAnswered
from concord_shared.contracts.intake_any_stage import SuspensionAgreed as SuspensionAgreed
from concord_shared.contracts.intake_any_stage import SuspensionProposed as SuspensionProposed
from concord_shared.contracts.intake_bundles import CasesLinked as CasesLinked
from concord_shared.contracts.intake_bundles import CasesMerged as CasesMerged
from concord_shared.contracts.intake_bundles import CaseSplit as CaseSplit
from concord_shared.contracts.intake_bundles import MergeAgreed as MergeAgreed
from concord_shared.contracts.intake_bundles import MergeProposed as MergeProposed
from concord_shared.contracts.intake_bundles import SplitAgreed as SplitAgreed
from concord_shared.contracts.intake_bundles import SplitProposed as SplitProposed
from concord_shared.contracts.intake_formal import FirstContactRecorded as FirstContactRecorded
from concord_shared.contracts.intake_formal import NationalOutcomeRecorded as NationalOutcomeRecorded
from concord_shared.contracts.intake_formal import NationalReferralMade as NationalReferralMade
from concord_shared.contracts.intake_stages import CaseClosed as CaseClosed
from concord_shared.contracts.intake_stages import CaseSettled as CaseSettled
from concord_shared.contracts.intake_stages import CaseUnresolved as CaseUnresolved
from concord_shared.contracts.intake_stages import CaseWithdrawn as CaseWithdrawn
from concord_shared.contracts.intake_stages import FormalResolutionInvoked as FormalResolutionInvoked
from concord_shared.contracts.intake_stages import ResultSetAside as ResultSetAside
from concord_shared.contracts.intake_stages import SettlementConfirmed as SettlementConfirmed
from concord_shared.contracts.intake_stages import SettlementReported as SettlementReported
from concord_shared.contracts.intake_stages import StageClosed as StageClosed
from concord_shared.contracts.intake_stages import StageOpened as StageOpened
from concord_shared.sealed import Sealed


class ConcernRaised(Contract):
    """Row 1. Neither who raised it nor its text; `reach` and `adjustments` are ciphertext under the raiser's contact
    key, for notify. `trial` marks a case that only tries the procedure out: it counts for nothing."""

    channel: str
    raiser_kind: str
    represents: tuple[str, ...] = ()
    respondent_orgs: tuple[str, ...] = ()
    cited: tuple[Citation, ...] = ()
    facts_from: date | None = None
    adjustments: tuple[Sealed, ...] = ()
    foi_notice_shown: bool = False
    referred_by: str | None = None
    reach: Sealed | None = None
    trial: bool = False


class ConcernAcknowledged(Contract):
    by_office: str
    how: str


class ConcernInformationRequested(Contract):
    """Row 3: what is missing, in somebody's own words as ciphertext under the case's key (`missing`), or by the pack's
    own words (`missing_parts`). `stage_id` and `by_party` say of which stage's statement, and whose; none where it is
    the concern itself that is not complete."""

    missing: tuple[Sealed, ...]
    answer_by: date | None = None
    missing_parts: tuple[str, ...] = ()
    stage_id: str | None = None
    by_party: str | None = None


class ConcernInformationSupplied(Contract):
    """Row 4, without the text: `supplied` and `still_missing` are ciphertext under the case's key."""

    supplied: tuple[Sealed, ...] = ()
    still_missing: tuple[Sealed, ...] = ()


class CommitmentsCited(Contract):
    cited: tuple[Citation, ...]


class CompactRelatednessAdvised(Contract):
    """Row 6: parts by codes of the pack in the clear, parts in words as ciphertext under the case's key."""

    advice: str
    advice_body: str
    in_scope: tuple[str, ...] = ()
    in_scope_words: tuple[Sealed, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    out_of_scope_words: tuple[Sealed, ...] = ()


class ConcernAccepted(Contract):
    """Row 8. Parts in scope and out of it stand here where the pack has a check of form in place of advice."""

    pack_version: str
    cited: tuple[Citation, ...]
    themes: tuple[str, ...]
    raising: tuple[str, ...]
    responding: tuple[str, ...]
    same_sector: bool
    adopted: bool
    in_scope: tuple[str, ...] = ()
    in_scope_words: tuple[Sealed, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    out_of_scope_words: tuple[Sealed, ...] = ()
    trial: bool = False


class ConcernSignposted(Contract):
    """Row 9: `reason` is a code of the pack, `route` ciphertext under the case's key."""

    reason: str
    route: Sealed | None = None
    partial: bool = False


class ConcernAdopted(Contract):
    adopting_org: str
    raiser_consents: bool


class PartyAdded(Contract):
    org: str
    side: str


class ExplanationGiven(Contract):
    """Row 14, without its text: `admits` is fully, partly or not (001:152)."""

    by_party: str
    commitments: tuple[Citation, ...] = ()
    admits: str


class DateEvidenceEntered(Contract):
    """Dates held against a commitment by one side: `result` is met, not_met or excused; evidence and no finding."""

    commitment: str
    result: str
    by_side: str


class InformalExhaustionConfirmed(Contract):
    """`statements` are the pack's own ids of what this party confirmed, for itself alone."""

    party: str
    statements: tuple[str, ...]


class ConfirmationWithheld(Contract):
    party_side: str
    reminders: int


TOLD = (
    ConcernRaised,
    ConcernAcknowledged,
    ConcernInformationRequested,
    ConcernInformationSupplied,
    CommitmentsCited,
    CompactRelatednessAdvised,
    ConcernAccepted,
    ConcernSignposted,
    ConcernAdopted,
    PartyAdded,
    ExplanationGiven,
    DateEvidenceEntered,
    InformalExhaustionConfirmed,
    ConfirmationWithheld,
    FormalResolutionInvoked,
    StageOpened,
    StageClosed,
    SettlementReported,
    SettlementConfirmed,
    CaseSettled,
    CaseWithdrawn,
    CaseUnresolved,
    CaseClosed,
    SplitProposed,
    SplitAgreed,
    CaseSplit,
    MergeProposed,
    MergeAgreed,
    CasesMerged,
    CasesLinked,
    ResultSetAside,
    SecondLookRequested,
    PartyLeft,
    SupportRequested,
    SupportProvided,
    SurveyAnswered,
    ExternalRemedyRecorded,
    SuspensionProposed,
    SuspensionAgreed,
    CaseSuspended,
    CaseResumed,
    CoordinatorObjectedTo,
    LessonRecorded,
    FirstContactRecorded,
    NationalReferralMade,
    NationalOutcomeRecorded,
    *clock.TOLD,
)
