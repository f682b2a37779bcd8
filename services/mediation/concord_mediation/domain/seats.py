"""Critical friends: which of the Compact's seats is open in a case, and who helps by it."""

from collections.abc import Iterator

from concord_mediation.domain import commands as c
from concord_mediation.domain import facts as f
from concord_mediation.domain.evolve import evolve
from concord_mediation.domain.neutrality import tie_of
from concord_mediation.domain.state import CRITICAL_FRIEND, MEDIATOR, Mediation
from concord_shared.contracts.base import Seat
from concord_shared.contracts.mediation import SeatNotOpen
from concord_shared.directory import Role
from concord_shared.facts import Fact
from concord_shared.packs.model import Pack, Stage
from concord_shared.world import World

VACANT, STOOD_DOWN = "vacant", "stood_down"
FACILITATED = "facilitated"


def helper_in(stage: Stage) -> str | None:
    """The office of who helps in that stage; None where that is arranged elsewhere."""
    if stage.type != FACILITATED:
        return None
    return CRITICAL_FRIEND if stage.office is not None and stage.office.seats else MEDIATOR


def found_for(state: Mediation, world: World) -> Fact:
    """When the stage opens, or whoever helped no longer does: the seat asked for, else another of its area."""
    asked = state.asked.seat if state.asked else None
    seats = seats_of(state, world.pack)
    near = [seat for seat in seats if asked is None or seat.area == asked.area]
    return engaged(asked_by(state), sorted(near, key=lambda seat: seat != asked), state, world)


def another_after(state: Mediation, stood_down: Fact, world: World) -> tuple[Fact, ...]:
    """A critical friend who goes is followed by another; for a mediator somebody has to appoint one."""
    if state.helper != CRITICAL_FRIEND:
        return ()
    return (found_for(evolve(state, stood_down, world.on), world),)


def asked_by(state: Mediation) -> str:
    raising = (party.org for party in state.parties if party.side == "raising")
    return state.asked.by_party if state.asked else next(raising, "")


def seats_of(state: Mediation, pack: Pack) -> list[Seat]:
    office = pack.stage(state.stage_id).office if state.stage_id else None
    return [Seat(area=seat.area, sector=seat.sector) for seat in office.seats] if office else []


def in_words(seat: Seat) -> str:
    return f"{seat.area} ({seat.sector})"


def engaged(by: str, seats: list[Seat], state: Mediation, world: World) -> Fact:
    passed_over: list[SeatNotOpen] = []
    for seat in seats:
        found = holder(seat, state, world)
        if isinstance(found, Role):
            return f.CriticalFriendEngaged(
                seat=seat,
                friend_ref=found.officer,
                friend_org=found.org,
                asked_by=by,
                directory_position=world.directory.position,
                passed_over=tuple(passed_over),
            )
        passed_over.append(SeatNotOpen(area=seat.area, sector=seat.sector, why=found))
    return f.CriticalFriendNotFound(stage_id=state.stage_id or "", asked_by=by, seats=tuple(passed_over))


def holder(seat: Seat, state: Mediation, world: World) -> Role | str:
    """Who may help by that seat, or why nobody may: a code."""
    why = VACANT
    guard = world.pack.guard_by("facilitator_neutral", state.stage_id)
    for role in _holders(seat, state, world):
        tie = tie_of(role.officer, guard, state, world) if guard else None
        if role.officer not in state.stood_down and tie is None:
            return role
        why = STOOD_DOWN if tie is None else tie.reason_code
    return why


def _holders(seat: Seat, state: Mediation, world: World) -> Iterator[Role]:
    office = world.pack.stage(state.stage_id).office if state.stage_id else None
    for role in world.directory.holders(office.name, world.on) if office else ():
        if (role.area, world.directory.sector(role.org)) == (seat.area, seat.sector):
            yield role


def named(command: c.EngageCriticalFriend) -> Seat | None:
    return Seat(area=command.area, sector=command.sector) if command.area and command.sector else None
