"""What oversight counted and what it called for."""

from datetime import date

from concord_shared.facts import Fact


class DisputeCounted(Fact):
    """One accepted case; `adopted` is False while no member has taken it up: then it triggers nothing."""

    stored_name = "oversight.dispute-counted.v1"
    case_id: str
    raising: tuple[str, ...]
    respondents: tuple[str, ...]
    commitments: tuple[str, ...]
    themes: tuple[str, ...]
    accepted_on: date
    adopted: bool
    rule_version: str


class DisputeAdopted(Fact):
    stored_name = "oversight.dispute-adopted.v1"
    case_id: str
    raising: tuple[str, ...]


class RespondentJoined(Fact):
    stored_name = "oversight.respondent-joined.v1"
    case_id: str
    org: str


class DisputeEnded(Fact):
    stored_name = "oversight.dispute-ended.v1"
    case_id: str
    reason: str
    closed_on: date


class RepeatCounted(Fact):
    """A case counted under one key; `count` is of the window that ends on its date."""

    stored_name = "oversight.repeat-counted.v1"
    level: str
    key: str
    case_id: str
    accepted_on: date
    respondents: tuple[str, ...]
    commitments: tuple[str, ...] = ()
    count: int


class _Repeat(Fact):
    pattern_id: str
    level: str
    key: str
    count: int
    case_ids: tuple[str, ...]
    accepted_on: tuple[date, ...]
    respondents: tuple[str, ...]
    commitments: tuple[str, ...] = ()
    window_from: date
    window_to: date
    rule_version: str


class RepeatedDisputeNoted(_Repeat):
    stored_name = "oversight.repeated-dispute-noted.v1"


class RepeatedDisputePatternDetected(_Repeat):
    """Again with the same `pattern_id` for each later case."""

    stored_name = "oversight.repeated-dispute-pattern-detected.v1"


class FurtherDialogueRecommended(Fact):
    stored_name = "oversight.further-dialogue-recommended.v1"
    pattern_id: str
    invited: tuple[str, ...]
    respondents: tuple[str, ...] = ()


class FurtherDialogueHeld(Fact):
    """The pattern closes by itself after `quiet_months` without a new case; None: it does not."""

    stored_name = "oversight.further-dialogue-held.v1"
    pattern_id: str
    held_on: date
    offices_present: tuple[str, ...]
    actions: tuple[str, ...] = ()
    quiet_months: int | None = None


class RepeatedDisputePatternClosed(Fact):
    stored_name = "oversight.repeated-dispute-pattern-closed.v1"
    pattern_id: str
    reason: str


class CompactReviewSuggested(Fact):
    stored_name = "oversight.compact-review-suggested.v1"
    why: str
    case_id: str | None = None
    commitments: tuple[str, ...] = ()


FACTS: tuple[type[Fact], ...] = (
    DisputeCounted,
    DisputeAdopted,
    RespondentJoined,
    DisputeEnded,
    RepeatCounted,
    RepeatedDisputeNoted,
    RepeatedDisputePatternDetected,
    FurtherDialogueRecommended,
    FurtherDialogueHeld,
    RepeatedDisputePatternClosed,
    CompactReviewSuggested,
)
