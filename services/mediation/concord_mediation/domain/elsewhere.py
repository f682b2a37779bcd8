"""A mediation that is held elsewhere: the panel of the case helps the parties to it; they record what came of it."""

from concord_mediation.domain import commands as c
from concord_mediation.domain import facts as f
from concord_mediation.domain.ending import failed
from concord_mediation.domain.refusing import by_guard, not_a_party
from concord_mediation.domain.state import Mediation
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.refusals import Refusal
from concord_shared.world import World

SETTLED = "settled"


def support(command: c.SupportFurtherMediation, state: Mediation, world: World) -> Decision:
    refusal = _not_held_elsewhere(state) or by_guard(command, state, world)
    if refusal:
        return refuse(refusal)
    assert state.stage is not None
    supporter = world.pack.stage(state.stage.id).support_by or "panel"
    return accept(f.FurtherMediationSupported(stage_id=state.stage.id, means=command.means, supporter=supporter))


def record_result(command: c.RecordOutsideResult, state: Mediation, world: World) -> Decision:
    """What one party calls settled counts once all have said so; that they did not agree, any party may say."""
    refusal = _not_held_elsewhere(state) or not_a_party(state, world) or _already(command, state, world)
    refusal = refusal or by_guard(command, state, world)
    if refusal:
        return refuse(refusal)
    party = world.actor.organisation
    recorded = f.OutsideResultRecorded(party=party, result=command.result)
    if command.result != SETTLED:
        return accept(recorded, failed(state, "no_agreement", world.on, world))
    if set(state.orgs) - state.settled_outside - {party}:
        return accept(recorded)
    return accept(recorded, f.MediationSettled(confirmed_by=state.orgs, settled_on=world.on))


def _not_held_elsewhere(state: Mediation) -> Refusal | None:
    if state.stage is not None and state.helper is None:
        return None
    message = "In this stage mediation is not held elsewhere: what comes of it is recorded step by step."
    return Refusal(code="NotForeseen", message=message)


def _already(command: c.RecordOutsideResult, state: Mediation, world: World) -> Refusal | None:
    if command.result != SETTLED or world.actor.organisation not in state.settled_outside:
        return None
    return Refusal(code="AlreadyConfirmed", message="This party has said already that it is settled.")
