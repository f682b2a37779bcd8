"""What else a decision of intake may look at: all of it fetched beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from concord_shared.contracts.base import OfficeHeld
from concord_shared.packs.model import Pack


@dataclass(frozen=True)
class AtHand:
    """`fresh` is an opaque id never used before; `in_force` the pack to which acceptance pins the case; `periods` the
    last day that others told of each deadline, by its id and party."""

    fresh: str
    in_force: Pack
    offices: tuple[OfficeHeld, ...] = ()
    periods: Mapping[tuple[str, str], date] = field(default_factory=dict)
