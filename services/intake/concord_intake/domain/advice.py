"""Who may give first advice: the first office of the chain that has no part in the matter (001:620)."""

from dataclasses import dataclass
from datetime import date

from concord_intake.domain.refusals import by_rule
from concord_intake.domain.standing import involved, role_of, triage_chain
from concord_intake.domain.state import Advised, Case
from concord_shared.conflicts import CaseTies, Conflict, find_conflicts
from concord_shared.directory import DirectoryCopy, Role
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Pack
from concord_shared.refusals import Refusal
from concord_shared.world import World

PREDICATE = "triage_body_unconflicted"


@dataclass(frozen=True)
class Matter:
    """What of a case decides whose turn it is: its id and the organisations on either side. `first` gave the advice
    that is looked at a second time, if it is."""

    case: str
    orgs: tuple[str, ...]
    accepted_on: date | None = None
    first: Advised | None = None


def matter_of(state: Case, *more: str) -> Matter:
    """`more` are further organisations that a command names."""
    first = state.advised if state.second_look else None
    return Matter(state.id, (*involved(state), *more), state.accepted_on, first)


def may_advise(command: str, state: Case, world: World, responding: tuple[str, ...] = ()) -> Refusal | None:
    """None for the office whose turn it is. `responding` are further organisations that the command names."""
    unmet = turn(role_of(world), matter_of(state, *responding), world.pack, world.directory, world.on)
    if unmet is None:
        return None
    bound = (each for each in world.pack.guards_for(command, None) if each.predicate == PREDICATE)
    guard = next(bound, None)
    return refusal_of(guard, unmet, world.pack) if guard else by_rule(world.pack, command, None, unmet)


def turn(role: Role | None, matter: Matter, pack: Pack, directory: DirectoryCopy, on: date) -> Unmet | None:
    """None where it is this role's turn: nobody before it in the chain is free to act, and it is free itself."""
    chain = _chain(matter, pack)
    if role is None or role.office not in triage_chain(pack):
        return Unmet("NoAuthority", "The office in which you act is not among those that give first advice.")
    if matter.first is not None and (role.office not in chain or role.officer == matter.first.officer):
        return Unmet("NoAuthority", "A second look is for another office than the one that gave the first advice.")
    found = _ties(role, matter, pack, directory, on)
    if found:
        return Unmet("AdviceBodyConflicted", f"Whoever acts here {found[0].in_words}.")
    for office in chain[: chain.index(role.office)]:
        if _is_free(office, matter, pack, directory, on):
            words = pack.terminology.roles.get(office, office)
            return Unmet("NoAuthority", f"It is the turn of {words}, without a part in it.")
    return None


def next_office(matter: Matter, world: World) -> str:
    """The first office of the chain that is free to act, or its last."""
    chain = _chain(matter, world.pack)
    free = (each for each in chain if _is_free(each, matter, world.pack, world.directory, world.on))
    return next(free, chain[-1])


def _chain(matter: Matter, pack: Pack) -> tuple[str, ...]:
    """At a second look the offices after the first one; where there is none, another officer of the last."""
    chain = triage_chain(pack)
    if matter.first is None or matter.first.office not in chain:
        return chain
    return chain[chain.index(matter.first.office) + 1 :] or chain[-1:]


def _is_free(office: str, matter: Matter, pack: Pack, directory: DirectoryCopy, on: date) -> bool:
    barred = matter.first.officer if matter.first else None
    holders = [each for each in directory.holders(office, on) if each.officer != barred]
    return any(not _ties(each, matter, pack, directory, on) for each in holders)


def _ties(role: Role, matter: Matter, pack: Pack, directory: DirectoryCopy, on: date) -> tuple[Conflict, ...]:
    guard = pack.guard_by(PREDICATE)
    rules = tuple(guard.params["conflict"]) if guard else pack.triage.conflict
    ties = CaseTies(parties=matter.orgs, accepted_on=matter.accepted_on, case=matter.case)
    return find_conflicts(rules, role, ties, directory, on=on)
