"""A concern and its case: whether a command has its place now, the decision, and the deadlines it moves."""

from typing import assert_never, get_args

from concord_intake.domain import (
    coordinating,
    date_evidence,
    ending,
    formal,
    informal,
    leaving,
    referring,
    suspending,
    triage,
)
from concord_intake.domain.any_stage import at_any_stage
from concord_intake.domain.at_hand import AtHand
from concord_intake.domain.clockwork import with_clocks
from concord_intake.domain.commands import (
    AcceptConcern,
    AcknowledgeConcern,
    AdoptConcern,
    AdviseCompactRelated,
    AgreeExtension,
    AgreeSuspension,
    AnswerSurvey,
    AskChampionSupport,
    AskSecondLook,
    CaseCommand,
    CiteCommitments,
    CloseDormant,
    ConfirmExhausted,
    ConfirmSettlement,
    ContactCriticalFriend,
    ContactWorkingGroup,
    DisputeExhausted,
    EnterDateEvidence,
    ExtendDeadline,
    GiveExplanation,
    InformalCommand,
    LeaveCase,
    ObjectToCoordinator,
    OpenCommand,
    ProvideSupport,
    RaiseConcern,
    RecordExternalRemedy,
    RecordInformalAttempt,
    RecordLesson,
    RecordNationalOutcome,
    ReferToNational,
    ReportSettlement,
    RequestInformation,
    RequestSupport,
    ResumeCase,
    RetractConfirmation,
    SupplyInformation,
    SuspendCase,
    WithdrawCase,
)
from concord_intake.domain.more_time import more_time
from concord_intake.domain.place import out_of_place
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.standing import speaks_for
from concord_intake.domain.state import OPEN, Case
from concord_shared.decisions import Decision, refuse
from concord_shared.packs.guards import Unmet
from concord_shared.refusals import Refusal
from concord_shared.world import World

PartyCommand = (
    InformalCommand | OpenCommand | WithdrawCase | LeaveCase | AgreeSuspension | ObjectToCoordinator | ReferToNational
)


def decide(command: CaseCommand, state: Case, world: World, at_hand: AtHand) -> Decision:
    refusal = out_of_place(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    decision = _decided(command, state, world, at_hand)
    return Decision(with_clocks(decision.facts, state, world, at_hand.in_force), decision.refusal)


def _decided(command: CaseCommand, state: Case, world: World, at_hand: AtHand) -> Decision:
    match command:
        case RaiseConcern():
            return triage.raise_concern(command, state, world, at_hand)
        case AcknowledgeConcern():
            return triage.acknowledge(command, state, world)
        case RequestInformation():
            return triage.request_information(command, state, world)
        case SupplyInformation():
            return triage.supply_information(command, state, world)
        case CiteCommitments():
            return triage.cite(command, state, world)
        case AdviseCompactRelated():
            return triage.advise(command, state, world, at_hand)
        case AcceptConcern():
            return triage.accept_concern(command, state, world, at_hand)
        case RecordNationalOutcome():
            return referring.record_outcome(command, state, world)
        case AdoptConcern():
            return triage.adopt(command, state, world)
        case WithdrawCase() if state.phase != OPEN:
            return ending.take_back(command, state, world)
        case ExtendDeadline() | AgreeExtension():
            return more_time(command, state, world)
        case (
            AskSecondLook()
            | RecordExternalRemedy()
            | SuspendCase()
            | ResumeCase()
            | RequestSupport()
            | AskChampionSupport()
            | ProvideSupport()
            | CloseDormant()
            | RecordLesson()
            | AnswerSurvey()
        ):
            return at_any_stage(command, state, world, at_hand)
        case _:
            return _by_party(command, state, world, at_hand)


def _by_party(command: PartyCommand, state: Case, world: World, at_hand: AtHand) -> Decision:
    party = speaks_for(state, world)
    if party is None or party not in state.orgs:
        return refuse(_no_party(command, state, world, party))
    match command:
        case RecordInformalAttempt():
            return informal.record_attempt(command, state, world, party)
        case GiveExplanation():
            return informal.explain(command, state, world, party)
        case EnterDateEvidence():
            return date_evidence.enter(command, state, world, party)
        case ConfirmExhausted():
            return informal.confirm(command, state, world, party)
        case ContactWorkingGroup():
            return formal.contact_group(command, state, world, party)
        case ContactCriticalFriend():
            return formal.contact_friend(command, state, world, party)
        case ReferToNational():
            return referring.refer(command, state, world, party, at_hand)
        case DisputeExhausted():
            return informal.dispute(command, state, world, party)
        case RetractConfirmation():
            return informal.retract(command, state, world, party)
        case ReportSettlement():
            return ending.report_settlement(command, state, world, party, at_hand)
        case ConfirmSettlement():
            return ending.confirm_settlement(command, state, world, party)
        case WithdrawCase():
            return ending.withdraw(command, state, world, party)
        case LeaveCase():
            return leaving.leave(command, state, world, party)
        case AgreeSuspension():
            return suspending.agree(command, state, world, party)
        case ObjectToCoordinator():
            return coordinating.object_to(command, state, world, party)
        case _:
            assert_never(command)


def _no_party(command: PartyCommand, state: Case, world: World, party: str | None) -> Refusal:
    if party is None:
        unmet = Unmet("NoAuthority", "Only an adviser without a part in the matter records for another organisation.")
    else:
        unmet = Unmet("NotAParty", f"'{party}' is no party of this case.")
    return by_rule(world.pack, type(command).__name__, state.stage_id, unmet)


COMMANDS: tuple[type[CaseCommand], ...] = get_args(CaseCommand)
