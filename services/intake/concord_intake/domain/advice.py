"""Who may give first advice: the first office of the chain that has no part in the matter (001:620)."""

from dataclasses import dataclass
from datetime import date

from concord_intake.domain.refusals import by_rule
from concord_intake.domain.standing import involved, role_of, triage_chain
from concord_intake.domain.state import Case
from concord_shared.conflicts import CaseTies, find_conflicts
from concord_shared.directory import DirectoryCopy, Role
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Pack
from concord_shared.refusals import Refusal
from concord_shared.world import World

PREDICATE = "triage_body_unconflicted"


@dataclass(frozen=True)
class Matter:
    """What of a case decides whose turn it is: its id and the organisations on either side."""

    case: str
    orgs: tuple[str, ...]
    accepted_on: date | None = None


def may_advise(command: str, state: Case, world: World, responding: tuple[str, ...] = ()) -> Refusal | None:
    """None for the office whose turn it is. `responding` are further organisations that the command names."""
    matter = Matter(state.id, (*involved(state), *responding), state.accepted_on)
    unmet = turn(role_of(world), matter, world.pack, world.directory, world.on)
    if unmet is None:
        return None
    bound = (each for each in world.pack.guards_for(command, None) if each.predicate == PREDICATE)
    guard = next(bound, None)
    return refusal_of(guard, unmet, world.pack) if guard else by_rule(world.pack, command, None, unmet)


def turn(role: Role | None, matter: Matter, pack: Pack, directory: DirectoryCopy, on: date) -> Unmet | None:
    """None where it is this role's turn: nobody before it in the chain is free to act, and it is free itself."""
    chain = triage_chain(pack)
    if role is None or role.office not in chain:
        return Unmet("NoAuthority", "The office in which you act is not among those that give first advice.")
    guard = pack.guard_by(PREDICATE)
    rules = tuple(guard.params["conflict"]) if guard else pack.triage.conflict
    ties = CaseTies(parties=matter.orgs, accepted_on=matter.accepted_on, case=matter.case)
    found = find_conflicts(rules, role, ties, directory, on=on)
    if found:
        return Unmet("AdviceBodyConflicted", f"Whoever acts here {found[0].in_words}.")
    for office in chain[: chain.index(role.office)]:
        holders = directory.holders(office, on)
        if any(not find_conflicts(rules, each, ties, directory, on=on) for each in holders):
            words = pack.terminology.roles.get(office, office)
            return Unmet("NoAuthority", f"It is the turn of {words}, without a part in it.")
    return None
