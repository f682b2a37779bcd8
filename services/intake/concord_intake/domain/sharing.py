"""A lesson in a stream of its own: filed when it is recorded, shared once its words name nobody."""

from dataclasses import dataclass, replace
from datetime import date

from concord_intake.domain.apart_facts import LessonFiled, LessonShared
from concord_intake.domain.facts import LessonRecorded
from concord_intake.domain.life_commands import ShareLesson
from concord_intake.domain.standing import COORDINATOR
from concord_intake.domain.state import Case
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.packs.offices import learning_offices
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

PREFIX = "lesson-"


@dataclass(frozen=True)
class Lesson:
    """`shareable` is what whoever gave it said; `case` is None where there is no such lesson."""

    lesson_id: str
    case: str | None = None
    shareable: bool = False


def start(stream: str) -> Lesson:
    return Lesson(stream.removeprefix(PREFIX))


def evolve(state: Lesson, fact: Fact, _on: date) -> Lesson:
    match fact:
        case LessonFiled():
            return replace(state, case=fact.case_id, shareable=fact.shareable)
        case _:
            return state


def filed(fact: LessonRecorded, state: Case, on: date) -> LessonFiled:
    """The same words once more under the key of the case, so that erasing the case erases them."""
    return LessonFiled(
        lesson_id=fact.lesson_id,
        case_id=state.id,
        closed_on=state.closed_on or on,
        kind=fact.kind,
        about=fact.about,
        shareable=fact.shareable,
        themes=tuple(dict.fromkeys(each.theme for each in state.cited if each.theme)),
        text=fact.text,
    )


def share(command: ShareLesson, state: Lesson, world: World) -> Decision:
    """The words stand under a key of their own: they outlast the case, and name nobody."""
    if world.actor.office not in learning_offices(world.pack.monitoring.repeat_rule) | {COORDINATOR}:
        return refuse(NOT_YOURS)
    if state.case is None:
        return refuse(NO_SUCH_LESSON)
    if not state.shareable:
        return refuse(NOT_SHAREABLE)
    text = Sealed("case", f"{PREFIX}{state.lesson_id}", command.text)
    return accept(LessonShared(lesson_id=state.lesson_id, text=text))


NOT_YOURS = Refusal(
    code="NoAuthority",
    message="Lessons are shared by the coordinator or the group that learns from repeated issues.",
    field="as",
)
NO_SUCH_LESSON = Refusal(
    code="NoSuchLesson", message="There is no lesson of this id: compare it with the list.", field="lesson_id"
)
NOT_SHAREABLE = Refusal(
    code="NotShareable",
    message="Whoever gave this lesson did not say that it may be shared. Ask them to record it again as shareable.",
    field="lesson_id",
)
