"""Predicates of the steps that one party takes: a seat of those who help, a national body."""

# ruff: noqa: ARG001  every rule takes the same four

from typing import Any

from concord_intake.domain.commands import ContactCriticalFriend, ReferToNational
from concord_intake.domain.state import Case
from concord_shared.packs.guards import Unmet
from concord_shared.packs.model import Guard
from concord_shared.world import World


def seat_open_for_case(guard: Guard, command: ContactCriticalFriend, state: Case, world: World) -> Unmet | None:
    """That the seat exists; whose holder may act in this case is seen by the service that engages somebody."""
    seats = guard.params.get("seats", ())
    if command.seat is None or command.seat.model_dump() in seats:
        return None
    known = "; ".join(f"{each['area']}, {each['sector']}" for each in seats)
    return Unmet("SeatNotKnown", f"There is no such seat. Known are: {known}.", "seat")


def national_referral_open(guard: Guard, command: Any, state: Case, world: World) -> Unmet | None:
    bodies = guard.params.get("bodies", ())
    if not isinstance(command, ReferToNational) or command.body in bodies:
        return None
    return Unmet("BodyNotKnown", f"Say which body: {', '.join(bodies)}.", "body")
