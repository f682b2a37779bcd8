"""Which facts of oversight are told: what calls for a letter and what came of it. Counts and words stay here."""

from concord_oversight.domain import facts
from concord_shared.contracts import oversight as contracts
from concord_shared.contracts.base import Contract
from concord_shared.envelope import Recorded

SAME: dict[type, type[Contract]] = {
    facts.RepeatedDisputeNoted: contracts.RepeatedDisputeNoted,
    facts.RepeatedDisputePatternDetected: contracts.RepeatedDisputePatternDetected,
    facts.FurtherDialogueRecommended: contracts.FurtherDialogueRecommended,
    facts.FurtherDialogueHeld: contracts.FurtherDialogueHeld,
    facts.RepeatedDisputePatternClosed: contracts.RepeatedDisputePatternClosed,
    facts.CompactReviewSuggested: contracts.CompactReviewSuggested,
}


def tell(recorded: Recorded) -> Contract | None:
    contract = SAME.get(type(recorded.fact))
    return contract(**dict(recorded.fact)) if contract else None
