"""Told by oversight: repeats, the dialogue and the reviews that they call for. A call for talk, never a finding."""

from datetime import date

from concord_shared.contracts.base import Contract


class RepeatedDisputeNoted(Contract):
    """`accepted_on` are the dates of `case_ids`, in their order. `first` is False where an earlier one is brought up to
    date. `unadopted` concerns of the window, which no member has taken up, are not in `count`."""

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
    first: bool = True
    unadopted: int = 0


class RepeatedDisputePatternDetected(RepeatedDisputeNoted):
    """Again with the same `pattern_id` for each later case. `outcomes` counts how its cases ended, by reason, those
    still going on as ``open``."""

    outcomes: dict[str, int] = {}


class FurtherDialogueRecommended(Contract):
    pattern_id: str
    invited: tuple[str, ...]
    respondents: tuple[str, ...] = ()


class FurtherDialogueHeld(Contract):
    """When, and which offices were there; not what was said or what they mean to do."""

    pattern_id: str
    held_on: date
    offices_present: tuple[str, ...]
    respondents: tuple[str, ...] = ()


class RepeatedDisputePatternClosed(Contract):
    """`why` is quiet_since_dialogue, decided (by the learning group) or duplicates_merged."""

    pattern_id: str
    why: str
    respondents: tuple[str, ...] = ()


class CompactReviewSuggested(Contract):
    """`why` is unresolved (then with its case) or systemic."""

    why: str
    case_id: str | None = None
    commitments: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()


TOLD = (
    RepeatedDisputeNoted,
    RepeatedDisputePatternDetected,
    FurtherDialogueRecommended,
    FurtherDialogueHeld,
    RepeatedDisputePatternClosed,
    CompactReviewSuggested,
)
