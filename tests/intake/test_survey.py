"""Three questions after closing: each party answers once, and the answers stand apart from case and person."""

from datetime import date

import pytest

from concord_intake.domain import facts
from concord_intake.domain.apart_facts import SurveyAnswered
from concord_shared.contracts import intake as told

from .conftest import ADVISER, RAISER, RESPONDENT, actor

COORDINATOR = actor("var", "coordinator")


@pytest.fixture
def closed(intake):
    case = intake.formal()
    intake.do("WithdrawCase", actor(RAISER), case).accepted()
    return case


def answer(intake, case, by, **body):
    return intake.do("AnswerSurvey", by, case, **body or {"fair": 4, "clear": 5, "useful": 3})


def test_each_party_answers_once(intake, closed):
    for org in (RAISER, RESPONDENT):
        answer(intake, closed, actor(org)).accepted()
    for org in (RAISER, RESPONDENT):
        answer(intake, closed, actor(org)).refused("AlreadyAnswered")

    assert [each.who for each in intake.facts(facts.SurveyTaken)] == [RAISER, RESPONDENT]


def test_the_answers_name_neither_case_nor_party(intake, closed):
    answer(intake, closed, actor(RESPONDENT)).accepted()

    (apart,) = [each for each in intake.recorded if isinstance(each.fact, SurveyAnswered)]
    assert (apart.envelope.case, closed in apart.stream) == (None, False)
    assert intake.told()[-1] == told.SurveyAnswered(fair=4, clear=5, useful=3)
    assert RESPONDENT not in apart.fact.model_dump_json()


def test_one_question_is_enough_and_none_is_not(intake, closed):
    answer(intake, closed, actor(RAISER), fair=None).refused("NothingAnswered")
    answer(intake, closed, actor(RAISER), useful=1).accepted()
    with pytest.raises(ValueError, match="useful"):
        answer(intake, closed, actor(RESPONDENT), useful=6)


def test_an_adviser_answers_for_whoever_called(intake):
    case = intake.raised(raiser_kind="person", raiser_org=None)
    intake.do("WithdrawCase", ADVISER, case).accepted()

    answer(intake, case, ADVISER).accepted()
    answer(intake, case, COORDINATOR).refused("AlreadyAnswered")
    assert intake.facts(facts.SurveyTaken)[0].who == "raiser"


def test_a_party_whose_adviser_answered_does_not_answer_again(intake, closed):
    answer(intake, closed, actor("var", "advice_body", None, RAISER)).accepted()
    answer(intake, closed, actor(RAISER)).refused("AlreadyAnswered")
    answer(intake, closed, actor("var", "advice_body", None, "syfr")).refused("NoAuthority")


@pytest.mark.parametrize("by", [actor("syfr"), actor("syp", "ceo_group"), actor("system", "auditor")])
def test_others_are_not_asked(intake, closed, by):
    answer(intake, closed, by).refused("NoAuthority")


def test_it_is_asked_after_closing(intake):
    answer(intake, intake.formal(), actor(RAISER)).refused("CaseStillOpen")


def test_that_somebody_answered_moves_no_day_of_the_case(intake, closed):
    before = intake.load(f"case-{closed}").clocks
    answer(intake, closed, actor(RAISER)).accepted()

    assert intake.load(f"case-{closed}").clocks == before
    assert intake.load(f"case-{closed}").closed_on == date(2027, 3, 1)
