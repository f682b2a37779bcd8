"""While somebody mediates: an objection and its answer, and standing down."""

from concord_mediation.domain import commands as c
from concord_mediation.domain import facts as f
from concord_mediation.domain.refusing import by_guard, not_a_party, not_an_appointer, not_the_mediator
from concord_mediation.domain.state import Mediation
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World


def object_to(command: c.ObjectToMediator, state: Mediation, world: World) -> Decision:
    refusal = not_a_party(state, world) or _nobody_there(state) or by_guard(command, state, world)
    if refusal:
        return refuse(refusal)
    why = Sealed("mediation", state.case, command.reason)
    return accept(f.MediatorObjectedTo(party=world.actor.organisation, why=why))


def keep(state: Mediation, world: World) -> Decision:
    refusal = not_an_appointer(state, world) or _no_objection(state)
    if refusal:
        return refuse(refusal)
    assert state.mediator is not None
    return accept(f.MediatorKept(mediator_ref=state.mediator.ref, kept_by=world.actor.office))


def stand_down(command: c.StandDown, state: Mediation, world: World) -> Decision:
    refusal = not_the_mediator(state, world) or by_guard(command, state, world)
    if refusal:
        return refuse(refusal)
    return accept(stood_down(state, "own_wish", command.reason))


def stood_down(state: Mediation, why: str, reason: str | None = None) -> f.MediatorStoodDown:
    assert state.mediator is not None
    words = Sealed("mediation", state.case, reason) if reason else None
    return f.MediatorStoodDown(mediator_ref=state.mediator.ref, why=why, reason=words)


def _nobody_there(state: Mediation) -> Refusal | None:
    if state.mediator is not None:
        return None
    return Refusal(code="NoMediator", message="There is no mediator to object to yet.")


def _no_objection(state: Mediation) -> Refusal | None:
    if state.mediator is not None and state.objection_open:
        return None
    return Refusal(code="NoObjection", message="No objection to a mediator waits for an answer.")
