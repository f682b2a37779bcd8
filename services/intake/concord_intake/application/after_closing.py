"""What follows a case in streams of its own: lessons as they may be shared, answers without a case or a person."""

from collections.abc import Iterator
from typing import cast

from concord_intake.domain import sharing, surveying
from concord_intake.domain.commands import AnswerSurvey, CaseCommand, ShareLesson
from concord_intake.domain.facts import LessonRecorded
from concord_intake.domain.state import Case
from concord_shared.decisions import Decision, Outcome, Write
from concord_shared.facts import On
from concord_shared.packs.model import Pack
from concord_shared.parts import Desk, Request
from concord_shared.world import World


def beside(command: CaseCommand, decision: Decision, state: Case, desk: Desk, pack: Pack) -> Iterator[Write]:
    """What an accepted command adds outside the case's own stream."""
    pinned = (pack.id, pack.version)
    for happened in decision.facts:
        fact = happened.fact if isinstance(happened, On) else happened
        if isinstance(fact, LessonRecorded):
            filed = sharing.filed(fact, state, desk.on)
            yield Write(f"{sharing.PREFIX}{fact.lesson_id}", (filed,), state.id, pinned)
    if isinstance(command, AnswerSurvey):
        stream = f"{surveying.PREFIX}{desk.ids.opaque()}"
        yield Write(stream, (surveying.answers(command),), None, pinned, apart=True)


def share_lesson(request: Request, desk: Desk) -> Outcome:
    command = cast(ShareLesson, request.command)
    stream, pack = f"{sharing.PREFIX}{command.lesson_id}", desk.pack()
    state: sharing.Lesson = desk.load(stream)
    world = World(desk.actor, desk.on, desk.now, pack, desk.calendar(pack), desk.directory)
    decision = sharing.share(command, state, world)
    write = Write(stream, decision.facts, state.case, (pack.id, pack.version))
    return Outcome((write,), decision.refusal, {"lesson_id": command.lesson_id})
