"""How each fact changes what panel remembers."""

from dataclasses import replace
from datetime import date

from concord_panel.domain import facts as f
from concord_panel.domain.state import (
    INVESTIGATOR,
    MEDIATOR,
    REVIEWER,
    Answer,
    Group,
    Investigator,
    Panel,
    Stage,
)
from concord_shared.contracts.base import OfficeHeld
from concord_shared.deadlines.clocks import evolve_clocks
from concord_shared.facts import Fact


def evolve(state: Panel, fact: Fact, on: date) -> Panel:
    match fact:
        case f.PanelStageOpened():
            return _opened(state, fact, on)
        case f.PanelStageEnded():
            return replace(state, stage=None)
        case f.MediatorBarred():
            return _held(state, MEDIATOR, (fact.mediator_ref, fact.mediator_org))
        case f.InvestigatorAppointed():
            return _investigator(state, fact)
        case f.InvestigatorStoodDown():
            return replace(state, investigator=None)
        case f.EvidenceSubmitted():
            return replace(state, evidence=state.evidence + 1)
        case f.InvestigationReportSubmitted():
            return replace(state, stage=None, reports=state.reports + 1)
        case _:
            return _review(state, fact, on)


def _review(state: Panel, fact: Fact, on: date) -> Panel:
    match fact:
        case f.PartyHeard():
            return replace(state, heard=state.heard | {fact.party})
        case f.ReviewDelegated():
            return replace(state, delegated_to=fact.to_group)
        case f.PanelMemberExcluded():
            return replace(state, excluded=(*state.excluded, fact.org))
        case f.ReviewGroupConvened():
            return _convened(state, fact)
        case f.ReportReferredBack():
            return replace(state, stage=None, referrals=state.referrals + 1, findings=None)
        case f.ReviewFindingsRecorded():
            return replace(state, findings=fact.findings)
        case f.PanelRecommendation():
            return replace(state, stage=None, recommendations=state.recommendations + 1)
        case f.RecommendationResponseRecorded():
            return _answered(state, fact)
        case f.AppointmentRejected() | f.ReviewerRefused():
            return state
        case _:
            return replace(state, clocks=evolve_clocks(state.clocks, fact, on))


def _opened(state: Panel, fact: f.PanelStageOpened, on: date) -> Panel:
    known = dict.fromkeys((*state.offices_held, *fact.offices_held))
    return replace(
        state,
        stage=Stage(fact.stage_id, fact.stage_type, on),
        pack_version=fact.pack_version,
        parties=fact.parties,
        offices_held=tuple(known),
        accepted_on=fact.accepted_on,
        answers={},
        outcome=None,
    )


def _investigator(state: Panel, fact: f.InvestigatorAppointed) -> Panel:
    state = _held(state, INVESTIGATOR, (fact.investigator_ref, fact.investigator_org))
    return replace(state, investigator=Investigator(fact.investigator_ref, fact.investigator_org))


def _convened(state: Panel, fact: f.ReviewGroupConvened) -> Panel:
    state = _held(state, REVIEWER, *((member.member_ref, member.org) for member in fact.members))
    return replace(state, group=Group(fact.body, fact.members, fact.chair_ref, fact.chair_office))


def _answered(state: Panel, fact: f.RecommendationResponseRecorded) -> Panel:
    answers = {**state.answers, fact.party: Answer(fact.response, frozenset(fact.takes_up))}
    stage = state.stage if fact.outcome is None else None
    return replace(state, answers=answers, outcome=fact.outcome, stage=stage)


def _held(state: Panel, office: str, *who: tuple[str, str]) -> Panel:
    held = (OfficeHeld(office=office, officer=officer, org=org) for officer, org in who)
    return replace(state, offices_held=tuple(dict.fromkeys((*state.offices_held, *held))))
