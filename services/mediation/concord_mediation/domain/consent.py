"""Agreeing to mediation, and declining it: both are a party's free choice (mediation is voluntary)."""

from concord_mediation.domain import commands as c
from concord_mediation.domain import facts as f
from concord_mediation.domain.ending import failed
from concord_mediation.domain.refusing import by_guard, not_a_party
from concord_mediation.domain.state import Mediation
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World


def consent(command: c.ConsentToMediation, state: Mediation, world: World) -> Decision:
    refusal = not_a_party(state, world) or by_guard(command, state, world) or _already(state, world)
    if refusal:
        return refuse(refusal)
    return accept(f.MediationConsentGiven(party=world.actor.organisation))


def decline(command: c.DeclineMediation, state: Mediation, world: World) -> Decision:
    refusal = not_a_party(state, world) or by_guard(command, state, world)
    if refusal:
        return refuse(refusal)
    begun = not state.missing_consents and state.sessions > 0
    party = Sealed("mediation", state.case, world.actor.organisation)
    declined = f.MediationDeclined(party=party, moment="during" if begun else "before_start")
    return accept(declined, failed(state, "left" if begun else "declined", world.on, world))


def _already(state: Mediation, world: World) -> Refusal | None:
    if world.actor.organisation not in state.consents:
        return None
    return Refusal(
        code="AlreadyConsented", message="This party has agreed to mediation already; nothing more is needed."
    )
