"""Who holds which office. Names are personal: administrators and the own organisation see them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from concord_directory.domain import facts
from concord_directory.domain.authority import ADMINISTRATOR
from concord_shared.directory import Role
from concord_shared.parts import Asker, Library


class Offices(BaseModel):
    """Offices held on a day (today unless given), all or those that fit."""

    model_config = ConfigDict(extra="forbid")
    office: str | None = None
    org: str | None = None
    on: date | None = None


def offices(asked: Any, asker: Asker, library: Library) -> Mapping[str, Any]:
    day = asked.on or asker.on
    held = [role for role in _roles(asked, library) if role.held_on(day)]
    return {"offices": [_shown(role, asker, library) for role in held]}


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
    }
    if asker.actor.office == ADMINISTRATOR or asker.actor.organisation == role.org:
        shown["name"] = _name(role.officer, library)
    return shown


def _name(officer: str, library: Library) -> str | None:
    """The name as last entered; None where none was, or where it was erased."""
    assigned = [each.fact for each in library.history(f"officer-{officer}")]
    names = [fact.name for fact in assigned if isinstance(fact, facts.RoleAssigned) and fact.name]
    return names[-1].clear if names else None
