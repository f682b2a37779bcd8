"""What happens to a concern on its way in (handbook 8.2, rows 1 to 11)."""

from datetime import date
from typing import ClassVar

from concord_shared.contracts.base import Citation, OfficeHeld
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class ConcernRaised(Fact):
    """Row 1. `raiser_ref` is the opaque id under which the raiser's name, `reach` and `adjustments` are sealed.
    A complaint that was sent over names the procedure (`referred_from`) and whose it is (`referred_by`)."""

    stored_name: ClassVar[str] = "intake.concern-raised.v1"
    channel: str
    raiser_kind: str
    raiser_org: str | None = None
    raiser_ref: str | None = None
    raiser_name: Sealed | None = None
    reach: Sealed | None = None
    represents: tuple[str, ...] = ()
    respondent_orgs: tuple[str, ...] = ()
    text: Sealed
    cited: tuple[Citation, ...] = ()
    facts_from: date | None = None
    adjustments: tuple[Sealed, ...] = ()
    foi_notice_shown: bool = False
    referred_from: str | None = None
    referred_by: str | None = None
    complainant_agrees: bool | None = None
    pack_id: str
    pack_version: str
    trial: bool = False


class ConcernAcknowledged(Fact):
    stored_name: ClassVar[str] = "intake.concern-acknowledged.v1"
    by_office: str
    how: str


class ConcernInformationRequested(Fact):
    """`missing_parts` are the pack's own words for what is not there; `stage_id` and `by_party` say whose statement it
    is about, where it is one."""

    stored_name: ClassVar[str] = "intake.concern-information-requested.v1"
    missing: tuple[Sealed, ...]
    answer_by: date | None = None
    missing_parts: tuple[str, ...] = ()
    stage_id: str | None = None
    by_party: str | None = None


class ConcernInformationSupplied(Fact):
    stored_name: ClassVar[str] = "intake.concern-information-supplied.v1"
    supplied: tuple[Sealed, ...] = ()
    still_missing: tuple[Sealed, ...] = ()
    text: Sealed | None = None


class CommitmentsCited(Fact):
    """`replaces` is true where these stand in place of all that was cited before."""

    stored_name: ClassVar[str] = "intake.commitments-cited.v1"
    cited: tuple[Citation, ...]
    alleged_by: str
    replaces: bool = False


class CompactRelatednessAdvised(Fact):
    """`adviser` is who gave the advice: that act bars later offices in the case. Parts that the pack has a code for
    stand in the clear; others in words of their own."""

    stored_name: ClassVar[str] = "intake.compact-relatedness-advised.v1"
    advice: str
    advice_body: str
    adviser: OfficeHeld | None = None
    reasons: Sealed
    in_scope: tuple[str, ...] = ()
    in_scope_words: tuple[Sealed, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    out_of_scope_words: tuple[Sealed, ...] = ()


class ConcernAccepted(Fact):
    """From here on `pack_version` holds. `waiting` is where it rests until a member takes it up, if so. Where the pack
    has a check of form in place of advice, `accepted_by` did it, and the parts are those that it found in scope and
    out of it: codes of the pack in the clear, other words sealed."""

    stored_name: ClassVar[str] = "intake.concern-accepted.v1"
    pack_version: str
    cited: tuple[Citation, ...]
    themes: tuple[str, ...]
    raising: tuple[str, ...]
    responding: tuple[str, ...]
    same_sector: bool
    adopted: bool
    waiting: str | None = None
    accepted_by: OfficeHeld | None = None
    in_scope: tuple[str, ...] = ()
    in_scope_words: tuple[Sealed, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    out_of_scope_words: tuple[Sealed, ...] = ()
    trial: bool = False


class ConcernSignposted(Fact):
    stored_name: ClassVar[str] = "intake.concern-signposted.v1"
    reason: str
    route: Sealed | None = None
    partial: bool = False


class ConcernAdopted(Fact):
    stored_name: ClassVar[str] = "intake.concern-adopted.v1"
    adopting_org: str
    raiser_consents: bool


class PartyAdded(Fact):
    stored_name: ClassVar[str] = "intake.party-added.v1"
    org: str
    side: str


TriageFact = (
    ConcernRaised
    | ConcernAcknowledged
    | ConcernInformationRequested
    | ConcernInformationSupplied
    | CommitmentsCited
    | CompactRelatednessAdvised
    | ConcernAccepted
    | ConcernSignposted
    | ConcernAdopted
    | PartyAdded
)
