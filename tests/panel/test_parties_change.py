"""Organisations leave, or go on in another case: those who stay are waited for, nobody else (S15)."""

from datetime import date

import pytest

from concord_panel.domain.facts import PanelMemberExcluded
from concord_panel.domain.facts import RecommendationResponseRecorded as Response
from concord_panel.domain.facts_of_changes import PartiesChanged
from concord_shared.contracts.intake import CaseSplit, PartyLeft
from concord_shared.deadlines.facts import DeadlineCancelled, DeadlineSet
from concord_shared.envelope import Actor
from concord_shared.parts import Refused

A, B, RMBC, CCG = FOUR = ("green-doorstep", "eastwood-youth", "rmbc", "rotherham_ccg")
FAILED = date(2027, 9, 17)


@pytest.fixture
def four(untouched):
    """Two groups, the Council and the CCG; the mediation has failed for the whole case."""
    untouched.parties = FOUR
    untouched.opened("investigation", FAILED).accepted()
    return untouched


@pytest.fixture
def answering(four):
    four.recommended(date(2027, 9, 20))
    for org in FOUR:
        four.delivered(org).accepted()
    return four


def leave(case, org, on=None):
    return case.hear("intake", PartyLeft(org=org, side="raising", why="own_wish"), case.case, on)


def split(case, *moved):
    told = CaseSplit(other_case_ids=("ROT-4D8R-2TN",), parties_moved=moved, parties=(), stage_id="mediation")
    return case.hear("intake", told, case.case)


def test_s15_the_investigation_of_the_whole_case_is_due_on_15_october(untouched):
    untouched.parties = FOUR
    came = untouched.opened("investigation", FAILED)
    due = {fact.deadline_id: fact.due_on for fact in came.facts if isinstance(fact, DeadlineSet)}
    assert due["ROT-D02"] == date(2027, 10, 15)


def test_s15_both_public_bodies_are_left_out_of_the_review(four):
    four.reported()
    came = four.chief("ConveneReview").accepted()
    out = {fact.org: fact.why for fact in came.facts if isinstance(fact, PanelMemberExcluded)}
    assert out == dict.fromkeys((RMBC, CCG), "organisation_is_party")


def test_an_organisation_that_has_left_still_takes_no_part_in_the_review(four):
    four.reported()
    leave(four, CCG)
    came = four.chief("ConveneReview").accepted()
    assert {fact.org for fact in came.facts if isinstance(fact, PanelMemberExcluded)} == {RMBC, CCG}
    four.chief("RecordFindings", org=CCG).refused("ReviewerExcluded", rule="ROT-G20")


def test_after_a_split_the_work_goes_on_without_those_who_moved(four):
    came = split(four, A, B, RMBC)
    assert came.one(PartiesChanged).why == "split"
    assert four.now_known.orgs == (CCG,)
    four.by(A, "SubmitEvidence", text="A letter.").refused("NotAParty")
    four.by(CCG, "SubmitEvidence", text="A letter.").accepted()
    assert split(four, A, B, RMBC).facts == ()


def test_who_has_left_reads_the_papers_no_more(four):
    leave(four, B)
    with pytest.raises(Refused):
        four.ask("Case", Actor(organisation=B, office="representative"), case=four.case)


def test_when_the_last_one_awaited_leaves_the_answers_are_complete(answering):
    for org in (A, RMBC, CCG):
        answering.answer(org, "accept").accepted()
    came = leave(answering, B)

    left = came.one(Response)
    assert (left.party, left.response, left.outcome) == (B, "left", "accepted")
    assert came.one(DeadlineCancelled).party == B
    assert answering.now_known.stage is None


def test_while_others_have_still_to_answer_leaving_decides_nothing(answering):
    answering.answer(A, "accept").accepted()
    assert leave(answering, B).one(Response).outcome is None
    answering.answer(RMBC, "accept").accepted()
    assert answering.answer(CCG, "accept").one(Response).outcome == "accepted"


def test_changes_that_the_one_who_left_asked_for_are_asked_for_no_more(answering):
    answering.answer(A, "accept_with_changes").accepted()
    assert leave(answering, A).names == ["PartiesChanged"]
    assert A not in answering.now_known.answers
    for org in (B, RMBC):
        answering.answer(org, "accept").accepted()
    assert answering.answer(CCG, "accept").one(Response).outcome == "accepted"


def test_when_two_leave_at_once_the_outcome_is_told_once(answering):
    for org in (A, B):
        answering.answer(org, "accept").accepted()
    outcomes = [fact.outcome for fact in split(answering, RMBC, CCG).facts if isinstance(fact, Response)]
    assert outcomes == [None, "accepted"]


def test_when_all_leave_no_answers_are_made_up(answering):
    outcomes = [fact.outcome for fact in split(answering, *FOUR).facts if isinstance(fact, Response)]
    assert outcomes == [None] * 4


def test_leaving_before_the_first_stage_of_panel_is_nothing_to_panel(untouched):
    assert leave(untouched, B).facts == ()
