"""When an interest, a role or the parties change, panel looks again at who holds an office in what is under way."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from concord_panel.application.handlers import outcome_of, stream_of, world_of
from concord_panel.application.under_way import cases_under_way
from concord_panel.domain.clocks import with_clocks
from concord_panel.domain.party_changes import parties_changed
from concord_panel.domain.rechecking import Cause, recheck
from concord_panel.domain.state import Panel
from concord_shared.contracts.base import Party, Told
from concord_shared.contracts.directory import InterestDeclared, RoleAssigned, RoleEnded
from concord_shared.contracts.intake import CaseSplit, PartyAdded, PartyLeft
from concord_shared.decisions import Outcome, Write, accept
from concord_shared.facts import On
from concord_shared.parts import Desk


def interest_declared(told: Told, desk: Desk) -> Outcome:
    """One that names no case touches every case that is under way."""
    declared = told.contract
    assert isinstance(declared, InterestDeclared)
    officers = frozenset([declared.officer] if declared.officer else [])
    of_orgs = (declared.org, None if declared.officer else declared.with_org)
    orgs = frozenset(org for org in of_orgs if org is not None)
    cause = Cause(told.name, declared.from_on, officers, orgs)
    panels = [each for each in cases_under_way(desk) if declared.case_id in (None, each.case)]
    return _rechecked(panels, cause, desk)


def role_changed(told: Told, desk: Desk) -> Outcome:
    role = told.contract
    assert isinstance(role, RoleAssigned | RoleEnded)
    since = role.starts_on if isinstance(role, RoleAssigned) else role.ended_on
    return _rechecked(cases_under_way(desk), Cause(told.name, since, frozenset({role.officer})), desk)


def _rechecked(panels: list[Panel], cause: Cause, desk: Desk) -> Outcome:
    return Outcome(writes=tuple(write for state in panels for write in _in_one(state, cause, desk)))


def _in_one(state: Panel, cause: Cause, desk: Desk) -> tuple[Write, ...]:
    """What is heard late is looked at late: nobody stands down before having been appointed."""
    if state.acted_on is None:
        return ()
    world = world_of(state.pack_version, desk)
    world = replace(world, on=max(world.on, state.acted_on))
    happened = with_clocks(state, recheck(state, cause, world), world)
    dated = (each if isinstance(each, On) else On(each, world.on) for each in happened)
    return outcome_of(accept(*dated), state, world).writes


def party_left(told: Told, desk: Desk) -> Outcome:
    left = told.contract
    assert isinstance(left, PartyLeft)
    return _changed(told, (left.org,), (), "left", desk)


def case_split(told: Told, desk: Desk) -> Outcome:
    split = told.contract
    assert isinstance(split, CaseSplit)
    return _changed(told, tuple(split.parties_moved), (), "split", desk)


def party_added(told: Told, desk: Desk) -> Outcome:
    added = told.contract
    assert isinstance(added, PartyAdded)
    sector = desk.directory.sector(added.org)
    return _changed(told, (), (Party(org=added.org, side=added.side, sector=sector),), "joined", desk)


def _changed(told: Told, left: tuple[str, ...], joined: tuple[Party, ...], why: str, desk: Desk) -> Outcome:
    """Before the first stage of ours there is nothing to change: its parties come with it."""
    assert told.case is not None
    state: Panel = desk.load(stream_of(told.case))
    if state.pack_version is None or not state.parties:
        return Outcome()
    world = world_of(state.pack_version, desk)
    return outcome_of(accept(*parties_changed(state, left, joined, why, told.name, world)), state, world)


REACTIONS: Mapping[str, Callable[[Told, Desk], Outcome]] = {
    "directory.InterestDeclared": interest_declared,
    "directory.RoleAssigned": role_changed,
    "directory.RoleEnded": role_changed,
    "intake.PartyAdded": party_added,
    "intake.PartyLeft": party_left,
    "intake.CaseSplit": case_split,
}
