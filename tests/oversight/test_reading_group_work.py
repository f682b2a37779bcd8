"""Who reads the register of actions, the meetings, the prompts, what was published and what was released."""

from datetime import date

import pytest

from concord_shared.contracts.intake import CaseUnresolved
from concord_shared.envelope import Actor
from concord_shared.parts import Refused

AUDITOR = Actor(organisation="system", office="auditor")
COORDINATOR = Actor(organisation="var", office="coordinator")
INFORMATION = Actor(organisation="syfr", office="information_officer")
LEAD = Actor(organisation="rdash", office="compact_lead")
STRANGER = Actor(organisation="syp", office="representative")
TODAY = date(2027, 3, 1)


@pytest.fixture
def learner(sample):
    return Actor(organisation="trft", office=sample.offices.learning, officer="officer-trft-learning")


@pytest.fixture
def group(desk, learner):
    desk.today = TODAY
    return lambda name, **body: desk.do(name, learner, **body).accepted().answer


@pytest.fixture
def register(desk, group):
    """Four actions: overdue, done, given up, still to be done."""
    for day, office in ((4, "compact_lead"), (11, "champion"), (18, "champion"), (25, "compact_lead")):
        group("RecordActionItem", what=f"Action {day}.", owner_office=office, due_on=date(2027, 3, day))
    by_day = {each["what"]: each["item_id"] for each in desk.ask("Actions", AUDITOR)["actions"]}
    desk.today = date(2027, 3, 15)
    group_does = {"item_id": by_day["Action 11."]}, {"item_id": by_day["Action 18."], "reason": "Another does it."}
    group("CompleteActionItem", **group_does[0])
    group("DropActionItem", **group_does[1])
    desk.today = date(2027, 3, 15)
    return desk


def statuses(desk, by, **asked):
    return [(each["what"], each["status"]) for each in desk.ask("Actions", by, **asked)["actions"]]


def test_the_register_shows_what_is_overdue_and_how_each_action_ended(register, learner):
    assert statuses(register, learner) == [
        ("Action 4.", "overdue"),
        ("Action 11.", "done"),
        ("Action 18.", "dropped"),
        ("Action 25.", "open"),
    ]
    assert [what for what, _ in statuses(register, AUDITOR, open_only=True)] == ["Action 4.", "Action 25."]
    done = register.ask("Actions", COORDINATOR)["actions"][1]
    assert (done["done_on"], done["first_due_on"]) == ("2027-03-15", "2027-03-11")


def test_an_office_sees_what_it_is_to_do_itself_and_nothing_else(register):
    assert [what for what, _ in statuses(register, LEAD)] == ["Action 4.", "Action 25."]
    assert statuses(register, LEAD, owner_office="champion") == []
    assert statuses(register, STRANGER) == []


def test_the_register_comes_in_pages(register):
    first = register.ask("Actions", AUDITOR, limit=3)
    rest = register.ask("Actions", AUDITOR, limit=3, skip=3)

    assert [len(page["actions"]) for page in (first, rest)] == [3, 1]
    assert (first["more"], rest["more"]) == (True, False)


def test_an_action_that_was_moved_shows_both_days(desk, group):
    item = group("RecordActionItem", what="A.", owner_office="champion", due_on=date(2027, 3, 4))["id"]
    group("MoveActionItem", item_id=item, due_on=date(2027, 5, 4), reason="Holidays.")

    (row,) = desk.ask("Actions", AUDITOR)["actions"]
    assert (row["first_due_on"], row["due_on"], row["reason"]) == ("2027-03-04", "2027-05-04", "Holidays.")


@pytest.fixture
def meetings(desk, group):
    """One held, one called off, one moved and still to come."""
    ids = [group("PlanLearningMeeting", meets_on=date(2027, month, 14), agenda=["A"])["id"] for month in (3, 4, 5)]
    group("CancelLearningMeeting", meeting_id=ids[1], reason="Snow.")
    group("MoveLearningMeeting", meeting_id=ids[2], meets_on=date(2027, 5, 21), reason="A room.")
    desk.today = date(2027, 3, 14)
    group("RecordLearningMeeting", meeting_id=ids[0], held_on=desk.today, partners_present=["rmbc", "var"])
    return desk


def test_meetings_are_listed_by_day_with_what_became_of_them(meetings, learner):
    listed = meetings.ask("LearningMeetings", learner)["meetings"]

    assert [(each["status"], each["meets_on"]) for each in listed] == [
        ("held", "2027-03-14"),
        ("cancelled", "2027-04-14"),
        ("planned", "2027-05-21"),
    ]
    assert listed[0]["partners_present"] == ["rmbc", "var"]
    assert (listed[1]["agenda"], listed[1]["reason"]) == (["A"], "Snow.")
    march = {"from_on": date(2027, 3, 1), "until_on": date(2027, 3, 31)}
    assert len(meetings.ask("LearningMeetings", AUDITOR, **march)["meetings"]) == 1


@pytest.mark.parametrize("by", [STRANGER, LEAD, INFORMATION])
def test_meetings_are_not_for_everybody(meetings, by):
    with pytest.raises(Refused) as refused:
        meetings.ask("LearningMeetings", by)
    assert refused.value.refusal.code == "NoAuthority"


@pytest.fixture
def prompted(desk, accepted):
    accepted("CASE-1", date(2026, 9, 1), "11.2")
    desk.hear("intake", CaseUnresolved(after_stage="responses", why="rejected"), "CASE-1", date(2026, 11, 2))
    return desk


def test_a_prompt_says_why_and_about_which_commitments(prompted, sample):
    for office in (sample.offices.learning, sample.offices.executive):
        (prompt,) = prompted.ask("ReviewPrompts", Actor(organisation="trft", office=office))["prompts"]
        assert (prompt["why"], prompt["commitments"], prompt["suggested_on"]) == ("unresolved", ["11.2"], "2026-11-02")
        assert "CASE-1" not in str(prompt)
    assert prompted.ask("ReviewPrompts", AUDITOR)["prompts"][0]["about"] == "CASE-1"
    assert prompted.ask("ReviewPrompts", AUDITOR, from_on=date(2026, 12, 1))["prompts"] == []
    with pytest.raises(Refused):
        prompted.ask("ReviewPrompts", STRANGER)


def test_what_was_published_is_for_everybody_and_what_was_released_is_not(desk):
    desk.today = TODAY
    file = {"from_on": date(2026, 1, 1), "until_on": date(2026, 12, 31), "at_position": 7, "sha256": "ab" * 32}
    desk.do("PublishReport", INFORMATION, report="RP4", **file).accepted()
    asked = {"request_ref": "FOI-1", "holder": "rmbc", "items": ["Minutes"], "released": False, "ground": "Confidence."}
    desk.do("DecideDisclosure", INFORMATION, **asked).accepted()

    (report,) = desk.ask("Published", STRANGER)["published"]
    assert (report["report"], report["at_position"], report["sha256"]) == ("RP4", 7, "ab" * 32)
    assert desk.ask("Published", STRANGER, report="RP2")["published"] == []
    for by in (INFORMATION, AUDITOR):
        (released,) = desk.ask("Disclosures", by)["disclosures"]
        assert (released["released"], released["items"], released["ground"]) == (False, ["Minutes"], "Confidence.")
    for by in (COORDINATOR, STRANGER):
        with pytest.raises(Refused):
            desk.ask("Disclosures", by)
