"""Whether a panel has as many members, and from the sectors, as the Compact asks for."""

from collections.abc import Sequence

from concord_panel.domain.state import Panel
from concord_shared.packs.guards import Unmet
from concord_shared.packs.model import Guard
from concord_shared.world import World

PRIVATE = "private"


def not_cross_sector(guard: Guard, orgs: Sequence[str], state: Panel, world: World) -> Unmet | None:
    size = guard.params.get("size")
    if size is not None and len(orgs) != size:
        return Unmet("WrongNumber", f"There are {len(orgs)}.", "members")
    there = {world.directory.sector(org) for org in orgs}
    wanted = set(guard.params.get("sectors_needed", ()))
    if guard.params.get("private_member_if_private_party"):
        wanted |= {PRIVATE} & {party.sector for party in state.parties}
    missing = sorted(wanted - there)
    if missing:
        return Unmet("PanelNotCrossSector", f"Nobody is there from: {', '.join(missing)}.", "members")
    if len(there) < guard.params.get("sectors_needed_at_least", 0):
        return Unmet("PanelNotCrossSector", "All members are of one sector.", "members")
    return None
