"""One body that meets, and the days on which it does."""

from dataclasses import dataclass, replace
from datetime import date

from concord_directory.domain import commands, facts
from concord_directory.domain.authority import Scene, not_of_the_body
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.refusals import Refusal


@dataclass(frozen=True)
class Body:
    body: str
    meets_on: frozenset[date] = frozenset()


def start(stream: str) -> Body:
    return Body(stream.removeprefix("body-"))


def evolve(state: Body, fact: Fact, _on: date) -> Body:
    match fact:
        case facts.MeetingScheduled(meets_on=day):
            return replace(state, meets_on=state.meets_on | {day})
        case facts.MeetingMoved(meets_on=day, replaces=old):
            return replace(state, meets_on=(state.meets_on - {old}) | {day})
        case _:
            return state


def decide(
    command: commands.ScheduleMeeting, state: Body, scene: Scene, seats: frozenset[str], *, known: bool
) -> Decision:
    """`known`: the pack names the body, or somebody holds a seat in it; `seats` are for whom."""
    refusal = not_of_the_body(scene, state.body, seats) or _not_possible(command, state, known)
    if refusal:
        return refuse(refusal)
    if command.replaces is None:
        return accept(facts.MeetingScheduled(body=state.body, meets_on=command.meets_on))
    return accept(facts.MeetingMoved(body=state.body, meets_on=command.meets_on, replaces=command.replaces))


def _not_possible(command: commands.ScheduleMeeting, state: Body, known: bool) -> Refusal | None:
    if not known:
        message = f"No body '{state.body}' is known: the pack does not name it and nobody holds a seat in it."
        return Refusal(code="UnknownBody", message=message, field="body")
    if command.meets_on in state.meets_on:
        message = f"That body meets on {command.meets_on:%d %B %Y} already."
        return Refusal(code="AlreadyRegistered", message=message, field="meets_on")
    if command.replaces is not None and command.replaces not in state.meets_on:
        message = f"No meeting on {command.replaces:%d %B %Y} is entered that could be moved."
        return Refusal(code="UnknownMeeting", message=message, field="replaces")
    return None
