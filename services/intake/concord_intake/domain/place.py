"""Whether a command has its place where the case stands now, whoever gives it."""

from concord_intake.domain.commands import (
    AdoptConcern,
    AdviseCompactRelated,
    AfterClosing,
    AgreeExtension,
    AgreeSuspension,
    AskSecondLook,
    CaseCommand,
    CloseDormant,
    ExtendDeadline,
    InformalCommand,
    ProvideSupport,
    RaiseConcern,
    RequestInformation,
    ResumeCase,
    SupportCommand,
    SuspendCase,
    TriageCommand,
    WithdrawCase,
)
from concord_intake.domain.informal import INFORMAL
from concord_intake.domain.refusals import (
    ALREADY_ADOPTED,
    ALREADY_ADVISED,
    INFORMATION_AWAITED,
    NO_SUCH_CASE,
    NOT_CLOSED,
    NOT_SIGNPOSTED,
    NOT_SUSPENDED,
    SECOND_LOOK_USED,
    already_closed,
    never_accepted,
    stage_not_open,
    suspended,
)
from concord_intake.domain.state import AWAITING, CLOSED, NOT_RAISED, RECEIVED, SIGNPOSTED, WAITING, Case
from concord_shared.refusals import Refusal
from concord_shared.world import World

IN_TALKS = InformalCommand | CloseDormant
WAITS = InformalCommand | SuspendCase | AgreeSuspension | CloseDormant | ExtendDeadline | AgreeExtension


def out_of_place(command: CaseCommand, state: Case, world: World) -> Refusal | None:
    """None where the case stands so that the command can be given at all, by whomever."""
    if isinstance(command, RaiseConcern):
        return None
    if state.phase == NOT_RAISED:
        return NO_SUCH_CASE
    if isinstance(command, AfterClosing):
        return None if state.phase == CLOSED else NOT_CLOSED
    if state.phase == CLOSED:
        return already_closed(state)
    if isinstance(command, AskSecondLook):
        return _out_of_second_look(state)
    return _out_of_open_case(command, state, world)


def _out_of_second_look(state: Case) -> Refusal | None:
    if state.phase == SIGNPOSTED:
        return None
    return SECOND_LOOK_USED if state.second_look else NOT_SIGNPOSTED


def _out_of_open_case(command: CaseCommand, state: Case, world: World) -> Refusal | None:
    if isinstance(command, WithdrawCase | SupportCommand | ProvideSupport | ExtendDeadline | AgreeExtension):
        return never_accepted(state) if state.phase == SIGNPOSTED else _while_suspended(command, state)
    if isinstance(command, TriageCommand):
        return _out_of_triage(command, state)
    if state.phase in (RECEIVED, AWAITING, SIGNPOSTED):
        return never_accepted(state)
    return _out_of_stage(command, state, world) or _while_suspended(command, state)


def _out_of_triage(command: TriageCommand, state: Case) -> Refusal | None:
    if state.phase == SIGNPOSTED:
        return never_accepted(state)
    if state.phase not in (RECEIVED, AWAITING):
        return ALREADY_ADVISED
    waits = isinstance(command, AdviseCompactRelated | RequestInformation)
    return INFORMATION_AWAITED if waits and state.phase == AWAITING else None


def _out_of_stage(command: CaseCommand, state: Case, world: World) -> Refusal | None:
    if isinstance(command, AdoptConcern):
        return None if state.phase == WAITING else ALREADY_ADOPTED
    if state.stage is None:
        return stage_not_open(state, world.pack)
    if isinstance(command, IN_TALKS) and state.stage.type != INFORMAL:
        return stage_not_open(state, world.pack)
    return None


def _while_suspended(command: CaseCommand, state: Case) -> Refusal | None:
    """While it is suspended no work goes on; the parties may still settle, withdraw, leave or explain."""
    if isinstance(command, ResumeCase):
        return None if state.suspended else NOT_SUSPENDED
    return suspended(state) if state.suspended and isinstance(command, WAITS) else None
