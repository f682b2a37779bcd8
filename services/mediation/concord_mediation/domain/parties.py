"""When a party leaves, is moved to another case or joins: what the others have done may now be complete."""

from collections.abc import Collection, Sequence

from concord_mediation.domain import facts as f
from concord_mediation.domain.consent import agreed_by_all, needs_consent
from concord_mediation.domain.disclosing import completed
from concord_mediation.domain.evolve import evolve
from concord_mediation.domain.state import Mediation
from concord_shared.contracts.base import Party
from concord_shared.facts import Fact
from concord_shared.world import World


def left(state: Mediation, orgs: Collection[str], why: str, world: World) -> tuple[Fact, ...]:
    gone = tuple(org for org in state.orgs if org in orgs)
    if not gone:
        return ()
    stay = tuple(party for party in state.parties if party.org not in gone)
    return _changed(state, stay, world, left=gone, why=why, after_session=state.met)


def joined(state: Mediation, party: Party, world: World) -> tuple[Fact, ...]:
    if state.stage is None or party.org in state.orgs:
        return ()
    return _changed(state, (*state.parties, party), world, joined=(party.org,), why="added")


def _changed(state: Mediation, parties: Sequence[Party], world: World, **more: object) -> tuple[Fact, ...]:
    fact = f.MediationPartiesChanged.model_validate({"parties": tuple(parties), **more})
    after = evolve(state, fact, world.on)
    now_agreed = agreed_by_all(after, after.consents) if after.orgs and needs_consent(after, world) else ()
    return (fact, *now_agreed, *_now_settled(after, world), *completed(after.items, after))


def _now_settled(state: Mediation, world: World) -> tuple[Fact, ...]:
    """Only between two or more: one party alone settles nothing."""
    if state.stage is None or not state.all_confirmed or len(state.orgs) < 2:
        return ()
    return (f.MediationSettled(confirmed_by=state.orgs, settled_on=world.on),)
