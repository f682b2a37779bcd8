"""While somebody mediates: an objection and its answer, and standing down."""

from concord_mediation.domain import commands as c
from concord_mediation.domain import facts as f
from concord_mediation.domain.ending import stood_down
from concord_mediation.domain.refusing import by_guard, not_a_party, not_an_appointer, not_foreseen, not_the_helper
from concord_mediation.domain.seats import another_after
from concord_mediation.domain.state import Mediation
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World


def object_to(command: c.ObjectToMediator, state: Mediation, world: World) -> Decision:
    refusal = not_a_party(state, world) or not_foreseen(command, "objection_once", state, world)
    refusal = refusal or _nobody_there(state) or by_guard(command, state, world)
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
    refusal = not_the_helper(state, world) or by_guard(command, state, world)
    if refusal:
        return refuse(refusal)
    gone = stood_down(state, "own_wish", command.reason)
    return accept(gone, *another_after(state, gone, world))


def _nobody_there(state: Mediation) -> Refusal | None:
    if state.mediator is not None:
        return None
    return Refusal(code="NoMediator", message="There is no mediator to object to yet.")


def _no_objection(state: Mediation) -> Refusal | None:
    if state.mediator is not None and state.objection_open:
        return None
    return Refusal(code="NoObjection", message="No objection to a mediator waits for an answer.")
