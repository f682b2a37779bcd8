"""Told by directory: who belongs to what and holds which office; meetings, closures, packs. No names of persons."""

from datetime import date
from typing import Any

from concord_shared.contracts.base import Contract
from concord_shared.sealed import Sealed


class PackPublished(Contract):
    """`content` is the whole pack as plain data, so that a pinned version needs no file; `sha256` is of its
    canonical JSON. `trial` marks a version that takes trial cases only; told again without it, it takes live ones from
    then on. `commitment_map` maps numbers of the version published before to those of this one, None where a
    commitment was dropped; a number that is not listed is the same in both."""

    pack_id: str
    version: str
    sha256: str
    status: str
    trial: bool = False
    content: dict[str, Any]
    commitment_map: dict[str, str | None] = {}


class PackRenewed(Contract):
    """The term of the Compact had ended and was renewed: this version takes live cases raised on or before
    `live_until`."""

    pack_id: str
    version: str
    live_until: date


class PackRetired(Contract):
    """No new case takes this version; cases pinned to it go on."""

    pack_id: str
    version: str


class OrganisationRegistered(Contract):
    """`contact` is ciphertext; `name` is the public name of the organisation."""

    org: str
    name: str
    sector: str
    kind: str
    contact: Sealed | None = None


class OrganisationSignedUp(Contract):
    org: str
    compact: str
    signed_on: date | None = None


class RoleAssigned(Contract):
    """`officer` is opaque. `office` is an office of the pack (``advice_body``, ``ceo_group``) or ``representative``.
    `training` maps a kind of training to the date of its evidence; `area` is that of the seat, where
    a body has seats by area."""

    officer: str
    office: str
    org: str
    employer_org: str
    starts_on: date
    ends_on: date | None = None
    training: dict[str, date] = {}
    area: str | None = None


class RoleEnded(Contract):
    officer: str
    office: str
    org: str
    ended_on: date


class InterestDeclared(Contract):
    """`tie` is one of the ties of COI-1 or ``personal``, ``family``, ``money_in_the_matter``. It is told again when
    a party has cleared it for a case: `cleared_by` names all who have so far, each by a command of its own."""

    officer: str | None = None
    org: str | None = None
    with_org: str | None = None
    case_id: str | None = None
    tie: str
    from_on: date | None = None
    until_on: date | None = None
    cleared_by: tuple[str, ...] = ()


class MeetingScheduled(Contract):
    body: str
    meets_on: date
    replaces: date | None = None


class BankHolidayDeclared(Contract):
    on: date
    name: str


class ClosureDeclared(Contract):
    org: str
    on: date
    name: str


class PersonalDataErased(Contract):
    """The key of `person` is destroyed: what was sealed under it reads as a gap from now on."""

    person: str


TOLD = (
    PackPublished,
    PackRenewed,
    PackRetired,
    OrganisationRegistered,
    OrganisationSignedUp,
    RoleAssigned,
    RoleEnded,
    InterestDeclared,
    MeetingScheduled,
    BankHolidayDeclared,
    ClosureDeclared,
    PersonalDataErased,
)
