"""Agreeing to mediation, and declining it: both are a party's free choice (mediation is voluntary)."""

from collections.abc import Collection

from concord_mediation.domain import commands as c
from concord_mediation.domain import facts as f
from concord_mediation.domain.ending import failed
from concord_mediation.domain.refusing import by_guard, not_a_party
from concord_mediation.domain.state import Mediation
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World


def consent(command: c.ConsentToMediation, state: Mediation, world: World) -> Decision:
    refusal = not_a_party(state, world) or _not_needed(state, world) or by_guard(command, state, world)
    refusal = refusal or _already(state, world)
    if refusal:
        return refuse(refusal)
    given = f.MediationConsentGiven(party=world.actor.organisation)
    return accept(given, *agreed_by_all(state, state.consents | {given.party}))


def agreed_by_all(state: Mediation, consents: Collection[str]) -> tuple[Fact, ...]:
    """The last consent is in: that alone is told to others."""
    if state.stage is None or state.agreed or not set(state.orgs) <= set(consents):
        return ()
    return (f.MediationAgreedByAll(stage_id=state.stage.id),)


def decline(command: c.DeclineMediation, state: Mediation, world: World) -> Decision:
    refusal = not_a_party(state, world) or by_guard(command, state, world)
    if refusal:
        return refuse(refusal)
    all_in = not (needs_consent(state, world) and state.missing_consents)
    begun = all_in and (state.sessions > 0 or state.supported)
    party = Sealed("mediation", state.case, world.actor.organisation)
    declined = f.MediationDeclined(party=party, moment="during" if begun else "before_start")
    return accept(declined, failed(state, "left" if begun else "declined", world.on, world))


def needs_consent(state: Mediation, world: World) -> bool:
    consent = world.pack.stage(state.stage.id).consent if state.stage else None
    return consent is not None and consent.required == "all_parties"


def _not_needed(state: Mediation, world: World) -> Refusal | None:
    if needs_consent(state, world):
        return None
    message = "Nobody has to agree first at this stage; whoever does not want to talk says so (DeclineMediation)."
    return Refusal(code="NotForeseen", message=message)


def _already(state: Mediation, world: World) -> Refusal | None:
    if world.actor.organisation not in state.consents:
        return None
    return Refusal(
        code="AlreadyConsented", message="This party has agreed to mediation already; nothing more is needed."
    )
