"""A concern and its case: whether a command has its place now, the decision, and the deadlines it moves."""

from typing import assert_never, get_args

from concord_intake.domain import ending, informal, triage
from concord_intake.domain.at_hand import AtHand
from concord_intake.domain.clockwork import with_clocks
from concord_intake.domain.commands import (
    AcknowledgeConcern,
    AdoptConcern,
    AdviseCompactRelated,
    CaseCommand,
    CiteCommitments,
    ConfirmExhausted,
    ConfirmSettlement,
    DisputeExhausted,
    GiveExplanation,
    InformalCommand,
    OpenCommand,
    RaiseConcern,
    RecordInformalAttempt,
    ReportSettlement,
    RequestInformation,
    RetractConfirmation,
    SupplyInformation,
    TriageCommand,
    WithdrawCase,
)
from concord_intake.domain.refusals import (
    ALREADY_ADVISED,
    INFORMATION_AWAITED,
    NO_SUCH_CASE,
    already_closed,
    by_rule,
    never_accepted,
    stage_not_open,
)
from concord_intake.domain.standing import speaks_for
from concord_intake.domain.state import (
    AWAITING,
    CLOSED,
    NOT_RAISED,
    OPEN,
    RECEIVED,
    SIGNPOSTED,
    WAITING,
    Case,
)
from concord_shared.decisions import Decision, refuse
from concord_shared.packs.guards import Unmet
from concord_shared.refusals import Refusal
from concord_shared.world import World

PartyCommand = InformalCommand | OpenCommand | WithdrawCase
INFORMAL = "informal"


def decide(command: CaseCommand, state: Case, world: World, at_hand: AtHand) -> Decision:
    refusal = out_of_place(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    decision = _decided(command, state, world, at_hand)
    return Decision(with_clocks(decision.facts, state, world, at_hand.in_force), decision.refusal)


def out_of_place(command: CaseCommand, state: Case, world: World) -> Refusal | None:
    """None where the case stands so that the command can be given at all, by whomever."""
    if isinstance(command, RaiseConcern):
        return None
    if state.phase == NOT_RAISED:
        return NO_SUCH_CASE
    if state.phase == CLOSED:
        return already_closed(state)
    if isinstance(command, WithdrawCase):
        return never_accepted(state) if state.phase == SIGNPOSTED else None
    if isinstance(command, TriageCommand):
        return _out_of_triage(command, state)
    if state.phase in (RECEIVED, AWAITING, SIGNPOSTED):
        return never_accepted(state)
    return _out_of_stage(command, state, world)


def _out_of_triage(command: TriageCommand, state: Case) -> Refusal | None:
    if state.phase == SIGNPOSTED:
        return never_accepted(state)
    if state.phase not in (RECEIVED, AWAITING):
        return ALREADY_ADVISED
    waits = isinstance(command, AdviseCompactRelated | RequestInformation)
    return INFORMATION_AWAITED if waits and state.phase == AWAITING else None


def _out_of_stage(command: AdoptConcern | InformalCommand | OpenCommand, state: Case, world: World) -> Refusal | None:
    if isinstance(command, AdoptConcern):
        return None if state.phase == WAITING else ALREADY_ADOPTED
    if state.stage is None:
        return stage_not_open(state, world.pack)
    if isinstance(command, InformalCommand) and state.stage.type != INFORMAL:
        return stage_not_open(state, world.pack)
    return None


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
        case AdoptConcern():
            return triage.adopt(command, state, world)
        case WithdrawCase() if state.phase != OPEN:
            return ending.take_back(command, state, world)
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
        case ConfirmExhausted():
            return informal.confirm(command, state, world, party)
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
        case _:
            assert_never(command)


def _no_party(command: PartyCommand, state: Case, world: World, party: str | None) -> Refusal:
    if party is None:
        unmet = Unmet("NoAuthority", "Only an adviser without a part in the matter records for another organisation.")
    else:
        unmet = Unmet("NotAParty", f"'{party}' is no party of this case.")
    return by_rule(world.pack, type(command).__name__, state.stage_id, unmet)


ALREADY_ADOPTED = Refusal(
    code="AlreadyAdopted", message="This case has its parties; it does not wait for anybody to take it up."
)
COMMANDS: tuple[type[CaseCommand], ...] = get_args(CaseCommand)
