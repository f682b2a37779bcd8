"""Where notify is joined together."""

from concord_notify.application import handlers, reactions
from concord_notify.application.outbox import Outbox
from concord_notify.application.sweeps import sweep
from concord_notify.domain import commands, facts, notice, person
from concord_notify.messaging.outbound import tell
from concord_notify.read_side.history import history_of_case
from concord_notify.read_side.letter import Letter, letter
from concord_notify.read_side.notices import PROJECTION, Notices, notices
from concord_notify.settings import NotifySettings
from concord_shared.contracts.registry import TOLD_BY
from concord_shared.parts import Aggregate, Command, Question, Service
from concord_shared.running.history import HistoryOf
from concord_shared.running.process import run_service
from concord_shared.running.reading_settings import read_settings

CASE_SERVICES = ("intake", "mediation", "panel")
KEPT = frozenset(
    {
        "ConcernRaised",
        "CommitmentsCited",
        "CompactRelatednessAdvised",
        "ConcernAccepted",
        "PartyAdded",
        "InformalExhaustionConfirmed",
        "FormalResolutionInvoked",
        "StageOpened",
        "MediatorAppointed",
        "MediatorStoodDown",
        "InvestigatorAppointed",
        "ReviewGroupConvened",
        "PanelRecommendation",
        "RecommendationResponseRecorded",
        "DeadlineMet",
        "CaseClosed",
    }
)


def service(settings: NotifySettings | None = None) -> Service:
    """Any fact of a case or of oversight may cause a letter: which do, each pack says."""
    chosen = settings or NotifySettings()
    told = [f"{name}.{fact}" for name in (*CASE_SERVICES, "oversight") for fact in TOLD_BY[name]]
    return Service(
        name="notify",
        facts=facts.FACTS,
        aggregates={
            "notice-": Aggregate(notice.start, notice.evolve, notice.next_on),
            "person-": Aggregate(person.start, person.evolve, person.next_on),
        },
        commands={
            "AcknowledgeNotice": Command(commands.AcknowledgeNotice, handlers.acknowledge),
            "Reissue": Command(commands.Reissue, handlers.reissue),
        },
        tell=tell,
        hears=("directory", *CASE_SERVICES, "oversight"),
        reactions={
            **dict.fromkeys(told, reactions.tell_those_concerned),
            "directory.PersonalDataErased": reactions.erased,
        },
        keeps=KEPT,
        sweep=sweep,
        effect=Outbox(chosen.outbox_dir, chosen.mail_from).effect,
        questions={
            "Notices": Question(Notices, notices),
            "Letter": Question(Letter, letter),
            "History": Question(HistoryOf, history_of_case),
        },
        projections=(PROJECTION,),
        kinds=frozenset({"contact", "panel"}),
    )


def main() -> None:
    settings = read_settings("notify", NotifySettings)
    run_service(service(settings), settings)
