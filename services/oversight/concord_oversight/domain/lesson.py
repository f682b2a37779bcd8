"""What oversight remembers of a lesson: that there is one, and whether it led to an action."""

from dataclasses import dataclass, replace
from datetime import date

from concord_oversight.domain import group_facts as facts
from concord_shared.facts import Fact

PREFIX = "lesson-"


@dataclass(frozen=True)
class Lesson:
    lesson_id: str
    known: bool = False
    taken_up: bool = False


def known(lesson_id: str) -> facts.LessonKnown:
    return facts.LessonKnown(lesson_id=lesson_id)


def start(stream: str) -> Lesson:
    return Lesson(stream.removeprefix(PREFIX))


def evolve(state: Lesson, fact: Fact, _on: date) -> Lesson:
    match fact:
        case facts.LessonKnown():
            return replace(state, known=True)
        case facts.LessonTakenUp():
            return replace(state, taken_up=True)
        case _:
            return state
