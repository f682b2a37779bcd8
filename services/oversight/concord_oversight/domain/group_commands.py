"""What the group that learns is asked to do beside patterns, and what the information officer is."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Opaque = r"[0-9a-f]{32}"
Line = Annotated[str, Field(min_length=1, max_length=300)]
Reason = Annotated[str, Field(max_length=500)]
Office = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,79}$")]
Org = Annotated[str, Field(min_length=1, max_length=80)]
ItemId = Annotated[str, Field(pattern=rf"^action-{Opaque}$")]
MeetingId = Annotated[str, Field(pattern=rf"^meeting-{Opaque}$")]
LessonId = Annotated[str, Field(pattern=rf"^{Opaque}$")]
PatternId = Annotated[str, Field(pattern=r"^pattern-[0-9a-f]{16}$")]
ReportId = Annotated[str, Field(pattern=r"^RP[1-9][0-9]?$")]
Reference = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9/._-]{0,79}$")]


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ActionNamed(Body):
    """What is to be done, by which office, and by which day."""

    what: Line
    owner_office: Office
    due_on: date


class RecordActionItem(ActionNamed):
    """By the group that learns: an action with its owner and its date, and where it comes from, if from somewhere."""

    from_lesson: LessonId | None = None
    from_pattern: PatternId | None = None
    from_meeting: MeetingId | None = None


class CompleteActionItem(Body):
    """By the group that learns: the action is done; on `done_on`, or today."""

    item_id: ItemId
    done_on: date | None = None


class MoveActionItem(Body):
    """By the group that learns: another due date, and why."""

    item_id: ItemId
    due_on: date
    reason: Reason = ""


class DropActionItem(Body):
    """By the group that learns: the action is given up, and why."""

    item_id: ItemId
    reason: Reason = ""


class PlanLearningMeeting(Body):
    """By the group that learns: the day on which it meets to share what was learned."""

    meets_on: date
    agenda: tuple[Line, ...] = Field(default=(), max_length=50)


class MoveLearningMeeting(Body):
    """By the group that learns: another day, and why."""

    meeting_id: MeetingId
    meets_on: date
    reason: Reason = ""


class CancelLearningMeeting(Body):
    """By the group that learns: it will not meet, and why."""

    meeting_id: MeetingId
    reason: Reason = ""


class RecordLearningMeeting(Body):
    """By the group that learns: when it met, which organisations were there, which lessons were shared, and the
    actions that came of it, each with owner and date."""

    meeting_id: MeetingId
    held_on: date
    partners_present: tuple[Org, ...] = Field(min_length=1, max_length=100)
    lessons_shared: tuple[LessonId, ...] = Field(default=(), max_length=100)
    actions: tuple[ActionNamed, ...] = Field(default=(), max_length=50)


class PublishReport(Body):
    """By the information officer or the group that learns: this report of this period went out, made from the record
    as far as `at_position` of oversight's store. `sha256` is of the file's bytes."""

    report: ReportId
    from_on: date
    until_on: date
    at_position: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class DecideDisclosure(Body):
    """By the information officer: whether what `holder` holds is released on the request that it knows by
    `request_ref`, and on what ground."""

    request_ref: Reference
    holder: Org
    items: tuple[Line, ...] = Field(min_length=1, max_length=100)
    released: bool
    ground: str = Field(default="", max_length=2_000)
