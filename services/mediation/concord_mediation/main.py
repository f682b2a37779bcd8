"""Where mediation is joined together."""

from dataclasses import replace

from concord_mediation.application import handlers, news, reactions, sweeps
from concord_mediation.application.standing import KEEPS
from concord_mediation.domain import commands, evolve, facts, officer
from concord_mediation.messaging.outbound import tell
from concord_mediation.read_side import case, past, why
from concord_mediation.settings import MediationSettings
from concord_shared.deadlines import board, rows
from concord_shared.deadlines.clocks import next_on
from concord_shared.parts import Aggregate, Command, Question, Service
from concord_shared.running.access import with_access_log
from concord_shared.running.entries import with_backdating
from concord_shared.running.history import HistoryOf
from concord_shared.running.process import run_service
from concord_shared.running.reading_settings import read_settings


def service() -> Service:
    whole = with_backdating(_service(), "mediation")
    by_officer = {officer.PREFIX: Aggregate(officer.start, officer.evolve)}
    return with_access_log(replace(whole, aggregates={**whole.aggregates, **by_officer}))


def _service() -> Service:
    return Service(
        name="mediation",
        facts=facts.FACTS,
        aggregates={"mediation-": Aggregate(evolve.start, evolve.evolve, lambda each: next_on(each.clocks))},
        commands={model.__name__: Command(model, handlers.handle) for model in commands.COMMANDS},
        tell=tell,
        hears=("directory", "intake"),
        reactions={**reactions.REACTIONS, **news.REACTIONS},
        keeps=KEEPS,
        sweep=sweeps.sweep,
        questions={
            "Case": Question(case.Case, case.answer, confidential=True),
            "History": Question(HistoryOf, past.answer, confidential=True),
            "Why": why.QUESTION,
            "Deadlines": board.question("mediation"),
        },
        projections=(rows.PROJECTION,),
        kinds=frozenset({"mediation", "case"}),
    )


def main() -> None:
    run_service(service(), read_settings("mediation", MediationSettings))
