"""Told by oversight: repeats and the dialogue they call for; what the group that learns does and publishes."""

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


class DialogueAgreed(Contract):
    """`invited` is the organisation that agrees to take part in the talk, one of those that had raised it."""

    pattern_id: str
    invited: tuple[str, ...]


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


class ActionItemRecorded(Contract):
    """Row 71, without its words: `from_lesson`, `from_pattern` and `from_meeting` are ids of where it comes from;
    `first_of_lesson` where that lesson led to no action before."""

    item_id: str
    owner_office: str
    due_on: date
    from_lesson: str | None = None
    from_pattern: str | None = None
    from_meeting: str | None = None
    first_of_lesson: bool = False


class ActionItemMoved(Contract):
    item_id: str
    old_due_on: date
    due_on: date


class ActionItemDropped(Contract):
    item_id: str


class ActionItemDone(Contract):
    item_id: str
    done_on: date


class LearningMeetingPlanned(Contract):
    meeting_id: str
    meets_on: date


class LearningMeetingMoved(Contract):
    meeting_id: str
    old_meets_on: date
    meets_on: date


class LearningMeetingCancelled(Contract):
    meeting_id: str


class LearningMeetingHeld(Contract):
    """`partners_present` are organisations."""

    meeting_id: str
    held_on: date
    partners_present: tuple[str, ...]


class ReportPublished(Contract):
    """Row 72: the report by its id, the period from `from_on` up to and including `until_on`, and the position of
    oversight's store that it was made at; `sha256` is of the file."""

    report: str
    from_on: date
    until_on: date
    at_position: int
    sha256: str


TOLD = (
    RepeatedDisputeNoted,
    RepeatedDisputePatternDetected,
    FurtherDialogueRecommended,
    DialogueAgreed,
    FurtherDialogueHeld,
    RepeatedDisputePatternClosed,
    CompactReviewSuggested,
    ActionItemRecorded,
    ActionItemMoved,
    ActionItemDropped,
    ActionItemDone,
    LearningMeetingPlanned,
    LearningMeetingMoved,
    LearningMeetingCancelled,
    LearningMeetingHeld,
    ReportPublished,
)
