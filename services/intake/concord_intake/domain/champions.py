"""Champions: who tries first to settle it, by the office that the pack names, and who has nobody in it."""

from collections.abc import Iterable

from concord_intake.domain.standing import role_of
from concord_intake.domain.state import Case
from concord_shared.contracts.base import OfficeHeld
from concord_shared.contracts.intake import CHAMPION
from concord_shared.packs.model import Guard, Pack
from concord_shared.world import World

ATTEMPT, NAMED = "informal_attempt_recorded", "champion_named"
ANY_PARTY = ("any_party", "raising_organisation")
COMMAND = "RecordInformalAttempt"


def supporter(state: Case, world: World) -> OfficeHeld | None:
    """Whoever records an attempt in an office that the pack has for that; the act bars it from judging later."""
    role, guard = role_of(world), _guard(ATTEMPT, state, world.pack)
    if role is None or guard is None or role.office not in _offices(guard):
        return None
    return OfficeHeld(office=CHAMPION, officer=role.officer, org=role.org)


def without_champion(took_part: Iterable[str], state: Case, world: World) -> tuple[str, ...]:
    """Members that took part with fewer officers in that office than the pack wants each to name; it refuses nobody."""
    named, tried = _guard(NAMED, state, world.pack), _guard(ATTEMPT, state, world.pack)
    if named is None or tried is None:
        return ()
    office, least = str(tried.params.get("by")), named.params.get("minimum_per_signatory", 1)
    holders = [role.org for role in world.directory.holders(office, world.on)]
    members = (org for org in took_part if (known := world.directory.organisation(org)) and known.is_member)
    return tuple(org for org in members if holders.count(org) < least)


def may_stand_in(office: str, org: str, guard: Guard, world: World) -> bool:
    """The office named, or the one that stands in for it where that organisation has nobody in the first."""
    by, fallback = guard.params.get("by"), guard.params.get("fallback")
    if office == by:
        return True
    return office == fallback and world.directory.holding(org, str(by), world.on) is None


def _offices(guard: Guard) -> set[str]:
    named = (guard.params.get(key) for key in ("by", "fallback", "support_from"))
    return {str(each) for each in named if each} - set(ANY_PARTY)


def _guard(predicate: str, state: Case, pack: Pack) -> Guard | None:
    bound = pack.guards_for(COMMAND, state.stage_id)
    return next((each for each in bound if each.predicate == predicate), None)
