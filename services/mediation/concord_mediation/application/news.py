"""When something new is told of a person or a party, every mediator whom it touches is checked again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from concord_mediation.application.handlers import outcome_of, stream_of, world_of
from concord_mediation.domain import officer, parties
from concord_mediation.domain.clocks import dated, with_clocks
from concord_mediation.domain.evolve import evolve
from concord_mediation.domain.rechecking import recheck
from concord_mediation.domain.state import Mediation
from concord_shared.contracts.base import Party, Told
from concord_shared.contracts.directory import InterestDeclared, RoleAssigned, RoleEnded
from concord_shared.contracts.intake import CaseSplit, ConcernAdopted, PartyAdded, PartyLeft
from concord_shared.decisions import Happening, Outcome, Write, accept
from concord_shared.directory import DirectoryCopy
from concord_shared.facts import Fact
from concord_shared.parts import Desk
from concord_shared.world import World

Reaction = Callable[[Told, Desk], Outcome]


def role_told(told: Told, desk: Desk) -> Outcome:
    role = told.contract
    assert isinstance(role, RoleAssigned | RoleEnded)
    since = role.starts_on if isinstance(role, RoleAssigned) else role.ended_on
    return _outcome(_rechecked(told, _cases_of([role.officer], desk), since, desk))


def interest_declared(told: Told, desk: Desk) -> Outcome:
    """One that names no case touches every case of theirs."""
    declared = told.contract
    assert isinstance(declared, InterestDeclared)
    cases = _cases_of(_touched(declared, desk.directory), desk)
    theirs = [case for case in cases if declared.case_id in (None, case)]
    return _outcome(_rechecked(told, theirs, declared.from_on or told.occurred_on, desk))


def party_told(told: Told, desk: Desk) -> Outcome:
    """Who is a party decides who may mediate, and whether the others have agreed to everything by now."""
    assert told.case is not None
    state: Mediation = desk.load(stream_of(told.case))
    if state.stage_id is None:
        return Outcome()
    world = world_of(state, desk)
    changed = _parties_changed(told, state, world)
    after = _after(state, changed, world)
    again = recheck(after, told.name, told.occurred_on, world) if _matters(told, state, changed) else ()
    return outcome_of(accept(*with_clocks(state, (*changed, *again), world)), state, world)


def _rechecked(told: Told, cases: Iterable[str], since: date, desk: Desk) -> Iterator[Write]:
    """What a check has known already is not checked again."""
    for case in cases:
        state: Mediation = desk.load(stream_of(case))
        if state.mediator is None or desk.directory.position <= state.mediator.checked_at:
            continue
        world = world_of(state, desk)
        facts = with_clocks(state, recheck(state, told.name, since, world), world)
        yield from outcome_of(accept(*facts), state, world).writes


def _outcome(writes: Iterable[Write]) -> Outcome:
    return Outcome(writes=tuple(writes))


def _cases_of(officers: Iterable[str], desk: Desk) -> list[str]:
    offices: list[officer.Offices] = [desk.load(officer.stream_of(each)) for each in officers]
    return sorted({case for each in offices for case in each.cases})


def _touched(declared: InterestDeclared, directory: DirectoryCopy) -> set[str]:
    """Whose interest it is; one of an organisation touches all who hold a seat of it, or of the one it is with."""
    orgs = {declared.org, declared.with_org} if declared.org is not None else set[str | None]()
    seated = {role.officer for role in directory.roles() if role.org in orgs}
    return seated | ({declared.officer} if declared.officer is not None else set())


def _parties_changed(told: Told, state: Mediation, world: World) -> tuple[Fact, ...]:
    match told.contract:
        case PartyLeft(org=org):
            return parties.left(state, (org,), "left", world)
        case CaseSplit(parties_moved=moved):
            return parties.left(state, moved, "split", world)
        case PartyAdded(org=org, side=side):
            party = Party(org=org, side=side, sector=world.directory.sector(org))
            return parties.joined(state, party, world)
        case _:
            return ()


def _matters(told: Told, state: Mediation, changed: tuple[Fact, ...]) -> bool:
    """Who leaves takes ties away: that is of interest where one of them was waiting to be cleared."""
    if isinstance(told.contract, PartyLeft | CaseSplit):
        return bool(changed) and state.mediator is not None and state.mediator.flagged
    return bool(changed) or isinstance(told.contract, ConcernAdopted)


def _after(state: Mediation, changed: Iterable[Happening], world: World) -> Mediation:
    for each in changed:
        state = evolve(state, *dated(each, world.on))
    return state


REACTIONS: Mapping[str, Reaction] = {
    "directory.RoleAssigned": role_told,
    "directory.RoleEnded": role_told,
    "directory.InterestDeclared": interest_declared,
    "intake.PartyAdded": party_told,
    "intake.ConcernAdopted": party_told,
    "intake.PartyLeft": party_told,
    "intake.CaseSplit": party_told,
}
