"""What else a decision of intake may look at: all of it fetched beforehand."""

from dataclasses import dataclass

from concord_shared.contracts.base import OfficeHeld
from concord_shared.packs.model import Pack


@dataclass(frozen=True)
class AtHand:
    """`fresh` is an opaque id never used before; `in_force` the pack to which acceptance pins the case."""

    fresh: str
    in_force: Pack
    offices: tuple[OfficeHeld, ...] = ()
