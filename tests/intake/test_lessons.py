"""After closing: lessons from those who took part, each within what it may say; they end the time that runs for it."""

from datetime import date

import pytest

from concord_intake.domain import facts
from concord_shared.contracts.mediation import MediatorAppointed
from concord_shared.contracts.panel import Member, ReviewGroupConvened
from concord_shared.deadlines.facts import DeadlineMet, ReminderDue

from .conftest import ADVISER, RAISER, RESPONDENT, actor

MEDIATOR = actor("var", "mediator", "officer-var-mediator")
REVIEWER = actor("syp", "ceo_group", "officer-syp-chief")
HELD = {"appointed_by": "ceo_group", "directory_position": 1}


@pytest.fixture
def closed(intake):
    case = intake.formal()
    told = MediatorAppointed(mediator_ref=MEDIATOR.officer, mediator_org="var", **HELD)
    intake.hear("mediation", told, case)
    member = Member(member_ref=REVIEWER.officer, org="syp", sector="public")
    group = {"body": "ceo_group", "kind": "review", "chair_office": "chair", "quorum": 3, "directory_position": 1}
    intake.hear("panel", ReviewGroupConvened(members=(member,), **group), case)
    intake.do("WithdrawCase", actor(RAISER), case).accepted()
    return case


def record(intake, case, by, on=None, **body):
    return intake.do("RecordLesson", by, case, on, **{"text": "Talk sooner.", **body})


def test_the_first_lesson_ends_the_time_that_runs_for_lessons(intake, closed):
    came = record(intake, closed, actor(RESPONDENT), kind="good_practice", shareable=True).accepted()

    lesson = came.one(facts.LessonRecorded)
    assert (lesson.capacity, lesson.by_party, lesson.kind, lesson.shareable) == (
        "party",
        RESPONDENT,
        "good_practice",
        True,
    )
    assert came.one(DeadlineMet).deadline_id == "ROT-D20"
    assert record(intake, closed, actor(RAISER)).accepted().names == ["LessonRecorded", "LessonFiled"]


def test_without_a_lesson_there_is_one_reminder(intake, closed):
    assert intake.sweep(date(2027, 4, 30)).one(ReminderDue).deadline_id == "ROT-D20"


def test_whoever_mediated_speaks_of_the_process_alone(intake, closed):
    record(intake, closed, MEDIATOR, about="matter").refused("ProcessOnly", "ROT-G25")
    assert record(intake, closed, MEDIATOR).accepted().one(facts.LessonRecorded).capacity == "mediator"


def test_a_reviewer_is_asked_too(intake, closed):
    lesson = record(intake, closed, REVIEWER, about="matter").accepted().one(facts.LessonRecorded)

    assert (lesson.capacity, lesson.by_office, lesson.by_party) == ("reviewer", "ceo_group", None)


@pytest.mark.parametrize("by", [ADVISER, actor("syfr"), actor("var", "mediator", "officer-var-mediator-2")])
def test_others_are_not_asked(intake, closed, by):
    record(intake, closed, by).refused("NoAuthority", "ROT-G25")


def test_lessons_come_after_closing_and_from_somebody(intake):
    record(intake, intake.advised(), actor(RAISER)).refused("CaseStillOpen")
    taken_back = intake.raised()
    intake.do("WithdrawCase", ADVISER, taken_back).accepted()
    record(intake, taken_back, actor(RAISER)).refused("NoAuthority", "ROT-G25")
