"""Who holds which office. Names are personal: administrators and the own organisation see them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_directory.domain import facts
from concord_directory.domain.authority import ADMINISTRATOR
from concord_shared.directory import Role
from concord_shared.parts import Asker, Library


class Offices(BaseModel):
    """Offices held on a day (today unless given), all or those that fit; `more` says that others follow `offset`."""

    model_config = ConfigDict(extra="forbid")
    office: str | None = Field(default=None, max_length=80)
    org: str | None = Field(default=None, max_length=80)
    on: date | None = None
    limit: int = Field(default=500, ge=1, le=1_000)
    offset: int = Field(default=0, ge=0, le=1_000_000)


def offices(asked: Any, asker: Asker, library: Library) -> Mapping[str, Any]:
    day = asked.on or asker.on
    held = [role for role in _roles(asked, library) if role.held_on(day)]
    held.sort(key=lambda role: (role.office, role.org, role.officer, role.starts_on))
    page = held[asked.offset : asked.offset + asked.limit]
    return {
        "offices": [_shown(role, asker, library) for role in page],
        "more": len(held) > asked.offset + len(page),
    }


def _roles(asked: Offices, library: Library) -> Iterator[Role]:
    for role in library.directory.roles():
        if asked.office in {None, role.office} and asked.org in {None, role.org}:
            yield role


def _shown(role: Role, asker: Asker, library: Library) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "office": role.office,
        "org": role.org,
        "officer": role.officer,
        "employer_org": role.employer_org,
        "starts_on": role.starts_on,
        "ends_on": role.ends_on,
        "training": dict(role.training),
        "area": role.area,
    }
    if asker.actor.office == ADMINISTRATOR or asker.actor.organisation == role.org:
        shown["name"] = _name(role.officer, library)
    return shown


def _name(officer: str, library: Library) -> str | None:
    """The name as last entered; None where none was, or where it was erased."""
    assigned = [each.fact for each in library.history(f"officer-{officer}")]
    names = [fact.name for fact in assigned if isinstance(fact, facts.RoleAssigned) and fact.name]
    return names[-1].clear if names else None
