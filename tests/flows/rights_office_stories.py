"""Commands of no case: the directory's, letters, and what the learning group records of a pattern."""

from typing import Any

from .rights_people import ADMINISTRATOR, CHIEF, INFORMATION, LEARNING, NOBODY, READERS, SECRETARY
from .rights_played import Played
from .rights_stories import A
from .walking import ADVISER, COORDINATOR, MEDIATOR, RAISER, STRANGER

NEW = "dalton-choir"


async def people(story: Played) -> None:
    """Offices that the sample has not: a secretary and an information officer elsewhere, a delegate, a coordinator until yesterday."""
    for officer, office, org in (
        ("officer-trft-secretary", "secretary", "trft"),
        ("officer-syp-delegate", "delegated_group", "syp"),
        ("officer-rnn-gone", "coordinator", "rnn"),
        ("officer-syfr-information", "information_officer", "syfr"),
    ):
        await _assigned(story, officer=officer, office=office, org=org)
    ended = {"officer": "officer-rnn-gone", "office": "coordinator", "org": "rnn", "ended_on": "2027-01-04"}
    await story.give("directory.EndRole", ADMINISTRATOR, **ended)


async def _assigned(story: Played, **role: Any) -> None:
    await story.give("directory.AssignRole", ADMINISTRATOR, **role, starts_on="2020-01-06")


async def directory(story: Played) -> None:
    async def by_administrator(command: str, **body: Any) -> None:
        await story.step(f"directory.{command}", ADMINISTRATOR, **body)

    await by_administrator("RegisterOrganisation", org=NEW, name="Dalton Choir", sector="vcs", kind="community_group")
    await by_administrator("SignUpOrganisation", org=NEW, compact="rotherham", signed_on="2026-12-01")
    await by_administrator("DeclareClosure", org=NEW, on="2027-08-02", name="Summer")
    role = {"officer": "officer-choir", "office": "representative", "org": NEW}
    await by_administrator("AssignRole", **role, starts_on="2026-12-01")
    await by_administrator("EndRole", **role, ended_on="2027-01-04")
    await by_administrator("DeclareBankHoliday", on="2027-09-06", name="A jubilee")
    await _packs(story, by_administrator)
    await by_administrator("ErasePersonalData", person="officer-choir", ground="Asked for in writing.")
    meeting = {"body": "ceo_group", "meets_on": "2027-10-04"}
    await story.step("directory.ScheduleMeeting", SECRETARY, CHIEF, ADMINISTRATOR, **meeting)


async def _packs(story: Played, by_administrator: Any) -> None:
    reply = await story.play.ask("directory.Packs", ADMINISTRATOR, content=True)
    content = reply["packs"][0]["content"]
    tried = {**content, "pack": {**content["pack"], "version": "tried"}}
    await by_administrator("PublishPack", content=tried, trial=True)
    await by_administrator("RetirePack", pack_id="rotherham", version="tried", reason="Only tried.")
    ended = {**content, "pack": {**content["pack"], "version": "ended", "status": "expired_term"}}
    await by_administrator("PublishPack", content=ended, trial=True)
    renewed = {"pack_id": "rotherham", "version": "ended", "until": "2029-01-04", "reason": "All agreed."}
    await by_administrator("RenewPack", **renewed)


# The directory knows no parties: any representative may say so, and it counts once every party has.
REPRESENTATIVES = tuple(by for name, by in READERS.items() if name not in NOBODY and "/representative" in by)


async def interests(story: Played) -> None:
    tie = {"officer": "officer-var-mediator", "with_org": "rdash", "tie": "family"}
    await story.step("directory.DeclareInterest", MEDIATOR, ADMINISTRATOR, **tie)
    await story.step("directory.ClearInterest", RAISER, *REPRESENTATIVES, case=A, **tie)


async def letters(story: Played) -> None:
    asked = await story.play.ask("notify.Notices", COORDINATOR, case=story.cases[A])
    own = next(each for each in asked["notices"] if each["org"] == "green-doorstep")
    await story.step("notify.AcknowledgeNotice", RAISER, COORDINATOR, notice_id=own["notice_id"])
    await story.step("notify.Reissue", COORDINATOR, notice_id=own["notice_id"], reason="It was lost.")
    case = await story.raised("by post", raiser_kind="person", raiser_org=None, raiser_name="A", reach="1 High Street")
    await story.give("intake.AcknowledgeConcern", ADVISER, case)
    posted = await story.play.ask("notify.Notices", COORDINATOR, case=case)
    waiting = next(each for each in posted["notices"] if each["org"] is None)
    await story.step("notify.RecordPosted", COORDINATOR, notice_id=waiting["notice_id"])


async def patterns(story: Played) -> None:
    found = await story.play.ask("oversight.Patterns", LEARNING)
    story.patterns = [each["pattern_id"] for each in found["patterns"]]
    pattern = next(each["pattern_id"] for each in found["patterns"] if each["status"] == "open")
    dialogue = {"pattern_id": pattern, "offices_present": ["compact_leads_group"], "actions": ["Talk earlier."]}
    await story.step("oversight.AgreeToDialogue", RAISER, STRANGER, pattern_id=pattern)
    await story.step("oversight.RecordDialogue", LEARNING, **dialogue)
    await story.step("oversight.ClosePattern", LEARNING, pattern_id=pattern, reason="It was talked about.")


async def group_work(story: Played) -> None:
    """What the group that learns plans, does and publishes, and what is released on request."""
    due = {"owner_office": "compact_lead", "due_on": "2028-06-30"}
    item = await story.step("oversight.RecordActionItem", LEARNING, what="Actionmark", **due)
    other = await story.give("oversight.RecordActionItem", LEARNING, what="Actionmark", **due)
    moved = {"item_id": item["id"], "due_on": "2028-09-30", "reason": "Holidays."}
    await story.step("oversight.MoveActionItem", LEARNING, **moved)
    await story.step("oversight.CompleteActionItem", LEARNING, item_id=item["id"])
    await story.step("oversight.DropActionItem", LEARNING, item_id=other["id"], reason="Another group does it.")
    await _meetings(story)
    file = {"from_on": "2027-01-01", "until_on": "2027-03-31", "at_position": 40, "sha256": "ab" * 32}
    await story.step("oversight.PublishReport", INFORMATION, LEARNING, report="RP2", **file)
    asked = {"request_ref": "FOI-1", "holder": "rmbc", "items": ["Itemmark"], "released": False, "ground": "Itemmark"}
    await story.step("oversight.DecideDisclosure", INFORMATION, **asked)


async def _meetings(story: Played) -> None:
    meeting = await story.step("oversight.PlanLearningMeeting", LEARNING, meets_on="2028-01-12")
    other = await story.give("oversight.PlanLearningMeeting", LEARNING, meets_on="2028-02-09")
    moved = {"meeting_id": meeting["id"], "meets_on": "2028-01-19", "reason": "A room."}
    await story.step("oversight.MoveLearningMeeting", LEARNING, **moved)
    held = {"held_on": story.today, "partners_present": ["rmbc", "var"]}
    await story.step("oversight.RecordLearningMeeting", LEARNING, meeting_id=meeting["id"], **held)
    await story.step("oversight.CancelLearningMeeting", LEARNING, meeting_id=other["id"], reason="Snow.")
