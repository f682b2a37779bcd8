"""Which facts of oversight are told: what calls for a letter and what came of it. Counts and words stay here."""

from concord_oversight.domain import facts, group_facts
from concord_shared.contracts import oversight as contracts
from concord_shared.contracts.base import Contract
from concord_shared.envelope import Recorded

SAME: dict[type, type[Contract]] = {
    facts.RepeatedDisputeNoted: contracts.RepeatedDisputeNoted,
    facts.RepeatedDisputePatternDetected: contracts.RepeatedDisputePatternDetected,
    facts.FurtherDialogueRecommended: contracts.FurtherDialogueRecommended,
    facts.DialogueAgreed: contracts.DialogueAgreed,
    facts.FurtherDialogueHeld: contracts.FurtherDialogueHeld,
    facts.RepeatedDisputePatternClosed: contracts.RepeatedDisputePatternClosed,
    facts.CompactReviewSuggested: contracts.CompactReviewSuggested,
    group_facts.ActionItemRecorded: contracts.ActionItemRecorded,
    group_facts.ActionItemMoved: contracts.ActionItemMoved,
    group_facts.ActionItemDropped: contracts.ActionItemDropped,
    group_facts.ActionItemDone: contracts.ActionItemDone,
    group_facts.LearningMeetingPlanned: contracts.LearningMeetingPlanned,
    group_facts.LearningMeetingMoved: contracts.LearningMeetingMoved,
    group_facts.LearningMeetingCancelled: contracts.LearningMeetingCancelled,
    group_facts.LearningMeetingHeld: contracts.LearningMeetingHeld,
    group_facts.ReportPublished: contracts.ReportPublished,
}


def tell(recorded: Recorded) -> Contract | None:
    contract = SAME.get(type(recorded.fact))
    return contract(**dict(recorded.fact)) if contract else None
