"""Which versions of the pack were published, and which is in force."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from concord_shared.parts import Asker, Library


class Packs(BaseModel):
    """Versions published, newest last; `content` comes only where it is asked for."""

    model_config = ConfigDict(extra="forbid")
    pack_id: str | None = None
    version: str | None = None
    content: bool = False


def packs(asked: Any, _asker: Asker, library: Library) -> Mapping[str, Any]:
    known = library.directory.packs.values()
    fitting = [
        each for each in known if asked.pack_id in {None, each.pack_id} and asked.version in {None, each.version}
    ]
    left_out = set() if asked.content else {"content"}
    return {"packs": [_marked(each.model_dump(mode="json", exclude=left_out), library) for each in fitting]}


def _marked(shown: dict[str, Any], library: Library) -> dict[str, Any]:
    in_force = library.directory.pack_in_force(shown["pack_id"])
    return {**shown, "in_force": in_force is not None and in_force.version == shown["version"]}
