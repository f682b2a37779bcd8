"""What stands beside cases in streams of its own: a lesson as it may be shared, and the answers to the survey."""

from datetime import date
from typing import ClassVar

from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class LessonFiled(Fact):
    """From which case a lesson came; `themes` are of its commitments."""

    stored_name: ClassVar[str] = "intake.lesson-filed.v1"
    lesson_id: str
    case_id: str
    closed_on: date
    kind: str
    about: str
    shareable: bool
    themes: tuple[str, ...] = ()
    text: Sealed


class LessonShared(Fact):
    """The lesson in words that name nobody, for every partner; a later one takes the place of an earlier one."""

    stored_name: ClassVar[str] = "intake.lesson-shared.v1"
    lesson_id: str
    text: Sealed


class SurveyAnswered(Fact):
    """From 1 to 5 each, or none. Neither the case nor who answered: not in the envelope either."""

    stored_name: ClassVar[str] = "intake.survey-answered.v1"
    fair: int | None = None
    clear: int | None = None
    useful: int | None = None


APART_FACTS: tuple[type[Fact], ...] = (LessonFiled, LessonShared, SurveyAnswered)
