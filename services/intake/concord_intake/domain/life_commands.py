"""What can be asked at any stage: to leave, go outside, pause, for support, a second look; and after closing."""

from typing import Literal

from concord_intake.domain.forms import Body, Code, LessonId, Org, Score, Text, Word
from concord_shared.contracts.intake_any_stage import SupportKind


class AskSecondLook(Body):
    """By the raiser, once, in the time that the pack gives: another office looks at the first advice again."""

    ground: Text


class LeaveCase(Body):
    """By one of several parties on the raising side, for itself. The last one does not leave: it withdraws."""

    why: Text | None = None


class RecordExternalRemedy(Body):
    """By any party, or by the coordinator who names the `party`: it has gone to an outside body. Nobody's leave is
    needed. `outside_body_asks` is true where that body asks that the case waits for it."""

    kind: Code
    party: Org | None = None
    outside_body_asks: bool = False
    detail: Text | None = None


class SuspendCase(Body):
    """By the coordinator or a party: every party agrees by its own command. Where an outside body asks for it and the
    pack lets that count, nobody else has to agree."""

    ground: Literal["all_agree", "outside_body_asks"] = "all_agree"
    reason: Text | None = None


class AgreeSuspension(Body):
    """By each other party, for itself; with the last one the case is suspended."""


class ResumeCase(Body):
    """By a party or the coordinator once the outcome of the outside route is reported, or because a party asks to go
    on: the one that went outside where that was the ground, else any."""

    why: Literal["outcome_reported", "asked_by_party"]
    reason: Text | None = None


class RequestSupport(Body):
    """By the raiser or a party: what would make it possible to take part."""

    kind: Literal["adjustment", "translator"]
    detail: Text


class AskChampionSupport(Body):
    """By the raiser or a party, where the Compact knows champions."""

    detail: Text | None = None


class ProvideSupport(Body):
    """By the coordinator or an adviser: what was asked for is seen to."""

    kind: SupportKind
    detail: Text | None = None


class ObjectToCoordinator(Body):
    """By a party: a coordinator who works for a party is replaced. None named means every one of them."""

    officer: Word | None = None
    reason: Text | None = None


class CloseDormant(Body):
    """By the coordinator: a case whose talks have long been quiet, with prompts that nobody answered."""


class RecordLesson(Body):
    """After closing, by those whom the pack asks: a party, the mediator (of the process alone), a reviewer.
    `shareable` says that it may go into the anonymous digest for all partners."""

    text: Text
    kind: Literal["lesson", "good_practice"] = "lesson"
    about: Literal["process", "matter"] = "process"
    shareable: bool = False


class ShareLesson(Body):
    """By the coordinator or the group that learns: a lesson in words that name no organisation and nobody, for all
    partners to read. Only where whoever gave it said that it may be shared."""

    lesson_id: LessonId
    text: Text


class AnswerSurvey(Body):
    """After closing, by each party once, for itself; by an adviser for the raiser: was it fair, clear and useful, from
    1 (not at all) to 5 (very much)? Each may be left out. Nobody sees who answered what."""

    fair: Score | None = None
    clear: Score | None = None
    useful: Score | None = None


PausingCommand = SuspendCase | AgreeSuspension | ResumeCase
StageCommand = LeaveCase | RecordExternalRemedy | PausingCommand | ObjectToCoordinator | CloseDormant
SupportCommand = RequestSupport | AskChampionSupport
AfterClosing = RecordLesson | AnswerSurvey
LifeCommand = AskSecondLook | StageCommand | SupportCommand | ProvideSupport | AfterClosing
