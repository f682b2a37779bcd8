"""Two Compacts, the calendar of England, and a case with clocks between two parties."""

from datetime import date

from concord_shared.calendar.snapshot import england
from concord_shared.packs.loading import builtin, load
from concord_shared.testing.clocked import ClockedCase

PACK = load(builtin()["rotherham"])
STAFFORDSHIRE = load(builtin()["staffordshire"])
CALENDAR = england()
PARTIES = ("vcs_group", "council")


def day(text: str) -> date:
    return date.fromisoformat(f"2027-{text}")


def a_case(*owned: str) -> ClockedCase:
    return ClockedCase(PACK, PARTIES, *owned)
