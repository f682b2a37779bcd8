"""Told by intake: which stage a case is at, and how it ended."""

from datetime import date

from concord_shared.contracts.base import Asked, Citation, Contract, OfficeHeld, Party


class FormalResolutionInvoked(Contract):
    basis: str
    confirmations: tuple[str, ...]


class StageOpened(Contract):
    """Row 21, the trigger to work. `caused_by` is the name of the fact that led here; `offices_held` lists those who
    held a decisive office, or gave the first advice, earlier in the case. `asked` says who asked for the stage, where
    one party's wish opens it."""

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
    asked: Asked | None = None
    trial: bool = False


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
