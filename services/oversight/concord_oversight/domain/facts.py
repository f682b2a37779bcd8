"""What oversight counted and what it called for."""

from datetime import date

from concord_oversight.domain.group_facts import GROUP_FACTS
from concord_shared.contracts.reporting import Figure
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class DisputeCounted(Fact):
    """One accepted case; `adopted` is False while no member raises it or has taken it up: then it triggers nothing."""

    stored_name = "oversight.dispute-counted.v1"
    case_id: str
    raising: tuple[str, ...]
    respondents: tuple[str, ...]
    commitments: tuple[str, ...]
    themes: tuple[str, ...]
    accepted_on: date
    adopted: bool
    rule_version: str


class TrialLeftOut(Fact):
    """A case that only tries the procedure out: nothing of it is counted or reported."""

    stored_name = "oversight.trial-left-out.v1"
    case_id: str


class DisputeAdopted(Fact):
    stored_name = "oversight.dispute-adopted.v1"
    case_id: str
    raising: tuple[str, ...]


class RespondentJoined(Fact):
    stored_name = "oversight.respondent-joined.v1"
    case_id: str
    org: str


class RaiserJoined(Fact):
    """One more on the side that raised the case: another pair of organisations."""

    stored_name = "oversight.raiser-joined.v1"
    case_id: str
    org: str


class DisputeSplit(Fact):
    """`left` go on in a case of their own, which counts with this one."""

    stored_name = "oversight.dispute-split.v1"
    case_id: str
    linked_case: str
    left: tuple[str, ...]


class DisputeSplitOff(Fact):
    """A case that was split from another: it is counted already, under `counted_as`, once for each respondent."""

    stored_name = "oversight.dispute-split-off.v1"
    case_id: str
    counted_as: str
    raising: tuple[str, ...]
    respondents: tuple[str, ...]
    commitments: tuple[str, ...]
    themes: tuple[str, ...]
    accepted_on: date


class DisputeEnded(Fact):
    stored_name = "oversight.dispute-ended.v1"
    case_id: str
    reason: str
    closed_on: date


class RepeatCounted(Fact):
    """A case counted under one key; `count` is of the window that ends on its date, or on a later case's where this one
    came in late and that window holds more. Not `adopted`, it is counted apart: those are the `unadopted` of the
    window. `commitments` are as version `numbered_in` of the pack numbers them."""

    stored_name = "oversight.repeat-counted.v1"
    level: str
    key: str
    case_id: str
    accepted_on: date
    respondents: tuple[str, ...]
    commitments: tuple[str, ...] = ()
    count: int
    adopted: bool = True
    unadopted: int = 0
    numbered_in: str | None = None


class RepeatTakenBack(Fact):
    """A case that was counted under this key turned out to be another one over again (merged). `respondents` are those
    for whom it still counts, with a part that was split off. `count` are left in the window; `noted` says whether that
    is still worth a note."""

    stored_name = "oversight.repeat-taken-back.v1"
    pattern_id: str
    key: str
    case_id: str
    respondents: tuple[str, ...] = ()
    count: int
    noted: bool


class Repeat(Fact):
    """What notes and patterns say. `first` where nobody was told of this key in this way before, or not since it was
    closed. `unadopted` concerns of the window, which no member has taken up, are not in `count`."""

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
    first: bool = True
    unadopted: int = 0


class RepeatedDisputeNoted(Repeat):
    stored_name = "oversight.repeated-dispute-noted.v1"


class RepeatedDisputePatternDetected(Repeat):
    """Again with the same `pattern_id` for each later case. `outcomes` counts how its cases ended, by reason, those
    still going on as ``open``."""

    stored_name = "oversight.repeated-dispute-pattern-detected.v1"
    outcomes: dict[str, int] = {}


class FurtherDialogueRecommended(Fact):
    stored_name = "oversight.further-dialogue-recommended.v1"
    pattern_id: str
    invited: tuple[str, ...]
    respondents: tuple[str, ...] = ()


class DialogueAgreed(Fact):
    """An organisation that raised one of the cases counted takes part in the talk (handbook 5.2: if they agree)."""

    stored_name = "oversight.dialogue-agreed.v1"
    pattern_id: str
    invited: tuple[str, ...]


class FurtherDialogueHeld(Fact):
    """The pattern closes by itself after `quiet_months` without a new case; None: it does not. `actions` are words
    of the group's own."""

    stored_name = "oversight.further-dialogue-held.v1"
    pattern_id: str
    held_on: date
    respondents: tuple[str, ...] = ()
    offices_present: tuple[str, ...]
    actions: tuple[Sealed, ...] = ()
    quiet_months: int | None = None


class RepeatedDisputePatternClosed(Fact):
    """`why` is quiet_since_dialogue, decided or duplicates_merged; `reason` the group's own words."""

    stored_name = "oversight.repeated-dispute-pattern-closed.v1"
    pattern_id: str
    why: str
    respondents: tuple[str, ...] = ()
    reason: Sealed | None = None


class CompactReviewSuggested(Fact):
    stored_name = "oversight.compact-review-suggested.v1"
    why: str
    case_id: str | None = None
    commitments: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()


class Reported(Fact):
    """A public fact as a report may see it. `of` is ``service.Fact``; `position` where it stands in that service's
    store, 0 for oversight's own."""

    stored_name = "oversight.reported.v1"
    of: str
    position: int = 0
    figures: dict[str, Figure] = {}


FACTS: tuple[type[Fact], ...] = (
    TrialLeftOut,
    DisputeCounted,
    DisputeAdopted,
    RespondentJoined,
    RaiserJoined,
    DisputeSplit,
    DisputeSplitOff,
    DisputeEnded,
    RepeatCounted,
    RepeatTakenBack,
    RepeatedDisputeNoted,
    RepeatedDisputePatternDetected,
    FurtherDialogueRecommended,
    DialogueAgreed,
    FurtherDialogueHeld,
    RepeatedDisputePatternClosed,
    CompactReviewSuggested,
    Reported,
    *GROUP_FACTS,
)
