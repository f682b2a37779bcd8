"""Who is barred from looking into a case, and why."""

from dataclasses import dataclass

from concord_panel.domain.state import Panel
from concord_shared.conflicts import CaseTies, Conflict, find_conflicts
from concord_shared.directory import Role
from concord_shared.packs.guards import Unmet
from concord_shared.packs.model import Guard
from concord_shared.world import World


@dataclass(frozen=True)
class Barred(Unmet):
    """Why somebody cannot hold an office or act: `reason` is the code that goes on record."""

    reason: str = ""


def tie_of(officer: str, guard: Guard, office: str, state: Panel, world: World) -> Conflict | None:
    """The first tie that the officer has in any seat held today."""
    for role in roles_today(officer, world):
        found = tie_in(role, guard, office, state, world)
        if found is not None:
            return found
    return None


def tie_in(role: Role, guard: Guard, office: str, state: Panel, world: World) -> Conflict | None:
    """The guard says which rules bind, and which of them every party together may waive, tie by tie."""
    case = CaseTies(state.orgs, state.accepted_on, state.offices_held, case=state.case)
    rules, waivable = guard.params["conflict"], guard.params.get("waivable", ())
    found = find_conflicts(rules, role, case, world.directory, office=office, on=world.on, waivable=waivable)
    return found[0] if found else None


def works_for_a_party(role: Role, state: Panel) -> bool:
    return not {role.org, role.employer_org}.isdisjoint(state.orgs)


def roles_today(officer: str, world: World) -> list[Role]:
    return [role for role in world.directory.roles_of(officer) if role.held_on(world.on)]
