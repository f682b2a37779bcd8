"""What happened to organisations, officers, bodies, packs and the calendar."""

from datetime import date
from typing import Any

from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class PackPublished(Fact):
    """`trial` marks a pack that may take trial cases only; published again without it, the same version takes live
    ones. `commitment_map` is as in the pack."""

    stored_name = "directory.pack-published.v1"
    pack_id: str
    version: str
    sha256: str
    status: str
    trial: bool = False
    content: dict[str, Any]
    commitment_map: dict[str, str | None] = {}
    reason: Sealed | None = None


class PackRenewed(Fact):
    stored_name = "directory.pack-renewed.v1"
    pack_id: str
    version: str
    live_until: date
    reason: Sealed


class PackRetired(Fact):
    stored_name = "directory.pack-retired.v1"
    pack_id: str
    version: str
    reason: Sealed | None = None


class OrganisationRegistered(Fact):
    stored_name = "directory.organisation-registered.v1"
    org: str
    name: str
    sector: str
    kind: str
    contact: Sealed | None = None


class OrganisationSignedUp(Fact):
    stored_name = "directory.organisation-signed-up.v1"
    org: str
    compact: str
    signed_on: date | None = None


class RoleAssigned(Fact):
    """`training` maps a kind of training to the date of its evidence; `area` is that of a seat by area."""

    stored_name = "directory.role-assigned.v1"
    officer: str
    office: str
    org: str
    employer_org: str
    starts_on: date
    ends_on: date | None = None
    training: dict[str, date] = {}
    area: str | None = None
    name: Sealed | None = None
    contact: Sealed | None = None


class RoleEnded(Fact):
    stored_name = "directory.role-ended.v1"
    officer: str
    office: str
    org: str
    ended_on: date


class InterestDeclared(Fact):
    stored_name = "directory.interest-declared.v1"
    officer: str | None = None
    org: str | None = None
    with_org: str | None = None
    case_id: str | None = None
    tie: str
    from_on: date | None = None
    until_on: date | None = None
    cleared_by: tuple[str, ...] = ()


class InterestCleared(Fact):
    """One more party has cleared it for the case; `cleared_by` names all who have so far."""

    stored_name = "directory.interest-cleared.v1"
    officer: str | None = None
    org: str | None = None
    with_org: str | None = None
    case_id: str
    tie: str
    from_on: date | None = None
    until_on: date | None = None
    cleared_by: tuple[str, ...]


class MeetingScheduled(Fact):
    stored_name = "directory.meeting-scheduled.v1"
    body: str
    meets_on: date


class MeetingMoved(Fact):
    stored_name = "directory.meeting-moved.v1"
    body: str
    meets_on: date
    replaces: date


class BankHolidayDeclared(Fact):
    stored_name = "directory.bank-holiday-declared.v1"
    on: date
    name: str


class ClosureDeclared(Fact):
    stored_name = "directory.closure-declared.v1"
    org: str
    on: date
    name: str


class PersonalDataErased(Fact):
    """Decided: from here on the keys of `person` are destroyed, as often as it takes."""

    stored_name = "directory.personal-data-erased.v1"
    person: str
    ground: Sealed | None = None


class ErasureCarriedOut(Fact):
    """`keys` were destroyed this time; none where they were gone before."""

    stored_name = "directory.erasure-carried-out.v1"
    person: str
    keys: int


FACTS: tuple[type[Fact], ...] = (
    PackPublished,
    PackRenewed,
    PackRetired,
    OrganisationRegistered,
    OrganisationSignedUp,
    RoleAssigned,
    RoleEnded,
    InterestDeclared,
    InterestCleared,
    MeetingScheduled,
    MeetingMoved,
    BankHolidayDeclared,
    ClosureDeclared,
    PersonalDataErased,
    ErasureCarriedOut,
)
