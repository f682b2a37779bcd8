"""Who belongs to the Compact: everybody may ask."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from concord_shared.directory import Organisation
from concord_shared.parts import Asker, Library


class Organisations(BaseModel):
    """Organisations in the directory, all or those that fit; `more` says that others follow `offset`. Contact details
    are not shown."""

    model_config = ConfigDict(extra="forbid")
    org: str | None = Field(default=None, max_length=80)
    sector: Literal["public", "vcs", "private", "cross"] | None = None
    members_only: bool = False
    limit: int = Field(default=1_000, ge=1, le=2_000)
    offset: int = Field(default=0, ge=0, le=1_000_000)


def organisations(asked: Any, _asker: Asker, library: Library) -> Mapping[str, Any]:
    fitting = [each for each in library.directory.organisations() if _fits(asked, each)]
    page = sorted(fitting, key=lambda each: each.org)[asked.offset : asked.offset + asked.limit]
    return {
        "organisations": [_shown(each) for each in page],
        "more": len(fitting) > asked.offset + len(page),
    }


def _fits(asked: Organisations, each: Organisation) -> bool:
    return (
        asked.org in {None, each.org}
        and asked.sector in {None, each.sector}
        and (each.is_member or not asked.members_only)
    )


def _shown(each: Organisation) -> dict[str, Any]:
    return {
        "org": each.org,
        "name": each.name,
        "sector": each.sector,
        "kind": each.kind,
        "member": each.is_member,
        "signed_on": each.signed_on,
    }
