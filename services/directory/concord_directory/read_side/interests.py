"""Which ties and interests are on record, and who has cleared them: for those whom they touch."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_directory.domain.authority import ADMINISTRATOR
from concord_shared.contracts.directory import InterestDeclared
from concord_shared.envelope import SYSTEM
from concord_shared.parts import Asker, Library

SEE_ALL = frozenset({ADMINISTRATOR, "coordinator", "auditor"})


class Interests(BaseModel):
    """Interests of an officer, of an organisation, or in a case, as last declared. Administrators, coordinators and
    auditors see all; others their own, and those with their own organisation."""

    model_config = ConfigDict(extra="forbid")
    officer: str | None = Field(default=None, max_length=80)
    org: str | None = Field(default=None, max_length=80)
    case: str | None = Field(default=None, max_length=20)
    limit: int = Field(default=500, ge=1, le=1_000)


def interests(asked: Any, asker: Asker, library: Library) -> Mapping[str, Any]:
    known = library.directory.interests()
    fitting = [each for each in known if _fits(asked, each) and _touches(asker, each)]
    page = fitting[: asked.limit]
    return {"interests": [each.model_dump(mode="json") for each in page], "more": len(fitting) > len(page)}


def _fits(asked: Interests, each: InterestDeclared) -> bool:
    return (
        asked.officer in {None, each.officer}
        and asked.org in {None, each.org, each.with_org}
        and asked.case in {None, each.case_id}
    )


def _touches(asker: Asker, each: InterestDeclared) -> bool:
    actor = asker.actor
    if actor.organisation == SYSTEM or actor.office in SEE_ALL:
        return True
    own = actor.officer is not None and actor.officer == each.officer
    return own or actor.organisation in {each.org, each.with_org, *each.cleared_by}
