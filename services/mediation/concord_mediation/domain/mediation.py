"""The decisions of a mediation in one view: which command goes where, and what each fact starts or ends."""

from dataclasses import replace

from concord_mediation.domain import appointing, consent, ending, sessions
from concord_mediation.domain import commands as c
from concord_mediation.domain.clocks import with_clocks
from concord_mediation.domain.state import Mediation
from concord_shared.decisions import Decision, refuse
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.refusals import Refusal
from concord_shared.world import World


def decide(command: c.Asked, state: Mediation, world: World) -> Decision:
    if state.stage is None:
        return refuse(not_open(command, state, world))
    decision = _decide(command, state, world)
    return replace(decision, facts=with_clocks(state, decision.facts, world))


def _decide(command: c.Asked, state: Mediation, world: World) -> Decision:
    match command:
        case c.ConsentToMediation():
            return consent.consent(command, state, world)
        case c.DeclineMediation():
            return consent.decline(command, state, world)
        case c.AppointMediator():
            return appointing.appoint(command, state, world)
        case c.ObjectToMediator():
            return appointing.object_to(command, state, world)
        case c.StandDown():
            return appointing.stand_down(command, state, world)
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


def not_open(command: c.Asked, state: Mediation, world: World) -> Refusal:
    """After the end: where the pack says until when mediation may be declined, its own sentence is given."""
    words = "Mediation is not open in this case."
    guard = None
    if state.result == "settled":
        words = "The terms are confirmed by every party, and mediation has ended."
        guard = world.pack.guard_by("mediation_voluntary")
    if guard is None or type(command).__name__ not in guard.commands:
        return Refusal(code="StageNotOpen", message=words)
    return refusal_of(guard, Unmet("StageNotOpen", words), world.pack)
