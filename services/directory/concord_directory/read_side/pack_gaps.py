"""What is still to be filled before a pack takes live cases, looked up in the directory as it is."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from concord_directory.read_side.interests import SEE_ALL
from concord_shared.envelope import SYSTEM
from concord_shared.packs.gaps import gaps
from concord_shared.packs.model import Pack
from concord_shared.parts import Asker, Library, Refused
from concord_shared.refusals import Refusal

NOT_SHOWN = Refusal(
    code="NoAuthority",
    message="What the directory lacks is shown to administrators, coordinators and auditors: please ask one.",
)


class PackGaps(BaseModel):
    """What is to be filled before a pack goes live: of the version published, or of a pack given as data (`content`).
    For administrators, coordinators and auditors."""

    model_config = ConfigDict(extra="forbid")
    pack_id: str | None = Field(default=None, max_length=80)
    version: str | None = Field(default=None, max_length=80)
    content: dict[str, Any] | None = None


def pack_gaps(asked: Any, asker: Asker, library: Library) -> Mapping[str, Any]:
    if asker.actor.organisation != SYSTEM and asker.actor.office not in SEE_ALL:
        raise Refused(NOT_SHOWN)
    pack = _given(asked.content) if asked.content is not None else _published(asked, library)
    found = gaps(pack, library.directory, asker.on)
    shown = [{"what": each.what, "where": each.where, "needed_for": list(each.needed_for)} for each in found]
    live = library.directory.takes_live_cases(pack.id, pack.version, asker.on)
    known = (pack.id, pack.version) in library.directory.packs
    return {"pack_id": pack.id, "version": pack.version, "takes_live_cases": known and live, "gaps": shown}


def _given(content: dict[str, Any]) -> Pack:
    try:
        return Pack.from_data(content)
    except ValidationError:
        message = "This is no valid pack: 'concord packs check' says what is wrong with it."
        raise Refused(Refusal(code="PackInvalid", message=message, field="content")) from None


def _published(asked: PackGaps, library: Library) -> Pack:
    known = library.directory
    versions = [each for each in known.packs.values() if asked.pack_id in {None, each.pack_id}]
    fitting = [each for each in versions if asked.version in {None, each.version}]
    if not fitting:
        message = "No such version of a pack was published here."
        raise Refused(Refusal(code="PackNotPublished", message=message, field="version"))
    return Pack.from_data(fitting[-1].content)
