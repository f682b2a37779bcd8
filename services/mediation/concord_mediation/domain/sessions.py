"""Sessions, and the terms that the parties find in them."""

from concord_mediation.domain import commands as c
from concord_mediation.domain import facts as f
from concord_mediation.domain.refusing import by_guard, not_a_party, not_the_helper
from concord_mediation.domain.state import Mediation
from concord_mediation.domain.terms_text import sha256_of
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World


def record_session(command: c.RecordSession, state: Mediation, world: World) -> Decision:
    refusal = not_the_helper(state, world) or by_guard(command, state, world) or _bad_session(command, state, world)
    if refusal:
        return refuse(refusal)
    sides = command.attending_sides or state.orgs
    return accept(f.MediationSessionHeld(held_on=command.held_on, attending_sides=sides))


def record_terms(command: c.RecordTerms, state: Mediation, world: World) -> Decision:
    refusal = not_the_helper(state, world) or by_guard(command, state, world)
    if refusal:
        return refuse(refusal)
    terms = Sealed("mediation", state.case, command.text)
    return accept(f.MediationTermsRecorded(terms=terms, terms_sha256=sha256_of(command.text)))


def confirm_terms(command: c.ConfirmTerms, state: Mediation, world: World) -> Decision:
    """The last confirmation settles."""
    refusal = (
        not_a_party(state, world) or by_guard(command, state, world) or _nothing_there(state) or _already(state, world)
    )
    if refusal:
        return refuse(refusal)
    assert state.terms_sha256 is not None
    party = world.actor.organisation
    confirmed = f.MediationTermsConfirmed(party=party, terms_sha256=state.terms_sha256)
    if any(org not in state.confirmed for org in state.orgs if org != party):
        return accept(confirmed)
    return accept(confirmed, f.MediationSettled(confirmed_by=state.orgs, settled_on=world.on))


def _bad_session(command: c.RecordSession, state: Mediation, world: World) -> Refusal | None:
    assert state.stage is not None
    if not state.stage.opened_on <= command.held_on <= world.on:
        message = "A session is recorded after it was held, and is held after the stage opened. Check the date."
        return Refusal(code="DateOutOfRange", message=message, field="held_on")
    strangers = [side for side in command.attending_sides if side not in state.orgs]
    if strangers:
        message = f"Only parties attend: {', '.join(state.orgs)}."
        return Refusal(code="NotAParty", message=message, field="attending_sides")
    return None


def _nothing_there(state: Mediation) -> Refusal | None:
    """Where no rule of the pack says so."""
    if state.terms_sha256 is not None:
        return None
    return Refusal(code="TermsDiffer", message="No terms are recorded here that could be confirmed.")


def _already(state: Mediation, world: World) -> Refusal | None:
    if world.actor.organisation not in state.confirmed:
        return None
    return Refusal(code="AlreadyConfirmed", message="This party has confirmed these terms already.")
