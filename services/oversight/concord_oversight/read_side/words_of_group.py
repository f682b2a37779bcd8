"""One plain sentence for each fact of the group's work; nothing of what was said."""

from concord_oversight.domain import group_facts as f
from concord_shared.facts import Fact

DAY = "%-d %B %Y"


def say_group(fact: Fact) -> str:
    match fact:
        case f.LessonKnown():
            return "A lesson was recorded at the end of a case."
        case f.LessonTakenUp():
            return "An action came of the lesson."
        case f.ActionItemRecorded():
            return f"An action was agreed for {_office(fact.owner_office)}, due on {fact.due_on:{DAY}}."
        case f.ActionItemMoved():
            return f"The action is due on {fact.due_on:{DAY}} now, not on {fact.old_due_on:{DAY}}."
        case f.ActionItemDropped():
            return "The action was given up."
        case f.ActionItemDone():
            return f"The action was done on {fact.done_on:{DAY}}."
        case f.LearningMeetingPlanned():
            return f"A learning meeting was planned for {fact.meets_on:{DAY}}."
        case f.LearningMeetingMoved():
            return f"The learning meeting is on {fact.meets_on:{DAY}} now, not on {fact.old_meets_on:{DAY}}."
        case f.LearningMeetingCancelled():
            return "The learning meeting was called off."
        case f.LearningMeetingHeld():
            return f"A learning meeting was held on {fact.held_on:{DAY}}, with {len(fact.partners_present)} there."
        case _:
            return _published(fact)


def _published(fact: Fact) -> str:
    match fact:
        case f.ReportPublished():
            return f"Report {fact.report} of {fact.from_on:{DAY}} to {fact.until_on:{DAY}} was published."
        case f.DisclosureDecided():
            return f"It was decided to {'release' if fact.released else 'keep back'} what {fact.holder} holds."
        case _:
            return "Something was recorded."


def _office(office: str) -> str:
    return office.replace("_", " ")
