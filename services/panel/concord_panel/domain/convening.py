"""Who reviews: the body of the Compact or the group it delegates to, less everybody with a part in the case."""

from collections.abc import Iterable

from concord_panel.domain import commands as c
from concord_panel.domain import facts as f
from concord_panel.domain.also_excluded import also_excluded
from concord_panel.domain.delegating import not_delegated
from concord_panel.domain.refusing import guard_of, not_in, unmet_guard
from concord_panel.domain.reviewing import turned_away
from concord_panel.domain.rules_of_review import too_few
from concord_panel.domain.sectors import not_cross_sector
from concord_panel.domain.state import REVIEW, Panel, office_in
from concord_panel.domain.ties import tie_in, works_for_a_party
from concord_shared.contracts.panel import Member
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.directory import Role
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Group, Guard
from concord_shared.refusals import Refusal
from concord_shared.world import World

EXCLUDING = ("parties_excluded_from_review", "panel_members_unlinked")
Seats = list[Role]


def convene(command: c.ConveneReview, state: Panel, world: World) -> Decision:
    refusal = not_in(state, REVIEW) or _not_convener(state, world)
    if refusal:
        return refuse(refusal)
    refused = _conflicted(command, state, world) or turned_away(command, state, world)
    if refused:
        return refused
    seats = list(_seats(command, state, world))
    unknown = _not_members(command, seats)
    if unknown:
        return refuse(unknown)
    linked = _linked(command, seats, state, world)
    if linked:
        return linked
    able, excluded = _sorted_out(command, seats, state, world)
    refusal = _bad_group(command, able, state, world)
    if refusal:
        return refuse(refusal, *excluded)
    return accept(*excluded, _convened(command, able, state, world))


def _seats(command: c.ConveneReview, state: Panel, world: World) -> Iterable[Role]:
    """Everybody who holds a seat in the reviewing body today, or of those only the officers named."""
    bodies = _bodies(_group(state, world), state)
    held = [role for body in bodies for role in world.directory.holders(body, world.on)]
    if state.delegates:
        held = [role for role in held if role.officer in state.delegates]
    if command.members is None:
        return held
    return [role for officer in command.members for role in held if role.officer == officer]


def _bodies(group: Group, state: Panel) -> tuple[str, ...]:
    if state.delegated_to:
        return (state.delegated_to,)
    return (group.body,) if group.drawn_from is None else (group.drawn_from, group.body)


def _sorted_out(
    command: c.ConveneReview, seats: Seats, state: Panel, world: World
) -> tuple[Seats, list[f.PanelMemberExcluded]]:
    guard = _excluding(command, state, world)
    able: Seats = []
    excluded: dict[str, f.PanelMemberExcluded] = {}
    for role in seats:
        why = barred(role, guard, state, world)
        if why is None:
            able.append(role)
        elif role.org not in state.excluded:
            rule = guard.id if guard else "COI-2"
            excluded.setdefault(role.org, f.PanelMemberExcluded(org=role.org, rule=rule, why=why))
    return list({role.officer: role for role in able}.values()), list(excluded.values())


def _excluding(command: c.ConveneReview, state: Panel, world: World) -> Guard | None:
    return next((each for name in EXCLUDING if (each := guard_of(name, command, state, world))), None)


def _linked(command: c.ConveneReview, seats: Seats, state: Panel, world: World) -> Decision | None:
    """Somebody who is named for a panel and has a tie: refused, and on record. Of a whole body they are left out."""
    guard = guard_of(EXCLUDING[-1], command, state, world)
    if guard is None or command.members is None:
        return None
    found = ((role, why) for role in seats if (why := barred(role, guard, state, world)))
    for role, why in found:
        rejected = f.AppointmentRejected(
            office=office_in(_group(state, world).kind),
            rule=guard.id,
            why=why,
            proposed_by=world.actor.office,
            candidate_org=role.org,
        )
        unmet = Unmet("LinkedMember", f"One of those named, of {role.org}, cannot: {why.replace('_', ' ')}.", "members")
        return refuse(refusal_of(guard, unmet, world.pack), rejected)
    return None


def _conflicted(command: c.ConveneReview, state: Panel, world: World) -> Decision | None:
    """Who convenes may not work for a party, where the Compact says so; the next in its chain does it."""
    found = unmet_guard(command, state, world, "appointer_not_employed_by_party")
    if found is None:
        return None
    actor, guard = world.actor, found[0]
    fact = f.ReviewerRefused(org=actor.organisation, office=actor.office, what=type(command).__name__, rule=guard.id)
    return refuse(refusal_of(*found, world.pack), fact)


def barred(role: Role, guard: Guard | None, state: Panel, world: World) -> str | None:
    """An organisation in the dispute never sits in its review, whatever a pack lists (001:655, 004:187), nor one that
    was in it and has left."""
    if role.org in state.in_dispute:
        return "organisation_is_party"
    if guard is None:
        return None
    tie = tie_in(role, guard, office_in(_group(state, world).kind), state, world)
    if tie is None and also_excluded(role, guard, state, world):
        return "excluded_by_the_compact"
    return tie.reason_code if tie else None


def _bad_group(command: c.ConveneReview, able: Seats, state: Panel, world: World) -> Refusal | None:
    quorum = guard_of("quorum_met", command, state, world)
    size = guard_of("members_from_body", command, state, world)
    sectors = guard_of("panel_is_cross_sector", command, state, world)
    found: tuple[Guard, Unmet | None] | None = None
    if quorum and (unmet := too_few(quorum, len(able), state, world)):
        found = quorum, unmet
    elif size and len(able) != size.params["size"]:
        found = size, Unmet("WrongNumber", f"There are {len(able)}.", "members")
    elif sectors and (unmet := not_cross_sector(sectors, [role.org for role in able], state, world)):
        found = sectors, unmet
    elif command.chair and command.chair not in {role.officer for role in able}:
        return Refusal(code="NotAMember", message="Who chairs is a member of the group.", field="chair")
    elif not able:
        return Refusal(code="QuorumNotMet", message="Nobody without a part in the case is left.", field="members")
    return refusal_of(found[0], found[1], world.pack) if found and found[1] else None


def _convened(command: c.ConveneReview, able: Seats, state: Panel, world: World) -> f.ReviewGroupConvened:
    group = _group(state, world)
    quorum = guard_of("quorum_met", command, state, world)
    acting = world.acting_officer
    first = next((role for role in able if role.officer == acting), able[0])
    chair = next((role for role in able if role.officer == command.chair), first)
    return f.ReviewGroupConvened(
        body=state.delegated_to or group.body,
        kind=group.kind,
        members=tuple(_member(role, world) for role in able),
        chair_ref=chair.officer,
        chair_office=chair.office,
        quorum=quorum.params["quorum"] if quorum else len(able),
        directory_position=world.directory.position,
    )


def _member(role: Role, world: World) -> Member:
    return Member(member_ref=role.officer, org=role.org, sector=world.directory.sector(role.org) or "unknown")


def _group(state: Panel, world: World) -> Group:
    assert state.stage is not None
    group = world.pack.stage(state.stage.id).group
    if group is None:
        raise ValueError(f"the pack names no group for the stage {state.stage.id}")
    return group


def _not_convener(state: Panel, world: World) -> Refusal | None:
    group, office = _group(state, world), world.actor.office
    undelegated = not_delegated(state, world)
    if undelegated:
        return refusal_of(*undelegated, world.pack)
    first = group.convened_by or group.body
    if office in {first, state.delegated_to} - {None}:
        return None
    if office == group.convener_fallback and _passes_on(first, state, world):
        return None
    return Refusal(code="NotTheReviewBody", message="Only the body that reviews can convene the group for this case.")


def _passes_on(office: str, state: Panel, world: World) -> bool:
    """Whether everybody who holds that office works for a party, or nobody holds it."""
    return all(works_for_a_party(role, state) for role in world.directory.holders(office, world.on))


def _not_members(command: c.ConveneReview, seats: Seats) -> Refusal | None:
    strangers = set(command.members or ()) - {role.officer for role in seats}
    if not strangers:
        return None
    message = f"{len(strangers)} of those named hold no seat in the reviewing body today."
    return Refusal(code="NotAMember", message=message, field="members")
