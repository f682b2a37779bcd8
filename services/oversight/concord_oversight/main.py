"""Where oversight is joined together."""

from concord_oversight.application import handlers, reactions, sweeps
from concord_oversight.domain import commands, dispute, facts, pattern
from concord_oversight.messaging.outbound import tell
from concord_oversight.read_side.history import history_of_case
from concord_oversight.read_side.patterns import PROJECTION, Patterns, patterns
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
        },
        commands={
            "RecordDialogue": Command(commands.RecordDialogue, handlers.record_dialogue),
            "ClosePattern": Command(commands.ClosePattern, handlers.close_pattern),
        },
        tell=tell,
        hears=("directory", "intake"),
        reactions={
            "intake.ConcernAccepted": reactions.concern_accepted,
            "intake.StageOpened": reactions.stage_opened,
            "intake.PartyAdded": reactions.party_added,
            "intake.CaseUnresolved": reactions.case_unresolved,
            "intake.CaseClosed": reactions.case_closed,
        },
        sweep=sweeps.sweep,
        questions={
            "History": Question(HistoryOf, history_of_case),
            "Patterns": Question(Patterns, patterns),
        },
        projections=(PROJECTION,),
    )


def main() -> None:
    run_service(service(), read_settings("oversight", OversightSettings))
