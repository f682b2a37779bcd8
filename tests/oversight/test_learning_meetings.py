"""Meetings at which partners learn from cases: planned, moved, called off, held; with what comes of them."""

from datetime import date

import pytest

from concord_oversight.domain import facts, group_facts
from concord_shared.contracts.intake import LessonRecorded
from concord_shared.envelope import Actor

LESSON = "fedcba9876543210" * 2
TODAY, MEETS_ON = date(2027, 3, 1), date(2027, 4, 14)
ACTION = {"what": "Send drafts earlier.", "owner_office": "compact_lead", "due_on": date(2027, 6, 30)}


@pytest.fixture
def learner(sample):
    return Actor(organisation="trft", office=sample.offices.learning, officer="officer-trft-learning")


@pytest.fixture
def group(desk, learner):
    desk.today = TODAY
    return lambda name, **body: desk.do(name, learner, **body)


@pytest.fixture
def meeting(group):
    return group("PlanLearningMeeting", meets_on=MEETS_ON, agenda=["Lessons of the year"]).accepted().answer["id"]


@pytest.fixture
def held(group, desk, meeting):
    """The meeting recorded on the day on which it was held."""

    def hold(**body):
        desk.today = MEETS_ON
        present = {"held_on": MEETS_ON, "partners_present": ["rmbc", "var", "rmbc"]}
        return group("RecordLearningMeeting", **{"meeting_id": meeting, **present, **body})

    return hold


def figures(desk, name):
    return [each.figures for each in desk.facts(facts.Reported) if each.of == f"oversight.{name}"]


def test_a_meeting_is_planned_and_held_with_how_many_partners(desk, held):
    held().accepted()

    assert figures(desk, "LearningMeetingPlanned") == [{"meets_on": "2027-04-14"}]
    assert figures(desk, "LearningMeetingHeld") == [{"held_on": "2027-04-14", "partners_present": 2}]


def test_what_was_agreed_there_becomes_actions(desk, held, meeting):
    came = held(actions=[ACTION, ACTION | {"owner_office": "champion"}]).accepted()

    items = desk.facts(group_facts.ActionItemRecorded)
    assert [each.item_id for each in items] == came.answer["items"]
    assert [(each.owner_office, each.from_meeting) for each in items] == [
        ("compact_lead", meeting),
        ("champion", meeting),
    ]


def test_only_lessons_that_were_told_are_shared_there(desk, held):
    held(lessons_shared=[LESSON]).refused("UnknownSource")
    lesson = LessonRecorded(
        lesson_id=LESSON, by_office="x", capacity="party", kind="lesson", about="process", shareable=True
    )
    desk.hear("intake", lesson, "CASE-1")

    assert held(lessons_shared=[LESSON]).accepted().one(group_facts.LearningMeetingHeld).lessons_shared == (LESSON,)


def test_who_was_there_is_known_to_the_directory(held):
    assert held(partners_present=["rmbc", "nobody-of-that-name"]).refused("UnknownOrganisation")


def test_a_meeting_that_is_still_to_come_was_not_held(group, meeting):
    to_come = {"meeting_id": meeting, "held_on": MEETS_ON, "partners_present": ["rmbc"]}
    group("RecordLearningMeeting", **to_come).refused("DateInFuture")


def test_its_actions_are_due_on_days_to_come(held):
    held(actions=[ACTION | {"due_on": TODAY}]).refused("DateInPast")


def test_a_meeting_is_moved_or_called_off_with_a_reason(desk, group, meeting):
    group("MoveLearningMeeting", meeting_id=meeting, meets_on=date(2027, 4, 21)).refused("ReasonRequired")
    group("MoveLearningMeeting", meeting_id=meeting, meets_on=date(2027, 4, 21), reason="A room.").accepted()
    group("CancelLearningMeeting", meeting_id=meeting).refused("ReasonRequired")
    group("CancelLearningMeeting", meeting_id=meeting, reason="Snow.").accepted()

    assert figures(desk, "LearningMeetingMoved") == [{"old_meets_on": "2027-04-14", "meets_on": "2027-04-21"}]
    assert figures(desk, "LearningMeetingCancelled") == [{}]


def test_what_is_over_stays_so(group, held, meeting):
    held().accepted()

    held().refused("MeetingNotPlanned")
    group("CancelLearningMeeting", meeting_id=meeting, reason="x").refused("MeetingNotPlanned")
    later = {"meets_on": date(2027, 5, 1), "reason": "x"}
    group("MoveLearningMeeting", meeting_id=meeting, **later).refused("MeetingNotPlanned")


def test_a_meeting_is_planned_for_a_day_to_come(group):
    came = group("PlanLearningMeeting", meets_on=date(2027, 2, 28)).refused("DateInPast")
    assert came.refusal.field == "meets_on"


@pytest.mark.parametrize("office", ["coordinator", "information_officer", "representative"])
def test_meetings_are_the_groups_own(desk, office):
    desk.today = TODAY
    desk.do("PlanLearningMeeting", Actor(organisation="var", office=office), meets_on=MEETS_ON).refused("NoAuthority")


def test_a_dialogue_leads_to_actions_where_owner_and_date_are_named(desk, accepted, group):
    for number in (1, 2, 3):
        accepted(f"CASE-{number}", date(2026, 9, number), "11.2", raising=(f"group-{number}",))
    desk.today = TODAY
    pattern = desk.facts(facts.RepeatedDisputePatternDetected)[0].pattern_id
    talk = {"pattern_id": pattern, "offices_present": ["compact_leads_group"]}
    group("RecordDialogue", **talk, actions=[ACTION | {"due_on": date(2027, 1, 1)}]).refused("DateInPast")

    group("RecordDialogue", **talk, actions=["Talk earlier.", ACTION]).accepted()

    assert len(desk.facts(facts.FurtherDialogueHeld)[0].actions) == 2
    (item,) = desk.facts(group_facts.ActionItemRecorded)
    assert (item.from_pattern, item.owner_office) == (pattern, "compact_lead")
