"""The one router: a result heard closes the open stage and opens the next, or is set aside."""

from collections.abc import Iterable
from typing import Any

from concord_intake.domain.facts import ConcernInformationRequested, ResultSetAside
from concord_intake.domain.state import CLOSED, Case
from concord_intake.domain.way import after_stage
from concord_shared.contracts.base import Contract, OfficeHeld, Told
from concord_shared.contracts.mediation import CriticalFriendEngaged, MediatorAppointed
from concord_shared.contracts.panel import InvestigatorAppointed, ReviewGroupConvened, StatementLogged
from concord_shared.decisions import Decision, accept
from concord_shared.facts import On
from concord_shared.packs.lookup import exits_of
from concord_shared.packs.model import Exit, Pack

MEDIATOR, CRITICAL_FRIEND = "mediator", "critical_friend"
HELPING = frozenset({MEDIATOR, CRITICAL_FRIEND})
LATE = {"settled": "settled_first", "withdrawn": "withdrawn_first"}


def route(told: Told, state: Case, pack: Pack, offices: tuple[OfficeHeld, ...]) -> Decision:
    """Everything is dated with the day of the result: a message's delay never costs anybody a day."""
    if getattr(told.contract, "outcome", "") is None:
        return accept()  # an answer, while others are still awaited
    outcome = outcome_of(told, state, pack)
    if outcome is None:
        return accept(On(_set_aside(told, state), told.occurred_on))
    confirmed_by = tuple(getattr(told.contract, "confirmed_by", ()))
    facts = after_stage(state, pack, outcome, told.name, told.occurred_on, offices=offices, confirmed_by=confirmed_by)
    return accept(*(On(fact, told.occurred_on) for fact in facts))


def outcome_of(told: Told, state: Case, pack: Pack) -> str | None:
    """What the result comes to for the open stage, by the exits that name its fact; None if too late."""
    contract = told.contract
    if state.stage is None or getattr(contract, "stage_id", state.stage.id) != state.stage.id:
        return None
    own = getattr(contract, "outcome", None)
    if own is not None:
        return str(own)
    named = [each for each in exits_of(pack, state.stage.id) if each.event == told.name]
    return _among(named, contract)


def _among(named: list[Exit], contract: Contract) -> str | None:
    """Where one fact may bring several outcomes, the contract says which (`kind`)."""
    if len(named) < 2:
        return named[0].outcome if named else None
    kind: Any = getattr(contract, "kind", None)
    return next((each.outcome for each in named if each.outcome == kind), None)


def missing_parts(told: Told, state: Case) -> Decision:
    """Of a statement in the open stage; of one that comes too late nothing more is asked."""
    match told.contract:
        case StatementLogged(stage_id=stage, missing=missing, by_party=party) if missing and stage == state.stage_id:
            asked = ConcernInformationRequested(missing=(), missing_parts=missing, stage_id=stage, by_party=party)
            return accept(On(asked, told.occurred_on))
        case _:
            return accept()


def _set_aside(told: Told, state: Case) -> ResultSetAside:
    reason = LATE.get(state.closed_for or "", "case_ended") if state.phase == CLOSED else "stage_not_open"
    return ResultSetAside(result=told.name, result_event=told.event_id, from_service=told.service, reason=reason)


def offices_told(told: Told) -> tuple[OfficeHeld, ...]:
    """The decisive offices that a contract gives somebody; whoever stood down has still held one."""
    match told.contract:
        case MediatorAppointed(mediator_ref=officer, mediator_org=org):
            return (OfficeHeld(office=MEDIATOR, officer=officer, org=org),)
        case CriticalFriendEngaged(friend_ref=officer, friend_org=org):
            return (OfficeHeld(office=CRITICAL_FRIEND, officer=officer, org=org),)
        case InvestigatorAppointed(investigator_ref=officer, investigator_org=org):
            return (OfficeHeld(office="investigator", officer=officer, org=org),)
        case ReviewGroupConvened(kind=kind, members=members):
            office = "reviewer" if kind == "review" else "panel_member"
            return tuple(OfficeHeld(office=office, officer=each.member_ref, org=each.org) for each in members)
        case _:
            return ()


def offices_of(kept: Iterable[Told]) -> tuple[OfficeHeld, ...]:
    """Every office that somebody was told to hold in the case so far, each once."""
    return tuple(dict.fromkeys(each for told in kept for each in offices_told(told)))
