"""Where panel is joined together."""

from concord_panel.application import handlers, reactions, sweeps
from concord_panel.domain import commands, evolve, facts, state, under_way
from concord_panel.messaging.outbound import tell
from concord_panel.read_side import case, past, why
from concord_panel.settings import PanelSettings
from concord_shared.deadlines import board, rows
from concord_shared.parts import Aggregate, Command, Question, Service
from concord_shared.running.access import with_access_log
from concord_shared.running.entries import with_backdating
from concord_shared.running.history import HistoryOf
from concord_shared.running.process import run_service
from concord_shared.running.read_refused import with_read_refused
from concord_shared.running.reading_settings import read_settings


def service() -> Service:
    return with_access_log(with_read_refused(with_backdating(_service(), "panel")))


def _service() -> Service:
    return Service(
        name="panel",
        facts=facts.FACTS,
        aggregates={
            "panel-": Aggregate(state.start, evolve.evolve, state.next_on),
            "panels-": Aggregate(under_way.start, under_way.evolve),
        },
        commands={model.__name__: Command(model, handlers.handle) for model in commands.COMMANDS},
        tell=tell,
        hears=("directory", "intake", "mediation", "notify"),
        reactions=reactions.REACTIONS,
        sweep=sweeps.sweep,
        questions={
            "Case": Question(case.Case, case.answer, confidential=True),
            "History": Question(HistoryOf, past.answer, confidential=True),
            "Why": why.QUESTION,
            "Deadlines": board.question("panel"),
        },
        projections=(rows.PROJECTION,),
        kinds=frozenset({"panel", "case"}),
    )


def main() -> None:
    run_service(service(), read_settings("panel", PanelSettings))
