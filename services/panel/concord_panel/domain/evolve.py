"""How each fact changes what panel remembers."""

from dataclasses import replace
from datetime import date

from concord_panel.domain import evolve_changes
from concord_panel.domain import facts as f
from concord_panel.domain.state import INVESTIGATOR, REVIEW, Act, Answer, Group, Investigator, Panel, Stage, office_in
from concord_shared.contracts.base import OfficeHeld
from concord_shared.facts import Fact

LEFT, STAGE_ENDED = "left", "stage_ended"


def evolve(state: Panel, fact: Fact, on: date) -> Panel:
    match fact:
        case f.PanelStageOpened():
            return _opened(state, fact, on)
        case f.PanelStageEnded():
            return replace(state, stage=None, counts_on=None)
        case f.InvestigatorAppointed():
            return _investigator(state, fact, on)
        case f.InvestigatorStoodDown():
            out = state.out_of_office | ({fact.investigator_ref} if fact.why != STAGE_ENDED else set())
            return replace(state, investigator=None, out_of_office=out)
        case f.StatementLogged():
            return replace(state, statement=fact.parts_present)
        case f.EvidenceSubmitted():
            return replace(state, evidence=state.evidence + 1)
        case f.InvestigationReportSubmitted():
            officers = (state.investigator.ref,) if state.investigator else ()
            return replace(_acted(state, fact, on, officers), stage=None, reports=state.reports + 1)
        case f.AppointmentRejected() | f.ReviewerRefused():
            return state
        case _:
            return _review(state, fact, on)


def _review(state: Panel, fact: Fact, on: date) -> Panel:
    match fact:
        case f.PartyHeard():
            return replace(_group_acted(state, fact, on), heard=state.heard | {fact.party})
        case f.ReviewDelegated():
            refs = tuple(member.member_ref for member in fact.members)
            return replace(state, delegated_to=fact.to_group, delegates=refs)
        case f.PanelMemberExcluded():
            return _excluded(state, fact)
        case f.ReviewGroupConvened():
            return _convened(state, fact, on)
        case f.ReportReferredBack():
            state = _group_acted(state, fact, on)
            return replace(state, stage=None, referrals=state.referrals + 1, findings=None)
        case f.ReviewFindingsRecorded():
            return replace(_group_acted(state, fact, on), findings=fact.findings)
        case f.PanelRecommendation():
            return replace(_group_acted(state, fact, on), stage=None, recommendations=state.recommendations + 1)
        case f.RecommendationResponseRecorded():
            return _answered(state, fact)
        case f.AnswersCounted():
            return replace(state, outcome=fact.outcome, stage=None, counts_on=None)
        case _:
            return evolve_changes.evolve(state, fact, on)


def _opened(state: Panel, fact: f.PanelStageOpened, on: date) -> Panel:
    known = dict.fromkeys((*state.offices_held, *fact.offices_held))
    state = _reviewed_anew(state) if fact.stage_type == REVIEW and state.recommendations else state
    return replace(
        state,
        stage=Stage(fact.stage_id, fact.stage_type, on),
        pack_version=fact.pack_version,
        parties=fact.parties,
        former=state.former - {party.org for party in fact.parties},
        offices_held=tuple(known),
        accepted_on=fact.accepted_on,
        deliver_by=fact.deliver_by,
        not_begun=frozenset(),
        answers={},
        outcome=None,
        counts_on=None,
        asked=fact.asked,
        statement=(),
    )


def _reviewed_anew(state: Panel) -> Panel:
    """A second body reviews after the first has recommended: it convenes, hears and answers for itself."""
    return replace(state, group=None, findings=None, heard=frozenset(), excluded=(), delegated_to=None, delegates=())


def _investigator(state: Panel, fact: f.InvestigatorAppointed, on: date) -> Panel:
    state = held(state, INVESTIGATOR, (fact.investigator_ref, fact.investigator_org))
    return replace(state, investigator=Investigator(fact.investigator_ref, fact.investigator_org, on))


def _convened(state: Panel, fact: f.ReviewGroupConvened, on: date) -> Panel:
    office = office_in(fact.kind)
    state = held(state, office, *((member.member_ref, member.org) for member in fact.members))
    group = Group(fact.body, fact.members, fact.chair_ref, fact.chair_office, fact.quorum, on, office)
    return replace(state, group=group)


def _excluded(state: Panel, fact: f.PanelMemberExcluded) -> Panel:
    excluded = tuple(dict.fromkeys((*state.excluded, fact.org)))
    if state.group is None or fact.member_ref is None:
        return replace(state, excluded=excluded)
    members = tuple(member for member in state.group.members if member.member_ref != fact.member_ref)
    out = state.out_of_office | {fact.member_ref}
    return replace(state, excluded=excluded, out_of_office=out, group=replace(state.group, members=members))


def _answered(state: Panel, fact: f.RecommendationResponseRecorded) -> Panel:
    """Who left is waited for no more: it has no answer that would count."""
    stage = state.stage if fact.outcome is None else None
    state = replace(state, counts_on=fact.counts_on)
    if fact.response == LEFT:
        return replace(state, outcome=fact.outcome, stage=stage)
    answers = {**state.answers, fact.party: Answer(fact.response, frozenset(fact.takes_up))}
    return replace(state, answers=answers, outcome=fact.outcome, stage=stage)


def _group_acted(state: Panel, fact: Fact, on: date) -> Panel:
    members = state.group.members if state.group else ()
    return _acted(state, fact, on, tuple(member.member_ref for member in members))


def _acted(state: Panel, fact: Fact, on: date, officers: tuple[str, ...]) -> Panel:
    return replace(state, acts=(*state.acts, Act(type(fact).__name__, on, officers)))


def held(state: Panel, office: str, *who: tuple[str, str]) -> Panel:
    offices = (OfficeHeld(office=office, officer=officer, org=org) for officer, org in who)
    held_now = tuple(dict.fromkeys((*state.offices_held, *offices)))
    return replace(state, offices_held=held_now, out_of_office=state.out_of_office - {officer for officer, _ in who})
