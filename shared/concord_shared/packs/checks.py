"""What refers to what in a pack: every reference leads somewhere, every rule says where it comes from."""

from collections.abc import Iterator
from typing import Any

from concord_shared.packs.model import Pack
from concord_shared.packs.shape import Fault


def faults(pack: Pack, data: dict[str, Any]) -> Iterator[Fault]:
    yield from ()
