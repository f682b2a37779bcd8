"""What can be asked at any stage by others than the parties alone: each to its own module."""

from typing import assert_never

from concord_intake.domain import dormancy, lessons, outside, second_look, supporting, surveying, suspending
from concord_intake.domain.at_hand import AtHand
from concord_intake.domain.commands import (
    AnswerSurvey,
    AskChampionSupport,
    AskSecondLook,
    CloseDormant,
    ProvideSupport,
    RecordExternalRemedy,
    RecordLesson,
    RequestSupport,
    ResumeCase,
    SupportCommand,
    SuspendCase,
)
from concord_intake.domain.state import Case
from concord_shared.decisions import Decision
from concord_shared.world import World

AnyStageCommand = (
    AskSecondLook
    | RecordExternalRemedy
    | SuspendCase
    | ResumeCase
    | SupportCommand
    | ProvideSupport
    | CloseDormant
    | RecordLesson
    | AnswerSurvey
)


def at_any_stage(command: AnyStageCommand, state: Case, world: World, at_hand: AtHand) -> Decision:
    match command:
        case AskSecondLook():
            return second_look.ask_second_look(command, state, world)
        case RecordExternalRemedy():
            return outside.record_external(command, state, world)
        case SuspendCase():
            return suspending.suspend(command, state, world)
        case ResumeCase():
            return suspending.resume(command, state, world)
        case RequestSupport() | AskChampionSupport():
            return supporting.ask_support(command, state, world, at_hand)
        case ProvideSupport():
            return supporting.provide_support(command, state, world, at_hand)
        case CloseDormant():
            return dormancy.close_dormant(command, state, world)
        case RecordLesson():
            return lessons.record_lesson(command, state, world, at_hand)
        case AnswerSurvey():
            return surveying.take(command, state, world)
        case _:
            assert_never(command)
