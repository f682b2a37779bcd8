"""Told by oversight: repeats, the dialogue and the reviews that they call for. A call for talk, never a finding."""

from datetime import date

from concord_shared.contracts.base import Contract


class RepeatedDisputeNoted(Contract):
    """`accepted_on` are the dates of `case_ids`, in their order."""

    pattern_id: str
    level: str
    key: str
    count: int
    case_ids: tuple[str, ...]
    accepted_on: tuple[date, ...] = ()
    respondents: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    window_from: date
    window_to: date
    rule_version: str


class RepeatedDisputePatternDetected(RepeatedDisputeNoted):
    """Again with the same `pattern_id` and a higher count for each later case."""


class FurtherDialogueRecommended(Contract):
    pattern_id: str
    invited: tuple[str, ...]
    respondents: tuple[str, ...] = ()


class CompactReviewSuggested(Contract):
    why: str
    case_id: str | None = None
    commitments: tuple[str, ...] = ()


TOLD = (RepeatedDisputeNoted, RepeatedDisputePatternDetected, FurtherDialogueRecommended, CompactReviewSuggested)
