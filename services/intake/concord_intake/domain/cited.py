"""Commitments and principles as people name them, looked up in the pack."""

from collections.abc import Iterable

from concord_shared.contracts.base import Citation
from concord_shared.packs.model import Pack


def citation(name: str, pack: Pack) -> Citation | None:
    """What `name` stands for in the pack: a commitment's number or a principle's code; None for neither."""
    commitment = pack.commitments.get(name)
    if commitment is not None:
        return Citation(number=name, theme=commitment.theme)
    return Citation(principle=name) if name in pack.principles else None


def citations(names: Iterable[str], pack: Pack) -> tuple[Citation, ...]:
    """Those that the pack knows, each once, in the order named."""
    found = (citation(name, pack) for name in dict.fromkeys(names))
    return tuple(each for each in found if each is not None)


def unknown(names: Iterable[str], pack: Pack) -> tuple[str, ...]:
    return tuple(name for name in names if citation(name, pack) is None)


def themes(cited: Iterable[Citation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.theme for each in cited if each.theme))
