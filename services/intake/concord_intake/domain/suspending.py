"""A case that waits: because every party agrees, or because of an outside body; and how it goes on."""

from concord_intake.domain.commands import AgreeSuspension, ResumeCase, SuspendCase
from concord_intake.domain.coordinating import coordinates
from concord_intake.domain.evolve import evolve
from concord_intake.domain.facts import CaseResumed, CaseSuspended, SuspensionAgreed, SuspensionProposed
from concord_intake.domain.leaving import ALL_AGREE, complete
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.rules import refusal_by_rules
from concord_intake.domain.rules_of_talks import FOR_ITSELF
from concord_intake.domain.standing import is_for_itself
from concord_intake.domain.state import Case
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.packs.guards import Unmet
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

OUTSIDE_ROUTE, OUTSIDE_ASKS = "outside_route", "outside_body_asks"
WENT_OUTSIDE = "the_party_that_went_outside_asks"
REPORTED, ASKED = "outcome_reported", "asked_by_party"


def suspend(command: SuspendCase, state: Case, world: World) -> Decision:
    actor = world.actor.organisation
    party = actor if actor in state.orgs else None
    unmet = None if is_for_itself(world) else Unmet("NoAuthority", FOR_ITSELF)
    refusal = _refused(unmet, state, world) if party else coordinates("SuspendCase", state, world)
    if refusal is not None:
        return refuse(refusal)
    reason = sealed(command.reason, state)
    if command.ground == OUTSIDE_ASKS:
        return _for_outside_body(party, state, world, reason)
    if state.pausing is not None:
        return refuse(ALREADY_PROPOSED)
    return accept(SuspensionProposed(party=party, reason=reason))


def _for_outside_body(party: str | None, state: Case, world: World, reason: Sealed | None) -> Decision:
    if OUTSIDE_ASKS not in world.pack.procedure.external_route_effect.pause_when:
        unmet = Unmet("AgreementOfAllRequired", "This Compact does not let an outside body's wish alone suspend it.")
    elif not state.outside:
        unmet = Unmet(
            "AgreementOfAllRequired", "No outside route is on record: record it first (RecordExternalRemedy)."
        )
    elif party not in (None, *state.outside):
        unmet = Unmet("NoAuthority", "The party that went outside says so, or the coordinator.")
    else:
        return accept(CaseSuspended(stage_id=state.stage_id, why=OUTSIDE_ASKS, reason=reason))
    return refuse(by_rule(world.pack, "AgreeSuspension", state.stage_id, unmet))


def agree(command: AgreeSuspension, state: Case, world: World, party: str) -> Decision:
    """With the last party's own agreement the case is suspended."""
    refusal = refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    agreed = state.pausing
    if agreed is None:
        unmet = Unmet("AgreementOfAllRequired", "No suspension is proposed: propose one first (SuspendCase).")
        return refuse(by_rule(world.pack, "AgreeSuspension", state.stage_id, unmet))
    if party in agreed:
        return refuse(ALREADY_AGREED)
    fact, everybody = SuspensionAgreed(party=party), (*agreed, party)
    if not set(state.orgs) <= set(everybody):
        return accept(fact)
    return accept(fact, CaseSuspended(stage_id=state.stage_id, agreed_by=everybody, why=ALL_AGREE))


def resume(command: ResumeCase, state: Case, world: World) -> Decision:
    """What was complete while the case waited takes effect now."""
    refusal = _may_not_resume(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    fact = CaseResumed(stage_id=state.stage_id, why=command.why, reason=sealed(command.reason, state))
    return accept(fact, *complete(evolve(state, fact, world.on), "CaseResumed", world))


def _may_not_resume(command: ResumeCase, state: Case, world: World) -> Refusal | None:
    party = world.actor.organisation
    if party not in state.orgs:
        refusal = coordinates("ResumeCase", state, world)
        if refusal is not None:
            return refusal
    unmet = _not_a_ground(command, state, world, party)
    return _refused(unmet, state, world)


def _not_a_ground(command: ResumeCase, state: Case, world: World, party: str) -> Unmet | None:
    if not is_for_itself(world):
        return Unmet("NoAuthority", FOR_ITSELF)
    if command.why == REPORTED:
        return None if state.outside else Unmet("NoOutsideRoute", "No outside route is on record here.", "why")
    if party not in state.orgs:
        return Unmet("NotAParty", "A party itself asks to go on.", "why")
    grounds = world.pack.procedure.external_route_effect.resume_on
    by_all = state.suspended == ALL_AGREE or not grounds
    if by_all or (WENT_OUTSIDE in grounds and party in state.outside):
        return None
    return Unmet("NoAuthority", "The party that went outside can ask to go on, or anybody reports the outcome.", "why")


def _refused(unmet: Unmet | None, state: Case, world: World) -> Refusal | None:
    return by_rule(world.pack, "AgreeSuspension", state.stage_id, unmet) if unmet else None


def sealed(text: str | None, state: Case) -> Sealed | None:
    return Sealed("case", state.id, text) if text else None


ALREADY_PROPOSED = Refusal(
    code="AlreadyProposed", message="A suspension is proposed already: agree to it (AgreeSuspension)."
)
ALREADY_AGREED = Refusal(
    code="AlreadyAgreed", message="Your organisation has agreed; every other party has to do so too."
)
