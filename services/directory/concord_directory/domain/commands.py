"""What directory is asked to do."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

# Ids stand in subjects and stream names: a dot would cut a subject in two.
Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$")]
Version = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")]
Words = Annotated[str, Field(min_length=1, max_length=200)]
Tie = Literal[
    "employed",
    "officer",
    "trustee",
    "governor",
    "elected_member",
    "volunteer",
    "personal",
    "family",
    "money_in_the_matter",
]


class _Command(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RegisterOrganisation(_Command):
    """Enter an organisation with how to reach it (e-mail first, if it has one), or put right what was entered.

    By the administrator."""

    org: Token
    name: Words
    sector: Literal["public", "vcs", "private", "cross"]
    kind: Token
    contact: Annotated[str, Field(min_length=3, max_length=500)] | None = None


class SignUpOrganisation(_Command):
    """Record that an organisation has endorsed the Compact. By the administrator."""

    org: Token
    compact: Token
    signed_on: date | None = None


class AssignRole(_Command):
    """Give an office to an officer, with dated evidence of training. By the administrator.

    Left out, the officer's id is made and the employer is the organisation. An office that is held is given again only
    to put something right (training, employer, term, area, name, contact); what is left out then stays as it is."""

    office: Token
    org: Token
    officer: Token | None = None
    employer_org: Token | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    training: dict[Token, date] = Field(default={}, max_length=20)
    area: Token | None = Field(None, description="Where the Compact has a seat for each area: which one")
    name: Words | None = None
    contact: Annotated[str, Field(min_length=3, max_length=500)] | None = None


class EndRole(_Command):
    """End an officer's office, today unless a day is given. By the administrator."""

    officer: Token
    office: Token
    org: Token
    ended_on: date | None = None


class DeclareInterest(_Command):
    """Declare a tie with an organisation, or an interest in a case (give the case with the command).

    By any office holder for themselves or their organisation; by the administrator for others."""

    officer: Token | None = None
    org: Token | None = None
    with_org: Token | None = None
    tie: Tie
    from_on: date | None = None
    until_on: date | None = None


class ClearInterest(_Command):
    """Agree in writing, for one case, that somebody acts in it in spite of a tie or an interest.

    By each party for itself, through its representative; it counts once every party has."""

    officer: Token | None = None
    org: Token | None = None
    with_org: Token | None = None
    tie: Tie


class ScheduleMeeting(_Command):
    """Enter the day on which a body meets, or move a meeting (`replaces`).

    By the secretary of an organisation with a seat in the body, a holder of its office or the administrator."""

    body: Token
    meets_on: date
    replaces: date | None = None


class DeclareBankHoliday(_Command):
    """Add a bank holiday that the calendar does not know yet. By the administrator."""

    on: date
    name: Words


class DeclareClosure(_Command):
    """Record a day on which an organisation is closed. By the administrator."""

    org: Token
    on: date
    name: Words


class PublishPack(_Command):
    """Put a pack in force; `content` is the pack as data. By the administrator.

    A draft or expired pack is taken for trial cases only (`trial`). A draft in which nothing is left to fill takes live
    ones once it is published again with a `reason`. The same again changes nothing."""

    content: dict[str, Any]
    trial: bool = False
    reason: Words | None = None


class RenewPack(_Command):
    """Let a version whose term has ended take live cases again, those raised on or before the day `until`, once nothing
    is left to fill. By the administrator."""

    pack_id: Token
    version: Version
    reason: Words
    until: date


class RetirePack(_Command):
    """Take a version of a pack out of use for new cases. By the administrator."""

    pack_id: Token
    version: Version
    reason: Words


class ErasePersonalData(_Command):
    """Destroy the keys of a person's data; may be given again. By the administrator."""

    person: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,109}$")]
    ground: Words
