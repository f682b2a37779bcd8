"""Told by intake: a concern's way in, the case's parties, which stage is open, how it ended (handbook 8.2)."""

from datetime import date

from concord_shared.contracts import clock
from concord_shared.contracts.base import Citation, Contract, OfficeHeld, Party
from concord_shared.sealed import Sealed


class ConcernRaised(Contract):
    """Row 1. Neither who raised it nor its text; `reach` is how to reach the raiser, as ciphertext for notify."""

    channel: str
    raiser_kind: str
    represents: tuple[str, ...] = ()
    respondent_orgs: tuple[str, ...] = ()
    cited: tuple[Citation, ...] = ()
    facts_from: date | None = None
    adjustments: tuple[str, ...] = ()
    foi_notice_shown: bool = False
    reach: Sealed | None = None


class ConcernAcknowledged(Contract):
    by_office: str
    how: str


class ConcernInformationRequested(Contract):
    """Row 3: what is missing before advice can be given."""

    missing: tuple[str, ...]
    answer_by: date | None = None


class ConcernInformationSupplied(Contract):
    """Row 4, without what was supplied in words of its own."""

    supplied: tuple[str, ...] = ()
    still_missing: tuple[str, ...] = ()


class CommitmentsCited(Contract):
    cited: tuple[Citation, ...]


class CompactRelatednessAdvised(Contract):
    advice: str
    advice_body: str
    in_scope: tuple[str, ...] = ()
    out_of_scope: tuple[str, ...] = ()


class ConcernAccepted(Contract):
    pack_version: str
    cited: tuple[Citation, ...]
    themes: tuple[str, ...]
    raising: tuple[str, ...]
    responding: tuple[str, ...]
    same_sector: bool
    adopted: bool


class ConcernSignposted(Contract):
    reason: str
    route: str
    partial: bool = False


class ConcernAdopted(Contract):
    adopting_org: str
    raiser_consents: bool


class PartyAdded(Contract):
    org: str
    side: str


class ExplanationGiven(Contract):
    """Row 14, without its text: `admits` is fully, partly or not (001:152)."""

    by_party: str
    commitments: tuple[Citation, ...] = ()
    admits: str


class InformalExhaustionConfirmed(Contract):
    party: str
    informal_attempts_explored: bool
    no_acceptable_agreement: bool


class ConfirmationWithheld(Contract):
    party_side: str
    reminders: int


class FormalResolutionInvoked(Contract):
    basis: str
    confirmations: tuple[str, ...]


class StageOpened(Contract):
    """Row 21, the trigger to work. `caused_by` is the name of the fact that led here; `offices_held` lists those who
    held a decisive office, or gave the first advice, earlier in the case."""

    stage_id: str
    stage_type: str
    label: str
    caused_by: str
    parties: tuple[Party, ...]
    cited: tuple[Citation, ...] = ()
    offices_held: tuple[OfficeHeld, ...] = ()
    pack_version: str
    accepted_on: date | None = None
    first_time: bool = True


class StageClosed(Contract):
    stage_id: str
    outcome: str


class SettlementReported(Contract):
    """Row 30b: one party's word, which settles nothing before every other party confirms it."""

    party: str
    settlement_ref: str


class SettlementConfirmed(Contract):
    party: str
    settlement_ref: str


class CaseSettled(Contract):
    at_stage: str
    confirmed_by: tuple[str, ...]


class CaseWithdrawn(Contract):
    at_stage: str
    by: tuple[str, ...]


class CaseUnresolved(Contract):
    after_stage: str
    why: str


class CaseClosed(Contract):
    reason: str
    opened_on: date
    closed_on: date
    at_stage: str | None = None
    parties: tuple[Party, ...] = ()


class ResultSetAside(Contract):
    result: str
    result_event: str
    from_service: str
    reason: str


TOLD = (
    ConcernRaised,
    ConcernAcknowledged,
    ConcernInformationRequested,
    ConcernInformationSupplied,
    CommitmentsCited,
    CompactRelatednessAdvised,
    ConcernAccepted,
    ConcernSignposted,
    ConcernAdopted,
    PartyAdded,
    ExplanationGiven,
    InformalExhaustionConfirmed,
    ConfirmationWithheld,
    FormalResolutionInvoked,
    StageOpened,
    StageClosed,
    SettlementReported,
    SettlementConfirmed,
    CaseSettled,
    CaseWithdrawn,
    CaseUnresolved,
    CaseClosed,
    ResultSetAside,
    *clock.TOLD,
)
