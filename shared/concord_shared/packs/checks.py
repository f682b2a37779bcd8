"""What refers to what in a pack: every reference leads somewhere, every rule says where it comes from."""

from collections.abc import Iterator
from typing import Any

from concord_shared.packs.check_deadlines import deadline_faults
from concord_shared.packs.check_guards import guard_faults, notice_faults
from concord_shared.packs.check_ids import id_faults
from concord_shared.packs.check_repeats import repeat_faults
from concord_shared.packs.check_sources import source_faults
from concord_shared.packs.check_stages import stage_faults
from concord_shared.packs.check_undertakings import undertaking_faults
from concord_shared.packs.model import Pack
from concord_shared.packs.shape import Fault


def faults(pack: Pack, data: dict[str, Any]) -> Iterator[Fault]:
    """Everything wrong with a pack whose shape is right; paths lead into `data`."""
    yield from id_faults(pack)
    yield from source_faults(data)
    yield from stage_faults(pack)
    yield from deadline_faults(pack)
    yield from guard_faults(pack)
    yield from notice_faults(pack)
    yield from repeat_faults(pack)
    yield from undertaking_faults(pack)
