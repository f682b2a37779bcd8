"""The body of the Compact hands one case to the group that the Compact names for that; only its own record counts."""

from collections.abc import Sequence

from concord_panel.domain import commands as c
from concord_panel.domain import facts as f
from concord_panel.domain.refusing import not_in
from concord_panel.domain.rules_of_review import delegation_recorded
from concord_panel.domain.state import INVESTIGATION, REVIEW, Panel
from concord_panel.domain.ties import Barred
from concord_shared.contracts.panel import Member
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.directory import Role
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Group, Guard, Stage
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World


def delegate(command: c.DelegateReview, state: Panel, world: World) -> Decision:
    found = delegable(state, world)
    refusal = not_in(state, REVIEW, INVESTIGATION) or (UNKNOWN if found is None else None)
    if refusal or found is None:
        return refuse(refusal or UNKNOWN)
    group, guard, _ = found
    seats = _seats(command, group, world)
    unmet = delegation_recorded(guard, command, state, world)
    refusal = (refusal_of(guard, unmet, world.pack) if unmet else None) or _barred(state, world, found)
    refusal = refusal or _strangers(command, seats)
    if refusal:
        return refuse(refusal)
    assert group.may_delegate_to is not None
    return accept(
        f.ReviewDelegated(
            from_body=group.body,
            to_group=group.may_delegate_to,
            members=tuple(_member(role, world) for role in seats),
            terms=Sealed("panel", state.case, command.terms) if command.terms else None,
        )
    )


def delegable(state: Panel, world: World) -> tuple[Group, Guard, Stage] | None:
    """The group that may delegate in the open stage and the guard for it. Before the review that is so where the
    delegated group may appoint in this stage (001:644)."""
    own = world.pack.stage(state.stage.id) if state.stage else None
    for stage in world.pack.stages:
        group = stage.group
        guard = world.pack.guard_by("delegation_recorded", stage.id)
        if own is None or group is None or group.may_delegate_to is None or guard is None:
            continue
        appoints = own.office is not None and group.may_delegate_to in own.office.appointers
        if stage.id == own.id or (own.type == INVESTIGATION and appoints):
            return group, guard, stage
    return None


def not_delegated(state: Panel, world: World) -> tuple[Guard, Unmet] | None:
    """Somebody of the delegated group acts in a case that was not handed to it, or not to them."""
    found = delegable(state, world)
    if found is None or world.actor.office != found[0].may_delegate_to:
        return None
    if state.delegated_to != world.actor.office:
        return found[1], Barred("DelegationNotRecorded", reason="delegation_not_recorded")
    if state.delegates and world.acting_officer not in state.delegates:
        return found[1], Barred("DelegationNotRecorded", "It went to others of it.", reason="delegated_to_others")
    return None


def _barred(state: Panel, world: World, found: tuple[Group, Guard, Stage]) -> Refusal | None:
    """To choose who reviews is a part of the review (001:655)."""
    guard = world.pack.guard_by("parties_excluded_from_review", found[2].id)
    if guard is None or world.actor.organisation not in state.in_dispute:
        return None
    return refusal_of(guard, Unmet("ReviewerExcluded"), world.pack)


def _seats(command: c.DelegateReview, group: Group, world: World) -> Sequence[Role]:
    assert group.may_delegate_to is not None
    held = world.directory.holders(group.may_delegate_to, world.on)
    return [role for role in held if role.officer in (command.members or ())]


def _strangers(command: c.DelegateReview, seats: Sequence[Role]) -> Refusal | None:
    strangers = set(command.members or ()) - {role.officer for role in seats}
    if not strangers:
        return None
    message = f"{len(strangers)} of those named hold no seat in that group today."
    return Refusal(code="NotAMember", message=message, field="members")


def _member(role: Role, world: World) -> Member:
    return Member(member_ref=role.officer, org=role.org, sector=world.directory.sector(role.org) or "unknown")


UNKNOWN = Refusal(code="UnknownGroup", message="The Compact names no group that could act in place of this body.")
