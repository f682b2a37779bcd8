"""A meeting at which partners share what they have learned: planned, moved, called off or held."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from concord_oversight.domain import group_facts as facts
from concord_oversight.domain.action import UNKNOWN_SOURCE
from concord_oversight.domain.group_commands import (
    CancelLearningMeeting,
    MoveLearningMeeting,
    PlanLearningMeeting,
    RecordLearningMeeting,
)
from concord_oversight.domain.learning import reason_given
from concord_oversight.domain.named_actions import KIND, any_past, each_recorded, past
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.directory import DirectoryCopy
from concord_shared.facts import Fact
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed

PREFIX = "meeting-"


@dataclass(frozen=True)
class Meeting:
    """`over` once it was held or called off."""

    meeting_id: str
    meets_on: date | None = None
    over: bool = False

    @property
    def open(self) -> bool:
        return self.meets_on is not None and not self.over


def start(stream: str) -> Meeting:
    return Meeting(stream)


def evolve(state: Meeting, fact: Fact, _on: date) -> Meeting:
    match fact:
        case facts.LearningMeetingPlanned() | facts.LearningMeetingMoved():
            return replace(state, meets_on=fact.meets_on)
        case facts.LearningMeetingHeld() | facts.LearningMeetingCancelled():
            return replace(state, over=True)
        case _:
            return state


def plan(command: PlanLearningMeeting, meeting_id: str, on: date) -> Decision:
    if refusal := _past(command.meets_on, on):
        return refuse(refusal)
    agenda = tuple(Sealed(KIND, meeting_id, each) for each in command.agenda)
    return accept(facts.LearningMeetingPlanned(meeting_id=meeting_id, meets_on=command.meets_on, agenda=agenda))


def move(command: MoveLearningMeeting, state: Meeting, on: date) -> Decision:
    refusal = _in_the_way(state, command.reason) or _past(command.meets_on, on)
    if refusal is not None or state.meets_on is None:
        return refuse(refusal or NOT_PLANNED)
    moved = facts.LearningMeetingMoved(
        meeting_id=state.meeting_id,
        old_meets_on=state.meets_on,
        meets_on=command.meets_on,
        reason=Sealed(KIND, state.meeting_id, command.reason.strip()),
    )
    return accept(moved)


def cancel(command: CancelLearningMeeting, state: Meeting) -> Decision:
    if refusal := _in_the_way(state, command.reason):
        return refuse(refusal)
    reason = Sealed(KIND, state.meeting_id, command.reason.strip())
    return accept(facts.LearningMeetingCancelled(meeting_id=state.meeting_id, reason=reason))


def hold(
    command: RecordLearningMeeting,
    state: Meeting,
    on: date,
    directory: DirectoryCopy,
    fresh: Sequence[str],
    unknown: Sequence[str],
) -> Decision:
    """The meeting, and its actions under the ids in `fresh`, one for each; `unknown` are lessons of no such id."""
    if refusal := _not_held(command, state, on, directory):
        return refuse(refusal)
    if unknown:
        return refuse(UNKNOWN_SOURCE.model_copy(update={"field": "lessons_shared"}))
    items = each_recorded(command.actions, fresh, from_meeting=state.meeting_id)
    held = facts.LearningMeetingHeld(
        meeting_id=state.meeting_id,
        held_on=command.held_on,
        partners_present=tuple(dict.fromkeys(command.partners_present)),
        lessons_shared=tuple(dict.fromkeys(command.lessons_shared)),
        items=tuple(fresh),
    )
    return accept(held, *items)


def _not_held(command: RecordLearningMeeting, state: Meeting, on: date, directory: DirectoryCopy) -> Refusal | None:
    if not state.open:
        return NOT_PLANNED
    if command.held_on > on:
        return NOT_HELD_YET
    if unknown := [org for org in command.partners_present if directory.organisation(org) is None]:
        message = f"The directory knows no '{unknown[0]}': name organisations by their ids there."
        return Refusal(code="UnknownOrganisation", message=message, field="partners_present")
    return any_past(command.actions, on)


def _in_the_way(state: Meeting, reason: str) -> Refusal | None:
    return reason_given(reason) if state.open else NOT_PLANNED


def _past(meets_on: date, on: date) -> Refusal | None:
    refusal = past(meets_on, on)
    return refusal.model_copy(update={"field": "meets_on"}) if refusal else None


NOT_PLANNED = Refusal(
    code="MeetingNotPlanned",
    message="No meeting of this id is still to be held: it was not planned, or was held or called off "
    "('concord meetings' lists them).",
    field="meeting_id",
)
NOT_HELD_YET = Refusal(code="DateInFuture", message="Record the meeting once it has been held.", field="held_on")
