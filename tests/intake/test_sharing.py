"""A lesson is shared in words that name nobody, where whoever gave it said that it may be."""

import pytest

from concord_intake.domain.apart_facts import LessonFiled, LessonShared

from .conftest import ADVISER, RAISER, RESPONDENT, actor

COORDINATOR = actor("var", "coordinator")
LEARNING = actor("trft", "compact_leads_group", "officer-trft-learning")
WORDS = "Talk to each other before you write."


@pytest.fixture
def closed(intake):
    case = intake.formal()
    intake.do("WithdrawCase", actor(RAISER), case).accepted()
    return case


@pytest.fixture
def lesson(intake, closed):
    """The id of a lesson in that case."""

    def record(shareable=True, by=RESPONDENT):
        said = {"text": "RMBC should have rung us.", "shareable": shareable}
        return intake.do("RecordLesson", actor(by), closed, **said).accepted().answer["lesson_id"]

    return record


def share(intake, by, lesson_id, text=WORDS):
    return intake.do("ShareLesson", by, None, lesson_id=lesson_id, text=text)


def test_a_lesson_is_filed_with_its_themes_and_not_with_who_gave_it(intake, lesson, closed):
    lesson_id = lesson()

    (filed,) = intake.facts(LessonFiled)
    assert (filed.lesson_id, filed.case_id, filed.shareable) == (lesson_id, closed, True)
    assert filed.themes == (intake.in_force.commitments["9.2"].theme,)
    assert "by_party" not in LessonFiled.model_fields


@pytest.mark.parametrize("by", [COORDINATOR, LEARNING])
def test_the_coordinator_and_the_group_share_it_under_a_key_that_outlasts_the_case(intake, lesson, closed, by):
    shared = share(intake, by, lesson()).accepted().one(LessonShared)

    assert shared.text.clear == WORDS
    assert closed not in shared.text.key


@pytest.mark.parametrize("by", [ADVISER, actor(RAISER), actor("system", "auditor")])
def test_others_do_not_share_it(intake, lesson, by):
    share(intake, by, lesson()).refused("NoAuthority")


def test_a_lesson_that_was_not_given_for_sharing_is_not_shared(intake, lesson):
    share(intake, COORDINATOR, lesson(shareable=False)).refused("NotShareable")


def test_there_has_to_be_such_a_lesson(intake):
    share(intake, COORDINATOR, "0" * 32).refused("NoSuchLesson")


def listed(intake, by, **asked):
    return intake.ask("Lessons", by, **asked)["lessons"]


def test_every_partner_reads_what_was_shared_and_nothing_else(intake, lesson, closed):
    shared, kept = lesson(), lesson(by=RAISER, shareable=False)
    assert listed(intake, actor("syfr")) == []
    share(intake, COORDINATOR, shared).accepted()

    (line,) = listed(intake, actor("syfr"))
    assert (line["lesson_id"], line["shared_text"], line["closed_on"]) == (shared, WORDS, "2027-03-01")
    assert not any(word in str(line) for word in (closed, "RMBC should", RESPONDENT, RAISER, kept))


def test_the_group_reads_all_in_the_words_given_without_the_case_and_keepers_with_it(intake, lesson, closed):
    lesson(), lesson(shareable=False)

    for by, sees_case in ((LEARNING, False), (COORDINATOR, True), (actor("system", "auditor"), True)):
        lines = listed(intake, by)
        assert [line["text"] for line in lines] == ["RMBC should have rung us."] * 2
        assert [line.get("case") for line in lines] == [closed if sees_case else None] * 2
    assert len(listed(intake, COORDINATOR, shareable_only=True)) == 1


def test_lessons_come_by_period_and_page(intake, lesson):
    for _ in range(3):
        lesson()

    page = intake.ask("Lessons", COORDINATOR, limit=2)
    assert (len(page["lessons"]), page["more"]) == (2, True)
    assert not intake.ask("Lessons", COORDINATOR, limit=2, skip=2)["more"]
    assert listed(intake, COORDINATOR, from_on="2027-03-02") == []
