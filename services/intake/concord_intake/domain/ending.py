"""Ending a case by the parties' own will: a settlement that all confirm, or withdrawal."""

from concord_intake.domain.at_hand import AtHand
from concord_intake.domain.commands import ConfirmSettlement, ReportSettlement, WithdrawCase
from concord_intake.domain.facts import (
    CaseWithdrawn,
    SettlementConfirmed,
    SettlementReported,
    WithdrawalAgreed,
)
from concord_intake.domain.membership import RAISING
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.rules import refusal_by_rules
from concord_intake.domain.rules_of_talks import FOR_ITSELF
from concord_intake.domain.standing import is_for_itself, is_raiser
from concord_intake.domain.state import Case
from concord_intake.domain.triage import NOT_THE_RAISER
from concord_intake.domain.way import SETTLED, WITHDRAWN, after_stage, end
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.packs.guards import Unmet
from concord_shared.packs.lookup import next_stage
from concord_shared.packs.model import TRIAGE
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

CONFIRMED_ALREADY = Refusal(
    code="AlreadyConfirmed",
    message="Your organisation has confirmed this settlement; the others are still to do so.",
)
AGREED_ALREADY = Refusal(
    code="AlreadyConfirmed",
    message="Your organisation has agreed to withdraw; the others on the raising side are still to do so.",
)


def report_settlement(command: ReportSettlement, state: Case, world: World, party: str, at_hand: AtHand) -> Decision:
    refusal = refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    if not is_for_itself(world):
        unmet = Unmet("NoAuthority", FOR_ITSELF)
        return refuse(by_rule(world.pack, "ConfirmSettlement", state.stage_id, unmet))
    text = Sealed("case", state.id, command.text)
    return accept(SettlementReported(party=party, settlement_ref=at_hand.fresh, text=text))


def confirm_settlement(command: ConfirmSettlement, state: Case, world: World, party: str) -> Decision:
    refusal = refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    settlement = state.settlement
    if settlement is None or party in settlement.confirmed:
        return refuse(CONFIRMED_ALREADY)
    confirmed = (*settlement.confirmed, party)
    fact = SettlementConfirmed(party=party, settlement_ref=settlement.ref)
    if not set(state.orgs) <= set(confirmed):
        return accept(fact)
    return accept(
        fact,
        *after_stage(state, world.pack, SETTLED, "SettlementConfirmed", world.on, confirmed_by=confirmed),
    )


def withdraw(command: WithdrawCase, state: Case, world: World, party: str) -> Decision:
    """In an open case: each of the raising side; the last one withdraws it."""
    refusal = refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    if party in state.withdrawing:
        return refuse(AGREED_ALREADY)
    side = {each.org for each in state.parties if each.side == RAISING}
    agreed = (*state.withdrawing, party)
    own = (WithdrawalAgreed(party=party),) if len(side) > 1 else ()
    if not side <= set(agreed):
        return accept(*own)
    ending = after_stage(state, world.pack, WITHDRAWN, "CaseWithdrawn", world.on)
    return accept(*own, _withdrawn(command, state, agreed), *ending)


def take_back(command: WithdrawCase, state: Case, world: World) -> Decision:
    """Before any stage: whoever raised it takes it back."""
    if not is_raiser(state, world):
        return refuse(by_rule(world.pack, "WithdrawCase", None, NOT_THE_RAISER))
    reason = next_stage(world.pack, state.waiting or TRIAGE, WITHDRAWN).to
    by = state.raised.side if state.raised else ()
    ending: tuple[Fact, ...] = tuple(end(state, reason, world.on))
    return accept(_withdrawn(command, state, by), *ending)


def _withdrawn(command: WithdrawCase, state: Case, by: tuple[str, ...]) -> CaseWithdrawn:
    why = Sealed("case", state.id, command.why) if command.why else None
    return CaseWithdrawn(at_stage=state.stage_id or state.known_as, by=by, why=why)
