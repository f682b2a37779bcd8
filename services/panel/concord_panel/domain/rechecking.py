"""Who holds an office is looked at again when something is heard that may touch it. Acts are not undone: they are
listed, and whoever may hold the office no longer stands down or is flagged (handbook 2.0)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from concord_panel.domain import facts as f
from concord_panel.domain import facts_of_changes as g
from concord_panel.domain.appointing import stood_down
from concord_panel.domain.clocks import evolved
from concord_panel.domain.convening import EXCLUDING
from concord_panel.domain.evolve_changes import FLAGGED
from concord_panel.domain.state import INVESTIGATION, INVESTIGATOR, REVIEWER, Investigator, Panel
from concord_panel.domain.ties import roles_today, tie_of
from concord_shared.conflicts import can_still_be_cleared
from concord_shared.contracts.panel import Member
from concord_shared.decisions import Happening
from concord_shared.directory import Role
from concord_shared.packs.model import Guard
from concord_shared.world import World

CLEAR, STOOD_DOWN = "clear", "stood_down"
SEAT_ENDED = "seat_ended"


@dataclass(frozen=True)
class Cause:
    """The fact heard (`name`), from when it holds (None: not known, so always), whom or whose seat it is about.
    Where it names nobody it touches only those who may hold their office no longer."""

    name: str
    since: date | None = None
    officers: frozenset[str] = frozenset()
    orgs: frozenset[str] = frozenset()

    def touches(self, officer: str, org: str) -> bool:
        return officer in self.officers or org in self.orgs


def recheck(state: Panel, cause: Cause, world: World) -> tuple[Happening, ...]:
    """The investigator first, then each member of the group as it then is."""
    happened: list[Happening] = []
    if state.investigator is not None:
        happened += _investigator(state, state.investigator, cause, world)
    for member in state.group.members if state.group else ():
        happened += _member(evolved(state, happened, world.on), member, cause, world)
    return tuple(happened)


def _investigator(state: Panel, held: Investigator, cause: Cause, world: World) -> Iterator[Happening]:
    """While the investigation runs the officer stands down; once the report is in, the parties are told of it."""
    guard = world.pack.guard_by("investigator_independent")
    why, waits = _why_not(held.ref, roles_today(held.ref, world), guard, INVESTIGATOR, state, world)
    if why is None and not cause.touches(held.ref, held.org):
        return
    open_now = state.stage is not None and state.stage.type == INVESTIGATION
    result = CLEAR if why is None else STOOD_DOWN if open_now and not waits else FLAGGED
    yield _rechecked(INVESTIGATOR, held.ref, held.org, cause, result, state, world)
    if result == STOOD_DOWN:
        yield stood_down(state, "conflict")


def _member(state: Panel, member: Member, cause: Cause, world: World) -> Iterator[Happening]:
    """Until the recommendation is made the member leaves the group; after it, the parties are told of it."""
    guard = _guard_of_the_review(world)
    office = state.group.office if state.group else REVIEWER
    why, waits = _why_not(member.member_ref, _seats(state, member, world), guard, office, state, world)
    if member.org in state.in_dispute:
        why, waits = "organisation_is_party", False
    if why is None and not cause.touches(member.member_ref, member.org):
        return
    result = CLEAR if why is None else FLAGGED if waits or state.recommendations else STOOD_DOWN
    yield _rechecked(office, member.member_ref, member.org, cause, result, state, world)
    if result == STOOD_DOWN and why is not None:
        rule = guard.id if guard else cause.name
        yield f.PanelMemberExcluded(
            org=member.org, rule=rule, why=why, member_ref=member.member_ref, quorum_left=_quorum_left(state, world)
        )


def _guard_of_the_review(world: World) -> Guard | None:
    return next((guard for name in EXCLUDING if (guard := world.pack.guard_by(name))), None)


def _quorum_left(state: Panel, world: World) -> bool:
    """Whether enough remain once this member is gone."""
    guard = world.pack.guard_by("quorum_met")
    remain = len(state.group.members) - 1 if state.group else 0
    return guard is None or remain >= guard.params["quorum"]


def _seats(state: Panel, member: Member, world: World) -> list[Role]:
    """Those by which the member may sit: in the group's body, or in the one from which it is drawn."""
    drawn_from = {stage.group.drawn_from for stage in world.pack.stages if stage.group}
    bodies = drawn_from | {state.group.body if state.group else None}
    return [role for role in roles_today(member.member_ref, world) if role.office in bodies]


def _why_not(
    officer: str, seats: list[Role], guard: Guard | None, office: str, state: Panel, world: World
) -> tuple[str | None, bool]:
    """Why the officer may hold the office no longer, and whether the parties are still clearing it in writing."""
    if not seats:
        return SEAT_ENDED, False
    tie = tie_of(officer, guard, office, state, world) if guard else None
    if tie is None or guard is None:
        return None, False
    return tie.reason_code, can_still_be_cleared(tie, guard.params.get("waivable", ()), office)


def _rechecked(
    office: str, officer: str, org: str, cause: Cause, result: str, state: Panel, world: World
) -> g.OfficeRechecked:
    acts = [act for act in state.acts if officer in act.officers and (cause.since is None or act.on >= cause.since)]
    return g.OfficeRechecked(
        office=office,
        officer_ref=officer,
        officer_org=org,
        caused_by=cause.name,
        directory_position=world.directory.position,
        result=result,
        acts_meanwhile=() if result == CLEAR else tuple(map(str, acts)),
    )
