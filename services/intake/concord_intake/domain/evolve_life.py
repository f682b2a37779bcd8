"""How what can happen at any stage changes a case, and what counts as a sign of life."""

from datetime import date
from typing import assert_never

from concord_intake.domain import facts
from concord_intake.domain.facts import LifeFact
from concord_intake.domain.state import RECEIVED, Case
from concord_shared.deadlines.facts import DeadlineFact, DeadlineLapsed
from concord_shared.facts import Fact
from concord_shared.states import changed

PROMPT, REPORTED = "prompt", "outcome_reported"
WITHOUT_ANYBODY = (facts.ConfirmationWithheld, facts.ResultSetAside)


def lived(state: Case, fact: LifeFact) -> Case:
    match fact:
        case facts.SecondLookRequested():
            return changed(state, phase=RECEIVED, second_look=True)
        case facts.PartyLeft():
            return _left(state, fact)
        case facts.ExternalRemedyRecorded(effect=facts.WAITING):
            return state
        case facts.ExternalRemedyRecorded():
            return changed(state, outside=(*state.outside, fact.by_party))
        case facts.SuspensionProposed():
            return changed(state, pausing=(fact.party,) if fact.party else ())
        case facts.SuspensionAgreed():
            return changed(state, pausing=(*(state.pausing or ()), fact.party))
        case facts.CaseSuspended():
            return changed(state, suspended=fact.why, pausing=None)
        case facts.CaseResumed():
            ended = fact.why == REPORTED
            return changed(state, suspended=None, outside=() if ended else state.outside)
        case facts.CoordinatorObjectedTo():
            officers = (each.officer for each in fact.coordinators)
            return changed(state, replaced=(*state.replaced, *officers))
        case facts.SurveyTaken():
            return changed(state, surveyed=(*state.surveyed, fact.who))
        case facts.SupportRequested() | facts.SupportProvided() | facts.LessonRecorded():
            return state
        case _:
            assert_never(fact)


def _left(state: Case, fact: facts.PartyLeft) -> Case:
    return changed(
        state,
        parties=tuple(party for party in state.parties if party.org != fact.org),
        raising=tuple(org for org in state.raising if org != fact.org),
        left=(*state.left, fact.org),
    )


def stirred(state: Case, fact: Fact, on: date) -> Case:
    """What somebody did answers every prompt before it."""
    if isinstance(fact, WITHOUT_ANYBODY):
        return state
    return changed(state, active_on=max(on, state.active_on or on), prompted=())


def prompted(state: Case, fact: DeadlineFact) -> Case:
    if isinstance(fact, DeadlineLapsed) and fact.do == PROMPT:
        return changed(state, prompted=(*state.prompted, fact.due_on))
    return state
