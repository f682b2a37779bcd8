"""Which versions of the pack were published, and which is in force."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_shared.parts import Asker, Library


class Packs(BaseModel):
    """Versions published, newest last; `more` says that there are older ones. `content` comes only where it is asked
    for, and of the newest that fits: an answer holds 1 MB."""

    model_config = ConfigDict(extra="forbid")
    pack_id: str | None = Field(default=None, max_length=80)
    version: str | None = Field(default=None, max_length=80)
    content: bool = False
    limit: int = Field(default=100, ge=1, le=500)


def packs(asked: Any, _asker: Asker, library: Library) -> Mapping[str, Any]:
    known = library.directory.packs.values()
    fitting = [
        each for each in known if asked.pack_id in {None, each.pack_id} and asked.version in {None, each.version}
    ]
    left_out = set() if asked.content else {"content"}
    page = fitting[-1:] if asked.content else fitting[-asked.limit :]
    return {
        "packs": [_marked(each.model_dump(mode="json", exclude=left_out), library) for each in page],
        "more": len(fitting) > len(page),
    }


def _marked(shown: dict[str, Any], library: Library) -> dict[str, Any]:
    in_force = library.directory.pack_in_force(shown["pack_id"])
    return {**shown, "in_force": in_force is not None and in_force.version == shown["version"]}
