"""The decisions of a mediation in one view: which command goes where, and what each fact starts or ends."""

from collections.abc import Callable
from dataclasses import replace

from pydantic import BaseModel

from concord_mediation.domain import appointing, consent, disclosing, elsewhere, ending, engaging, in_office, sessions
from concord_mediation.domain import commands as c
from concord_mediation.domain.clocks import with_clocks
from concord_mediation.domain.refusing import not_an_appointer
from concord_mediation.domain.state import Mediation
from concord_shared.deadlines.clocks import AgreeExtension, ExtendDeadline, agree, extend
from concord_shared.decisions import Decision, refuse
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.refusals import Refusal
from concord_shared.world import World


def decide(command: BaseModel, state: Mediation, world: World) -> Decision:
    if state.suspended:
        return refuse(CASE_SUSPENDED)
    match command:
        case ExtendDeadline():
            return extend(command, state.clocks, state.orgs, entitled(state, world), world, state.case)
        case AgreeExtension():
            return agree(command, state.clocks, state.orgs, world, state.case)
        case c.ProposeDisclosure():
            return disclosing.propose(command, state, world)
        case c.AgreeDisclosure():
            return disclosing.agree(command, state, world)
        case c.Asked() if state.stage is not None:
            decision = _decide(command, state, world)
            return replace(decision, facts=with_clocks(state, decision.facts, world))
        case _:
            return refuse(not_open(command, state, world))


def _decide(command: c.Asked, state: Mediation, world: World) -> Decision:
    match command:
        case c.ConsentToMediation():
            return consent.consent(command, state, world)
        case c.DeclineMediation():
            return consent.decline(command, state, world)
        case c.AppointMediator():
            return appointing.appoint(command, state, world)
        case c.ObjectToMediator():
            return in_office.object_to(command, state, world)
        case c.KeepMediator():
            return in_office.keep(state, world)
        case c.DeclareNoMediator():
            return ending.declare_no_mediator(state, world)
        case c.EngageCriticalFriend():
            return engaging.engage(command, state, world)
        case c.SupportFurtherMediation():
            return elsewhere.support(command, state, world)
        case c.RecordOutsideResult():
            return elsewhere.record_result(command, state, world)
        case c.StandDown():
            return in_office.stand_down(command, state, world)
        case c.RecordSession():
            return sessions.record_session(command, state, world)
        case c.RecordTerms():
            return sessions.record_terms(command, state, world)
        case c.ConfirmTerms():
            return sessions.confirm_terms(command, state, world)
        case c.DeclareNoAgreement():
            return ending.declare_no_agreement(command, state, world)
        case c.DeclareLapsed():
            return ending.declare_lapsed(command, state, world)
        case _:
            raise TypeError(f"mediation has no answer to {type(command).__name__}")


def entitled(state: Mediation, world: World) -> Callable[[str], Unmet | None]:
    def lacks(who: str) -> Unmet | None:
        if who == "all_parties":
            return None
        refusal = not_an_appointer(state, world) if who == "appointer" else NOBODY_HERE
        return Unmet(refusal.code, refusal.message) if refusal else None

    return lacks


def not_open(command: BaseModel, state: Mediation, world: World) -> Refusal:
    """After the end: where the pack says until when mediation may be declined, its own sentence is given."""
    words = "Mediation is not open in this case."
    guard = None
    if state.result == "settled":
        words = "The terms are confirmed by every party, and mediation has ended."
        guard = world.pack.guard_by("mediation_voluntary")
    if guard is None or type(command).__name__ not in guard.commands:
        return Refusal(code="StageNotOpen", message=words)
    return refusal_of(guard, Unmet("StageNotOpen", words), world.pack)


CASE_SUSPENDED = Refusal(
    code="CaseSuspended",
    message="This case is paused, and its clocks with it: nothing is done in it until it is resumed.",
)
NOBODY_HERE = Refusal(code="NoAuthority", message="Nobody in this stage can give more time for this.")
