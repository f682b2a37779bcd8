"""Where notify is joined together."""

from collections.abc import Sequence

from concord_notify.application import handlers, reactions
from concord_notify.application.folder import Folder
from concord_notify.application.mail_server import SmtpServer
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
from concord_shared.running.access import with_access_log
from concord_shared.running.history import HistoryOf
from concord_shared.running.process import run_service
from concord_shared.running.reading_settings import read_settings

CASE_SERVICES = ("intake", "mediation", "panel")
KEPT = frozenset(
    {
        "ConcernRaised",
        "CommitmentsCited",
        "ConcernInformationSupplied",
        "ConcernSignposted",
        "CoordinatorObjectedTo",
        "PartyLeft",
        "CaseSplit",
        "CaseSuspended",
        "CaseResumed",
        "SettlementConfirmed",
        "CompactRelatednessAdvised",
        "ConcernAccepted",
        "PartyAdded",
        "InformalExhaustionConfirmed",
        "FormalResolutionInvoked",
        "FirstContactRecorded",
        "NationalReferralMade",
        "StageOpened",
        "StageClosed",
        "CaseSettled",
        "CaseWithdrawn",
        "MediatorAppointed",
        "CriticalFriendEngaged",
        "CriticalFriendStoodDown",
        "StatementLogged",
        "MediatorStoodDown",
        "InvestigatorAppointed",
        "InvestigatorStoodDown",
        "ReportReferredBack",
        "ReviewGroupConvened",
        "PanelMemberExcluded",
        "PanelRecommendation",
        "RecommendationResponseRecorded",
        "DeadlineSet",
        "DeadlineLapsed",
        "DeadlineMet",
        "DeadlineCancelled",
        "DeadlineExtended",
        "DeadlineChanged",
        "DeadlinePaused",
        "DeadlineResumed",
        "CaseClosed",
    }
)


def service(settings: NotifySettings | None = None) -> Service:
    """Any fact of a case or of oversight may cause a letter: which do, each pack says."""
    chosen = settings or NotifySettings()
    told = [f"{name}.{fact}" for name in (*CASE_SERVICES, "oversight") for fact in TOLD_BY[name]]
    return with_access_log(_service(chosen, told))


def _service(chosen: NotifySettings, told: Sequence[str]) -> Service:
    return Service(
        name="notify",
        facts=facts.FACTS,
        aggregates={
            "notice-": Aggregate(notice.start, notice.evolve, notice.next_on),
            "person-": Aggregate(person.start, person.evolve, person.next_on),
        },
        commands={
            "AcknowledgeNotice": Command(commands.AcknowledgeNotice, handlers.acknowledge),
            "RecordPosted": Command(commands.RecordPosted, handlers.posted),
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
        effect=Outbox(Folder(chosen.outbox_dir), chosen.mail_from, _server(chosen)).effect,
        questions={
            "Notices": Question(Notices, notices),
            "Letter": Question(Letter, letter, confidential=True),
            "History": Question(HistoryOf, history_of_case, confidential=True),
        },
        projections=(PROJECTION,),
        kinds=frozenset({"contact", "case", "panel"}),
    )


def _server(settings: NotifySettings) -> SmtpServer | None:
    if settings.smtp_host is None:
        return None
    return SmtpServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password_file=settings.smtp_password_file,
        ca_file=settings.smtp_ca_file,
        timeout_seconds=settings.smtp_timeout_seconds,
    )


def main() -> None:
    settings = read_settings("notify", NotifySettings)
    run_service(service(settings), settings)
