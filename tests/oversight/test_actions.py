"""Actions of the group that learns: recorded with owner and date, moved, done or given up."""

from datetime import date

import pytest

from concord_oversight.domain import facts, group_facts
from concord_shared.contracts import oversight as told
from concord_shared.contracts.intake import LessonRecorded
from concord_shared.envelope import Actor
from concord_shared.testing.sealing import stored

LESSON = "fedcba9876543210" * 2
STRANGER = Actor(organisation="rmbc", office="representative")
INFORMATION = Actor(organisation="syfr", office="information_officer")
NAMED = {"what": "Send drafts earlier.", "owner_office": "compact_lead", "due_on": date(2027, 6, 30)}
TODAY = date(2027, 3, 1)


@pytest.fixture
def learner(sample):
    return Actor(organisation="trft", office=sample.offices.learning, officer="officer-trft-learning")


@pytest.fixture
def group(desk, learner):
    """Gives a command as the group that learns."""
    desk.today = TODAY
    return lambda name, **body: desk.do(name, learner, **body)


@pytest.fixture
def action(group):
    return group("RecordActionItem", **NAMED).accepted().answer["id"]


def lines(desk, of):
    return [each.figures for each in desk.facts(facts.Reported) if each.of == f"oversight.{of}"]


def test_an_action_has_an_owner_and_a_date_and_its_words_stay_sealed(desk, action, tmp_path):
    (recorded,) = desk.facts(group_facts.ActionItemRecorded)

    assert (recorded.owner_office, recorded.due_on) == ("compact_lead", date(2027, 6, 30))
    assert desk.told()[-1] == told.ActionItemRecorded(
        item_id=action, owner_office="compact_lead", due_on=date(2027, 6, 30)
    )
    with stored(desk, tmp_path) as on_record:
        on_record.stays_sealed([NAMED["what"]])


@pytest.mark.parametrize("by", [STRANGER, INFORMATION, Actor(organisation="var", office="coordinator")])
def test_actions_are_the_groups_own(desk, by):
    desk.today = TODAY
    desk.do("RecordActionItem", by, **NAMED).refused("NoAuthority")
    assert desk.recorded == []


def test_an_action_is_due_today_at_the_earliest(group):
    group("RecordActionItem", **NAMED | {"due_on": date(2027, 2, 28)}).refused("DateInPast")
    group("RecordActionItem", **NAMED | {"due_on": TODAY}).accepted()


def test_an_action_comes_from_a_lesson_that_was_told(desk, group):
    group("RecordActionItem", **NAMED, from_lesson=LESSON).refused("UnknownSource")
    lesson = LessonRecorded(
        lesson_id=LESSON, by_office="x", capacity="party", kind="lesson", about="process", shareable=True
    )
    desk.hear("intake", lesson, "CASE-1")
    for _ in (1, 2):
        group("RecordActionItem", **NAMED, from_lesson=LESSON).accepted()

    shown = [(each["from_lesson"], each["first_of_lesson"]) for each in lines(desk, "ActionItemRecorded")]
    assert shown == [(True, True), (True, False)], "a lesson that led to two actions was still taken up once"


@pytest.mark.parametrize(
    "source", [{"from_pattern": "pattern-0123456789abcdef"}, {"from_meeting": "meeting-" + "0" * 32}]
)
def test_an_action_comes_from_nothing_that_is_not_there(group, source):
    came = group("RecordActionItem", **NAMED, **source).refused("UnknownSource")

    assert came.refusal.field == next(iter(source))
    assert came.refusal.passing


def test_an_action_is_moved_with_a_reason(desk, group, action):
    later = {"item_id": action, "due_on": date(2027, 9, 30)}
    group("MoveActionItem", **later, reason=" ").refused("ReasonRequired")
    group("MoveActionItem", **later | {"due_on": date(2027, 2, 1)}, reason="x").refused("DateInPast")
    group("MoveActionItem", **later, reason="The lead is away.").accepted()

    assert lines(desk, "ActionItemMoved") == [{"old_due_on": "2027-06-30", "due_on": "2027-09-30"}]


@pytest.mark.parametrize("ended", [("CompleteActionItem", {}), ("DropActionItem", {"reason": "Done elsewhere."})])
def test_an_action_ends_once(group, action, ended):
    name, body = ended
    group(name, item_id=action, **body).accepted()

    for again, fields in (
        ("CompleteActionItem", {}),
        ("DropActionItem", {"reason": "x"}),
        ("MoveActionItem", {"due_on": date(2027, 9, 30), "reason": "x"}),
    ):
        group(again, item_id=action, **fields).refused("ActionNotOpen")


def test_it_is_given_up_with_a_reason_and_done_on_a_day_that_has_been(desk, group, action):
    group("DropActionItem", item_id=action).refused("ReasonRequired")
    group("CompleteActionItem", item_id=action, done_on=date(2027, 3, 2)).refused("DateInFuture")
    group("CompleteActionItem", item_id=action, done_on=date(2027, 2, 26)).accepted()

    assert lines(desk, "ActionItemDone") == [{"done_on": "2027-02-26"}]
