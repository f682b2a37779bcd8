"""Where oversight is joined together."""

from concord_oversight.application import handlers, sweeps
from concord_oversight.application.reactions import REACTIONS
from concord_oversight.domain import commands, dispute, facts, learning, pattern, report
from concord_oversight.messaging.outbound import tell
from concord_oversight.messaging.reports import reported
from concord_oversight.read_side import measures, pattern_file, patterns, report_lines
from concord_oversight.read_side.history import history_of_case
from concord_oversight.settings import OversightSettings
from concord_shared.parts import Aggregate, Command, Question, Service
from concord_shared.running.history import HistoryOf
from concord_shared.running.process import run_service
from concord_shared.running.reading_settings import read_settings


def service() -> Service:
    return Service(
        name="oversight",
        facts=facts.FACTS,
        aggregates={
            "dispute-": Aggregate(dispute.start, dispute.evolve),
            "pattern-": Aggregate(pattern.start, pattern.evolve, pattern.next_on),
            report.PREFIX: Aggregate(report.start, report.evolve),
        },
        commands={
            "RecordDialogue": Command(commands.RecordDialogue, handlers.record_dialogue),
            "ClosePattern": Command(commands.ClosePattern, handlers.close_pattern),
        },
        tell=tell,
        report=reported,
        hears=("directory", "intake", "mediation", "notify", "panel"),
        reactions=REACTIONS,
        sweep=sweeps.sweep,
        questions={
            "History": Question(HistoryOf, history_of_case),
            "Patterns": patterns.QUESTION,
            "Pattern": pattern_file.QUESTION,
            "Measures": measures.QUESTION,
        },
        projections=(patterns.PROJECTION, report_lines.PROJECTION),
        kinds=frozenset({learning.KIND}),
    )


def main() -> None:
    run_service(service(), read_settings("oversight", OversightSettings))
