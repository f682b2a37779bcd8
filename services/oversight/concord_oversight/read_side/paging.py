"""Questions that come page by page: how many at most, after how many."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_shared.parts import Library
from concord_shared.sealed import Sealed

ERASED = "erased"


class Page(BaseModel):
    """One page: `limit` of them after the first `skip`; where some follow, the answer says `more`."""

    model_config = ConfigDict(extra="forbid")
    limit: int = Field(default=100, ge=1, le=500)
    skip: int = Field(default=0, ge=0)


def one_page(
    asked: Page, found: Callable[[int, int], Sequence[Mapping[str, Any]]]
) -> tuple[list[dict[str, Any]], bool]:
    """The rows of this page and whether some follow; `found` takes how many at most and after how many."""
    rows = found(asked.limit + 1, asked.skip)
    return [dict(row) for row in rows[: asked.limit]], len(rows) > asked.limit


def words_of(library: Library, stream: str) -> dict[str, Any]:
    """What is sealed in the stream's facts, opened, by field; the latest of each."""
    found: dict[str, Any] = {}
    for each in library.history(stream):
        found |= {name: _clear(value) for name, value in each.fact if _is_sealed(value)}
    return found


def _is_sealed(value: Any) -> bool:
    return isinstance(value, Sealed) or (isinstance(value, tuple) and any(isinstance(each, Sealed) for each in value))


def _clear(value: Any) -> Any:
    if isinstance(value, Sealed):
        return ERASED if value.clear is None else value.clear
    return [_clear(each) for each in value]
