"""Where mediation is joined together."""

from concord_mediation.application import handlers, reactions, sweeps
from concord_mediation.application.standing import KEEPS
from concord_mediation.domain import commands, facts, state
from concord_mediation.messaging.outbound import tell
from concord_mediation.read_side import case, past, why
from concord_mediation.settings import MediationSettings
from concord_shared.deadlines.clocks import next_on
from concord_shared.parts import Aggregate, Command, Question, Service
from concord_shared.running.history import HistoryOf
from concord_shared.running.process import run_service
from concord_shared.running.reading_settings import read_settings


def service() -> Service:
    return Service(
        name="mediation",
        facts=facts.FACTS,
        aggregates={"mediation-": Aggregate(state.start, state.evolve, lambda each: next_on(each.clocks))},
        commands={model.__name__: Command(model, handlers.handle) for model in commands.COMMANDS},
        tell=tell,
        hears=("directory", "intake"),
        reactions=reactions.REACTIONS,
        keeps=KEEPS,
        sweep=sweeps.sweep,
        questions={
            "Case": Question(case.Case, case.answer),
            "History": Question(HistoryOf, past.answer),
            "Why": why.QUESTION,
        },
        kinds=frozenset({"mediation"}),
    )


def main() -> None:
    run_service(service(), read_settings("mediation", MediationSettings))
