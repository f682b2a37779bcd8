"""Who may give first advice: the first office of the chain that has no part in the matter (001:620)."""

from concord_intake.domain.refusals import by_rule
from concord_intake.domain.standing import involved, role_of, triage_chain
from concord_intake.domain.state import Case
from concord_shared.conflicts import CaseTies, Conflict, find_conflicts
from concord_shared.directory import Role
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Guard
from concord_shared.refusals import Refusal
from concord_shared.world import World

PREDICATE = "triage_body_unconflicted"


def may_advise(command: str, state: Case, world: World, responding: tuple[str, ...] = ()) -> Refusal | None:
    """None for the office whose turn it is. `responding` are further organisations that the command names."""
    guard = _guard(command, world)
    unmet = _unmet(guard, state, world, (*involved(state), *responding))
    if unmet is None:
        return None
    return refusal_of(guard, unmet, world.pack) if guard else by_rule(world.pack, command, None, unmet)


def _guard(command: str, world: World) -> Guard | None:
    bound = (each for each in world.pack.guards_for(command, None) if each.predicate == PREDICATE)
    return next(bound, None)


def _unmet(guard: Guard | None, state: Case, world: World, orgs: tuple[str, ...]) -> Unmet | None:
    role, chain = role_of(world), triage_chain(world.pack)
    if role is None or role.office not in chain:
        return Unmet(
            "NoAuthority", f"Your office '{world.actor.office}' is not among those that give first advice."
        )
    rules = guard.params["conflict"] if guard else world.pack.triage.conflict
    ties = CaseTies(parties=orgs, accepted_on=state.accepted_on, case=state.id)
    found = _conflicts(rules, role, ties, world)
    if found:
        return Unmet("AdviceBodyConflicted", f"Whoever acts here {found[0].in_words}.")
    for office in chain[: chain.index(role.office)]:
        if _can_act(office, rules, ties, world):
            return Unmet(
                "NoAuthority", f"It is the turn of {_words(office, world)}, which has no part in it."
            )
    return None


def _can_act(office: str, rules: tuple[str, ...], ties: CaseTies, world: World) -> bool:
    holders = world.directory.holders(office, world.on)
    return any(not _conflicts(rules, role, ties, world) for role in holders)


def _conflicts(rules: tuple[str, ...], role: Role, ties: CaseTies, world: World) -> tuple[Conflict, ...]:
    return find_conflicts(rules, role, ties, world.directory, on=world.on)


def _words(office: str, world: World) -> str:
    return world.pack.terminology.roles.get(office, office)
