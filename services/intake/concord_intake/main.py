"""The intake service, joined."""

from datetime import date

from concord_intake.application.after_closing import share_lesson
from concord_intake.application.bundling import on_two_cases
from concord_intake.application.handlers import on_case, raise_concern
from concord_intake.application.reactions import KEPT, REACTIONS
from concord_intake.application.sweeps import sweep
from concord_intake.domain import sharing, surveying
from concord_intake.domain.bundle import COMMANDS as OF_TWO_CASES
from concord_intake.domain.case import COMMANDS
from concord_intake.domain.commands import RaiseConcern, ShareLesson
from concord_intake.domain.evolve import evolve, start
from concord_intake.domain.facts import FACTS
from concord_intake.domain.state import PREFIX, Case
from concord_intake.messaging.outbound import tell
from concord_intake.read_side import case_file, case_list, case_rows, lesson_list, story, why
from concord_intake.settings import Settings
from concord_shared.deadlines import board, rows
from concord_shared.deadlines.clocks import next_on
from concord_shared.deadlines.facts import FACTS as CLOCK_FACTS
from concord_shared.parts import Aggregate, Command, Service
from concord_shared.running.access import with_access_log
from concord_shared.running.entries import with_backdating
from concord_shared.running.process import run_service
from concord_shared.running.reading_settings import read_settings


def service() -> Service:
    return with_access_log(with_backdating(_service(), "case"))


def _service() -> Service:
    return Service(
        name="intake",
        facts=(*FACTS, *CLOCK_FACTS),
        aggregates={
            PREFIX: Aggregate(start, evolve, _next_on),
            sharing.PREFIX: Aggregate(sharing.start, sharing.evolve),
            surveying.PREFIX: Aggregate(surveying.start, surveying.evolve),
        },
        commands={model.__name__: _command(model) for model in (*COMMANDS, *OF_TWO_CASES, ShareLesson)},
        tell=tell,
        hears=("directory", "mediation", "panel"),
        reactions=REACTIONS,
        keeps=KEPT,
        sweep=sweep,
        questions={
            "Cases": case_list.QUESTION,
            "Case": case_file.QUESTION,
            "History": story.QUESTION,
            "Why": why.QUESTION,
            "Lessons": lesson_list.QUESTION,
            "Deadlines": board.question("intake"),
        },
        projections=(case_rows.PROJECTION, rows.PROJECTION, lesson_list.PROJECTION),
        kinds=frozenset({"contact", "case"}),
    )


def _command(model: type) -> Command:
    if model is RaiseConcern:
        return Command(RaiseConcern, raise_concern, anybody=True)
    if model is ShareLesson:
        return Command(ShareLesson, share_lesson)
    return Command(model, on_two_cases if model in OF_TWO_CASES else on_case)


def _next_on(state: Case) -> date | None:
    return next_on(state.clocks)


def main() -> None:
    run_service(service(), read_settings("intake", Settings))
