"""Whom a Compact keeps off a panel besides those with a tie: by name of the rule, as packs have it."""

from collections.abc import Callable, Mapping

from concord_panel.domain.state import CRITICAL_FRIEND, Panel
from concord_panel.domain.ties import roles_today
from concord_shared.directory import Role
from concord_shared.packs.model import Guard
from concord_shared.world import World


def also_excluded(role: Role, guard: Guard, state: Panel, world: World) -> bool:
    return any(EXCLUDED[name](role, state, world) for name in guard.params.get("also_excluded", ()) if name in EXCLUDED)


def _critical_friend(role: Role, state: Panel, _world: World) -> bool:
    return state.held_by(role.officer, CRITICAL_FRIEND)


def _champion_of_a_party(role: Role, state: Panel, world: World) -> bool:
    """Champions are whom the pack has talk for their organisations first."""
    talks = world.pack.guard_by("informal_attempt_recorded")
    office = talks.params.get("by") if talks else None
    return any(held.office == office and held.org in state.in_dispute for held in roles_today(role.officer, world))


EXCLUDED: Mapping[str, Callable[[Role, Panel, World], bool]] = {
    "critical_friend_of_the_case": _critical_friend,
    "champions_of_the_parties": _champion_of_a_party,
}
