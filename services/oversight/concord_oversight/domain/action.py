"""An action that the group agreed on: recorded with owner and date, moved, done or given up."""

from dataclasses import dataclass, replace
from datetime import date

from concord_oversight.domain import group_facts as facts
from concord_oversight.domain.group_commands import (
    CompleteActionItem,
    DropActionItem,
    MoveActionItem,
    RecordActionItem,
)
from concord_oversight.domain.learning import reason_given
from concord_oversight.domain.lesson import Lesson
from concord_oversight.domain.named_actions import KIND, past, recorded
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed

PREFIX = "action-"
DONE, DROPPED = "done", "dropped"
FROM = ("from_lesson", "from_pattern", "from_meeting")


@dataclass(frozen=True)
class Action:
    """`ended` is done or dropped; None while it is still to be done."""

    item_id: str
    due_on: date | None = None
    ended: str | None = None

    @property
    def open(self) -> bool:
        return self.due_on is not None and self.ended is None


def start(stream: str) -> Action:
    return Action(stream)


def evolve(state: Action, fact: Fact, _on: date) -> Action:
    match fact:
        case facts.ActionItemRecorded() | facts.ActionItemMoved():
            return replace(state, due_on=fact.due_on)
        case facts.ActionItemDone():
            return replace(state, ended=DONE)
        case facts.ActionItemDropped():
            return replace(state, ended=DROPPED)
        case _:
            return state


@dataclass(frozen=True)
class Sources:
    """Where an action may come from: whether the pattern and the meeting that it names are on record."""

    lesson: Lesson
    pattern: bool
    meeting: bool


def record(command: RecordActionItem, item_id: str, on: date, sources: Sources) -> Decision:
    refusal = _unknown(command, sources) or past(command.due_on, on)
    if refusal is not None:
        return refuse(refusal)
    named = {name: getattr(command, name) for name in FROM}
    first = command.from_lesson is not None and not sources.lesson.taken_up
    return accept(recorded(command, item_id, **named, first_of_lesson=first))


def _unknown(command: RecordActionItem, sources: Sources) -> Refusal | None:
    """For now: what is told of a lesson may still be on its way."""
    there = dict(zip(FROM, (sources.lesson.known, sources.pattern, sources.meeting), strict=True))
    unknown = [name for name in FROM if getattr(command, name) is not None and not there[name]]
    return UNKNOWN_SOURCE.model_copy(update={"field": unknown[0]}) if unknown else None


def complete(command: CompleteActionItem, state: Action, on: date) -> Decision:
    if not state.open:
        return refuse(NOT_OPEN)
    done_on = command.done_on or on
    if done_on > on:
        return refuse(NOT_DONE_YET)
    return accept(facts.ActionItemDone(item_id=state.item_id, done_on=done_on))


def move(command: MoveActionItem, state: Action, on: date) -> Decision:
    refusal = _in_the_way(state, command.reason) or past(command.due_on, on)
    if refusal is not None or state.due_on is None:
        return refuse(refusal or NOT_OPEN)
    reason = Sealed(KIND, state.item_id, command.reason.strip())
    moved = facts.ActionItemMoved(item_id=state.item_id, old_due_on=state.due_on, due_on=command.due_on, reason=reason)
    return accept(moved)


def drop(command: DropActionItem, state: Action) -> Decision:
    if refusal := _in_the_way(state, command.reason):
        return refuse(refusal)
    reason = Sealed(KIND, state.item_id, command.reason.strip())
    return accept(facts.ActionItemDropped(item_id=state.item_id, reason=reason))


def _in_the_way(state: Action, reason: str) -> Refusal | None:
    return reason_given(reason) if state.open else NOT_OPEN


NOT_OPEN = Refusal(
    code="ActionNotOpen",
    message="No open action has this id: there is none, or it is done or was given up ('concord actions' lists them).",
    field="item_id",
)
NOT_DONE_YET = Refusal(code="DateInFuture", message="Record it once it is done.", field="done_on")
UNKNOWN_SOURCE = Refusal(
    code="UnknownSource",
    message="Nothing of this id has been heard of here. Compare it with the list that it comes from.",
    passing=True,
)
