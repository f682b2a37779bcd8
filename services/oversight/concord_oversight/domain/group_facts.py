"""What the group that learns did and means to do, what was published, and what was released on request."""

from datetime import date

from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class LessonKnown(Fact):
    """A lesson was recorded at the end of some case; its words stay with intake."""

    stored_name = "oversight.lesson-known.v1"
    lesson_id: str


class LessonTakenUp(Fact):
    stored_name = "oversight.lesson-taken-up.v1"
    lesson_id: str
    item_id: str


class ActionItemRecorded(Fact):
    """`what` is in the group's own words; `first_of_lesson` where the lesson led to no action before."""

    stored_name = "oversight.action-item-recorded.v1"
    item_id: str
    what: Sealed
    owner_office: str
    due_on: date
    from_lesson: str | None = None
    from_pattern: str | None = None
    from_meeting: str | None = None
    first_of_lesson: bool = False


class ActionItemMoved(Fact):
    stored_name = "oversight.action-item-moved.v1"
    item_id: str
    old_due_on: date
    due_on: date
    reason: Sealed


class ActionItemDropped(Fact):
    stored_name = "oversight.action-item-dropped.v1"
    item_id: str
    reason: Sealed


class ActionItemDone(Fact):
    stored_name = "oversight.action-item-done.v1"
    item_id: str
    done_on: date


class LearningMeetingPlanned(Fact):
    stored_name = "oversight.learning-meeting-planned.v1"
    meeting_id: str
    meets_on: date
    agenda: tuple[Sealed, ...] = ()


class LearningMeetingMoved(Fact):
    stored_name = "oversight.learning-meeting-moved.v1"
    meeting_id: str
    old_meets_on: date
    meets_on: date
    reason: Sealed


class LearningMeetingCancelled(Fact):
    stored_name = "oversight.learning-meeting-cancelled.v1"
    meeting_id: str
    reason: Sealed


class LearningMeetingHeld(Fact):
    stored_name = "oversight.learning-meeting-held.v1"
    meeting_id: str
    held_on: date
    partners_present: tuple[str, ...]
    lessons_shared: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class ReportPublished(Fact):
    """`at_position` is of oversight's store: the same report can be made from the record as it stood then."""

    stored_name = "oversight.report-published.v1"
    report: str
    from_on: date
    until_on: date
    at_position: int
    sha256: str


class DisclosureDecided(Fact):
    """`request_ref` is the holder's own; what is asked for and why it was decided so are sealed."""

    stored_name = "oversight.disclosure-decided.v1"
    disclosure_id: str
    request_ref: str
    holder: str
    items: tuple[Sealed, ...]
    released: bool
    ground: Sealed


GROUP_FACTS: tuple[type[Fact], ...] = (
    LessonKnown,
    LessonTakenUp,
    ActionItemRecorded,
    ActionItemMoved,
    ActionItemDropped,
    ActionItemDone,
    LearningMeetingPlanned,
    LearningMeetingMoved,
    LearningMeetingCancelled,
    LearningMeetingHeld,
    ReportPublished,
    DisclosureDecided,
)
