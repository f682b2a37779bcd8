"""One of several on the raising side leaves; and what may be complete once it is gone."""

from concord_intake.domain.commands import LeaveCase
from concord_intake.domain.evolve import evolve
from concord_intake.domain.facts import CaseSuspended, CaseWithdrawn, PartyLeft
from concord_intake.domain.informal import invoked
from concord_intake.domain.membership import RAISING
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.rules import refusal_by_rules
from concord_intake.domain.state import INFORMAL, Case
from concord_intake.domain.way import SETTLED, WITHDRAWN, after_stage
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.packs.guards import Unmet
from concord_shared.sealed import Sealed
from concord_shared.world import World

OWN_WISH = "own_wish"
ALL_AGREE = "all_agree"


def leave(command: LeaveCase, state: Case, world: World, party: str) -> Decision:
    refusal = refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    if [each.org for each in state.parties if each.side == RAISING] == [party]:
        unmet = Unmet("LastOnItsSide", "Yours is the last on its side: it withdraws the case (WithdrawCase).")
        return refuse(by_rule(world.pack, "LeaveCase", state.stage_id, unmet))
    reason = Sealed("case", state.id, command.why) if command.why else None
    left = PartyLeft(org=party, side=RAISING, why=OWN_WISH, reason=reason)
    return accept(left, *complete(evolve(state, left, world.on), "PartyLeft", world))


def complete(state: Case, caused_by: str, world: World) -> tuple[Fact, ...]:
    """What every party that is left has confirmed or agreed to: a settlement, a withdrawal, that the talks are
    exhausted, a suspension. Nothing where any of them is still missing."""
    orgs, settlement = set(state.orgs), state.settlement
    if state.stage is None or not orgs:
        return ()
    if settlement is not None and orgs <= set(settlement.confirmed):
        return after_stage(state, world.pack, SETTLED, caused_by, world.on, confirmed_by=state.orgs)
    side = {each.org for each in state.parties if each.side == RAISING}
    if side <= set(state.withdrawing):
        fact = CaseWithdrawn(at_stage=state.stage.id, by=tuple(sorted(side)))
        return (fact, *after_stage(state, world.pack, WITHDRAWN, "CaseWithdrawn", world.on))
    if state.suspended is None and state.stage.type == INFORMAL and orgs <= set(state.confirmed):
        return invoked(state, world, state.confirmed)
    if state.pausing is not None and orgs <= set(state.pausing):
        return (CaseSuspended(stage_id=state.stage.id, agreed_by=state.orgs, why=ALL_AGREE),)
    return ()
