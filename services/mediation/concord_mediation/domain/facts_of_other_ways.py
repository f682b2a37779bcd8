"""What happened in a facilitated stage: that all agreed to it, with a critical friend, or in a mediation elsewhere."""

from typing import ClassVar

from concord_shared.contracts.base import Seat
from concord_shared.contracts.mediation import SeatNotOpen
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class MediationAgreedByAll(Fact):
    """The last party agreed: told to others in place of who agreed when."""

    stored_name: ClassVar[str] = "mediation.agreed-by-all.v1"
    stage_id: str


class CriticalFriendEngaged(Fact):
    """Handbook row 42. `passed_over` are seats that were thought of and are not open in this case, each with a code."""

    stored_name: ClassVar[str] = "mediation.critical-friend-engaged.v1"
    seat: Seat
    friend_ref: str
    friend_org: str
    asked_by: str
    directory_position: int
    passed_over: tuple[SeatNotOpen, ...] = ()


class CriticalFriendNotFound(Fact):
    """No seat that may be offered is open: a task for the coordinator."""

    stored_name: ClassVar[str] = "mediation.critical-friend-not-found.v1"
    stage_id: str
    asked_by: str
    seats: tuple[SeatNotOpen, ...]


class CriticalFriendStoodDown(Fact):
    """`why` is own_wish, conflict, office_ended or stage_ended; `reason` are the friend's own words."""

    stored_name: ClassVar[str] = "mediation.critical-friend-stood-down.v1"
    friend_ref: str
    why: str
    reason: Sealed | None = None


class FurtherMediationSupported(Fact):
    """Handbook row 43: how the panel of the case helps the parties to a mediation held elsewhere."""

    stored_name: ClassVar[str] = "mediation.further-mediation-supported.v1"
    stage_id: str
    means: str
    supporter: str


class OutsideResultRecorded(Fact):
    """One party: that they agreed elsewhere, or did not. It settles once every party has said so for itself."""

    stored_name: ClassVar[str] = "mediation.outside-result-recorded.v1"
    party: str
    result: str
