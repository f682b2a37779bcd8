"""What the writer runs for the work of the group that learns, and for what is published or released."""

from collections.abc import Callable, Iterable
from typing import Any

from concord_oversight.application.reporting import with_own
from concord_oversight.domain import action, learning, lesson, meeting, publishing
from concord_oversight.domain.group_commands import ActionNamed
from concord_oversight.domain.group_facts import ActionItemRecorded, LessonTakenUp
from concord_shared.contracts.base import Told
from concord_shared.decisions import Decision, Happening, Outcome, Write
from concord_shared.parts import Desk, Request

Decide = Callable[[Any, Desk], tuple[str, Decision]]
Handle = Callable[[Request, Desk], Outcome]


def by_the_group(decide: Decide) -> Handle:
    """For members of the group that learns alone; `decide` gives the stream's id beside the decision."""

    def handle(request: Request, desk: Desk) -> Outcome:
        refusal = learning.not_of_the_group(desk.actor, desk.pack().monitoring.repeat_rule)
        return Outcome(refusal=refusal) if refusal else by_anybody(decide)(request, desk)

    return handle


def by_anybody(decide: Decide) -> Handle:
    """The decision itself says who may."""

    def handle(request: Request, desk: Desk) -> Outcome:
        stream, decision = decide(request.command, desk)
        return outcome_of(stream, decision, desk)

    return handle


def outcome_of(stream: str, decision: Decision, desk: Desk) -> Outcome:
    """Each action goes into a stream of its own, and the lesson that it comes from knows of it."""
    own = [each for each in decision.facts if not isinstance(each, ActionItemRecorded)]
    items = [each for each in decision.facts if isinstance(each, ActionItemRecorded)]
    writes = [_write(stream, own, desk)] if own else []
    for item in items:
        writes.append(_write(item.item_id, [item], desk))
        if item.from_lesson is not None:
            taken_up = LessonTakenUp(lesson_id=item.from_lesson, item_id=item.item_id)
            writes.append(_write(f"{lesson.PREFIX}{item.from_lesson}", [taken_up], desk))
    answer = {"id": stream, "items": [item.item_id for item in items]}
    return with_own(Outcome(tuple(writes), decision.refusal, answer), desk)


def fresh_items(named: Iterable[ActionNamed], desk: Desk) -> list[str]:
    return [f"{action.PREFIX}{desk.ids.opaque()}" for _ in named]


def _write(stream: str, facts: Iterable[Happening], desk: Desk) -> Write:
    pack = desk.pack()
    return Write(stream, tuple(facts), None, (pack.id, pack.version))


def lesson_recorded(told: Told, desk: Desk) -> Outcome:
    contract: Any = told.contract
    stream = f"{lesson.PREFIX}{contract.lesson_id}"
    if not contract.lesson_id or desk.load(stream).known:
        return Outcome()
    return Outcome((_write(stream, [lesson.known(contract.lesson_id)], desk),))


def _record_action(command: Any, desk: Desk) -> tuple[str, Decision]:
    item_id = f"{action.PREFIX}{desk.ids.opaque()}"
    sources = action.Sources(
        lesson=desk.load(f"{lesson.PREFIX}{command.from_lesson}"),
        pattern=command.from_pattern is not None and bool(desk.load(command.from_pattern).cases),
        meeting=command.from_meeting is not None and desk.load(command.from_meeting).meets_on is not None,
    )
    return item_id, action.record(command, item_id, desk.on, sources)


def _complete(command: Any, desk: Desk) -> tuple[str, Decision]:
    return command.item_id, action.complete(command, desk.load(command.item_id), desk.on)


def _move_action(command: Any, desk: Desk) -> tuple[str, Decision]:
    return command.item_id, action.move(command, desk.load(command.item_id), desk.on)


def _drop(command: Any, desk: Desk) -> tuple[str, Decision]:
    return command.item_id, action.drop(command, desk.load(command.item_id))


def _plan(command: Any, desk: Desk) -> tuple[str, Decision]:
    meeting_id = f"{meeting.PREFIX}{desk.ids.opaque()}"
    return meeting_id, meeting.plan(command, meeting_id, desk.on)


def _move_meeting(command: Any, desk: Desk) -> tuple[str, Decision]:
    return command.meeting_id, meeting.move(command, desk.load(command.meeting_id), desk.on)


def _cancel(command: Any, desk: Desk) -> tuple[str, Decision]:
    return command.meeting_id, meeting.cancel(command, desk.load(command.meeting_id))


def _hold(command: Any, desk: Desk) -> tuple[str, Decision]:
    state, fresh = desk.load(command.meeting_id), fresh_items(command.actions, desk)
    unknown = [each for each in command.lessons_shared if not desk.load(f"{lesson.PREFIX}{each}").known]
    decision = meeting.hold(command, state, desk.on, desk.directory, fresh, unknown)
    return command.meeting_id, decision


def _publish(command: Any, desk: Desk) -> tuple[str, Decision]:
    stream = publishing.stream_of(command)
    rule = desk.pack().monitoring.repeat_rule
    return stream, publishing.publish(command, desk.load(stream), desk.actor, desk.on, rule)


def _disclose(command: Any, desk: Desk) -> tuple[str, Decision]:
    disclosure_id = f"{publishing.DISCLOSURE}{desk.ids.opaque()}"
    return disclosure_id, publishing.disclose(command, disclosure_id, desk.actor, desk.directory)


record_action = by_the_group(_record_action)
complete_action = by_the_group(_complete)
move_action = by_the_group(_move_action)
drop_action = by_the_group(_drop)
plan_meeting = by_the_group(_plan)
move_meeting = by_the_group(_move_meeting)
cancel_meeting = by_the_group(_cancel)
record_meeting = by_the_group(_hold)
publish_report = by_anybody(_publish)
decide_disclosure = by_anybody(_disclose)
