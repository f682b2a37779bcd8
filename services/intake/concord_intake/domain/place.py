"""Whether a command has its place where the case stands now, whoever gives it."""

from collections.abc import Mapping

from concord_intake.domain.commands import (
    AdoptConcern,
    AfterClosing,
    AgreeExtension,
    AgreeSuspension,
    AskSecondLook,
    CaseCommand,
    CloseDormant,
    ExtendDeadline,
    FirstLook,
    InformalCommand,
    NationalCommand,
    ProvideSupport,
    RaiseConcern,
    RecordExternalRemedy,
    RecordNationalOutcome,
    ReferToNational,
    RequestInformation,
    ResumeCase,
    SupportCommand,
    SuspendCase,
    TriageCommand,
    WayOn,
    WithdrawCase,
)
from concord_intake.domain.other_ways import other_look, other_way
from concord_intake.domain.refusals import (
    ALREADY_ADOPTED,
    ALREADY_ADVISED,
    INFORMATION_AWAITED,
    NO_SECOND_LOOK,
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
from concord_intake.domain.state import AWAITING, CLOSED, INFORMAL, NOT_RAISED, RECEIVED, SIGNPOSTED, WAITING, Case
from concord_shared.packs.model import Pack
from concord_shared.refusals import Refusal
from concord_shared.world import World

SECOND_LOOK = "second_look_once"
WRITES: Mapping[type, str] = {ReferToNational: "NationalReferralMade", RecordNationalOutcome: "NationalOutcomeRecorded"}
IN_TALKS = InformalCommand | CloseDormant
WAITS = (
    InformalCommand | NationalCommand | SuspendCase | AgreeSuspension | CloseDormant | ExtendDeadline | AgreeExtension
)


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
        return _out_of_second_look(state, world.pack)
    return _out_of_open_case(command, state, world)


def _out_of_second_look(state: Case, pack: Pack) -> Refusal | None:
    if pack.guard_by(SECOND_LOOK) is None:
        return NO_SECOND_LOOK
    if state.phase == SIGNPOSTED:
        return None
    return SECOND_LOOK_USED if state.second_look else NOT_SIGNPOSTED


def _out_of_open_case(command: CaseCommand, state: Case, world: World) -> Refusal | None:
    if isinstance(command, WithdrawCase | SupportCommand | ProvideSupport | ExtendDeadline | AgreeExtension):
        return never_accepted(state) if state.phase == SIGNPOSTED else _while_suspended(command, state)
    if isinstance(command, TriageCommand):
        return _out_of_triage(command, state, world.pack)
    if isinstance(command, RecordExternalRemedy) and state.phase in (RECEIVED, AWAITING, WAITING):
        return None
    if state.phase in (RECEIVED, AWAITING, SIGNPOSTED):
        return never_accepted(state)
    return _out_of_stage(command, state, world) or _while_suspended(command, state)


def _out_of_triage(command: TriageCommand, state: Case, pack: Pack) -> Refusal | None:
    if state.phase == SIGNPOSTED:
        return never_accepted(state)
    if state.phase not in (RECEIVED, AWAITING):
        return ALREADY_ADVISED
    if isinstance(command, FirstLook) and (other := other_look(command, pack)):
        return other
    waits = isinstance(command, FirstLook | RequestInformation)
    return INFORMATION_AWAITED if waits and state.phase == AWAITING else None


def _out_of_stage(command: CaseCommand, state: Case, world: World) -> Refusal | None:
    if isinstance(command, AdoptConcern):
        return None if state.phase == WAITING else ALREADY_ADOPTED
    if state.stage is None:
        return stage_not_open(state, world.pack)
    if isinstance(command, IN_TALKS) and state.stage.type != INFORMAL:
        return stage_not_open(state, world.pack)
    if isinstance(command, WayOn):
        return other_way(command, state.stage.id, world.pack)
    if isinstance(command, NationalCommand):
        return _out_of_national(command, state.stage.id, state, world.pack)
    return None


def _out_of_national(command: NationalCommand, stage_id: str, state: Case, pack: Pack) -> Refusal | None:
    """A stage lets a party refer it, or waits for the outcome, where one of its exits is brought by that fact."""
    fact = WRITES[type(command)]
    leads = any(each.event == fact for each in pack.stage(stage_id).exits)
    return None if leads else stage_not_open(state, pack)


def _while_suspended(command: CaseCommand, state: Case) -> Refusal | None:
    """While it is suspended no work goes on; the parties may still settle, withdraw, leave or explain."""
    if isinstance(command, ResumeCase):
        return None if state.suspended else NOT_SUSPENDED
    return suspended(state) if state.suspended and isinstance(command, WAITS) else None
