"""Which facts of intake others are told, and as what: never a text, never who raised it (handbook 8.2, 8.8)."""

from collections.abc import Mapping

from concord_intake.domain import apart_facts as apart
from concord_intake.domain import bundle_facts as bundle
from concord_intake.domain import facts
from concord_shared.contracts import intake as told
from concord_shared.contracts.base import Contract
from concord_shared.deadlines.clocks import tell_clock
from concord_shared.envelope import Recorded
from concord_shared.facts import Fact

TOLD_AS: Mapping[type[Fact], type[Contract]] = {
    facts.ConcernRaised: told.ConcernRaised,
    facts.ConcernAcknowledged: told.ConcernAcknowledged,
    facts.ConcernInformationRequested: told.ConcernInformationRequested,
    facts.ConcernInformationSupplied: told.ConcernInformationSupplied,
    facts.CommitmentsCited: told.CommitmentsCited,
    facts.CompactRelatednessAdvised: told.CompactRelatednessAdvised,
    facts.ConcernAccepted: told.ConcernAccepted,
    facts.ConcernSignposted: told.ConcernSignposted,
    facts.ConcernAdopted: told.ConcernAdopted,
    facts.PartyAdded: told.PartyAdded,
    facts.ExplanationGiven: told.ExplanationGiven,
    facts.DateEvidenceEntered: told.DateEvidenceEntered,
    facts.InformalExhaustionConfirmed: told.InformalExhaustionConfirmed,
    facts.ConfirmationWithheld: told.ConfirmationWithheld,
    facts.FormalResolutionInvoked: told.FormalResolutionInvoked,
    facts.FirstContactRecorded: told.FirstContactRecorded,
    facts.NationalReferralMade: told.NationalReferralMade,
    facts.NationalOutcomeRecorded: told.NationalOutcomeRecorded,
    facts.StageOpened: told.StageOpened,
    facts.StageClosed: told.StageClosed,
    facts.SettlementReported: told.SettlementReported,
    facts.SettlementConfirmed: told.SettlementConfirmed,
    facts.CaseSettled: told.CaseSettled,
    facts.CaseWithdrawn: told.CaseWithdrawn,
    facts.CaseUnresolved: told.CaseUnresolved,
    facts.CaseClosed: told.CaseClosed,
    facts.ResultSetAside: told.ResultSetAside,
    facts.SecondLookRequested: told.SecondLookRequested,
    facts.PartyLeft: told.PartyLeft,
    facts.SupportRequested: told.SupportRequested,
    facts.ExternalRemedyRecorded: told.ExternalRemedyRecorded,
    facts.SuspensionProposed: told.SuspensionProposed,
    facts.SuspensionAgreed: told.SuspensionAgreed,
    facts.CaseSuspended: told.CaseSuspended,
    facts.CaseResumed: told.CaseResumed,
    facts.CoordinatorObjectedTo: told.CoordinatorObjectedTo,
    facts.LessonRecorded: told.LessonRecorded,
    facts.SupportProvided: told.SupportProvided,
    apart.SurveyAnswered: told.SurveyAnswered,
    bundle.SplitProposed: told.SplitProposed,
    bundle.SplitAgreed: told.SplitAgreed,
    bundle.CaseSplit: told.CaseSplit,
    bundle.MergeProposed: told.MergeProposed,
    bundle.MergeAgreed: told.MergeAgreed,
    bundle.CasesMerged: told.CasesMerged,
}


def tell(recorded: Recorded) -> Contract | None:
    """The contract for a recorded fact; None for one that stays in intake."""
    fact = recorded.fact
    if isinstance(fact, bundle.CasesLinked):
        return told.CasesLinked(other_case_ids=fact.other_case_ids, why="related")
    if isinstance(fact, bundle.CaseOpenedBySplit):
        return told.CasesLinked(other_case_ids=(fact.from_case,), why="split", trial=fact.trial)
    contract = TOLD_AS.get(type(fact))
    return _as(contract, fact) if contract else tell_clock(fact)


def _as(contract: type[Contract], fact: Fact) -> Contract:
    """Only what the contract names goes over; a sealed value stays ciphertext, bound to where it is stored."""
    shared = {name: value for name, value in fact if name in contract.model_fields}
    return contract.model_validate(shared)
