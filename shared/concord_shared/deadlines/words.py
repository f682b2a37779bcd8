"""Each fact of the clock as one plain sentence."""

from datetime import date

from concord_shared.deadlines import facts as f
from concord_shared.facts import Fact


def say_clock(fact: Fact) -> str:
    """A sentence for a fact of the clock; for any other, its name."""
    match fact:
        case f.DeadlineSet():
            return f"Deadline {_named(fact)} set: {fact.what}, due on {_day(fact.due_on)}."
        case f.DeadlineApproaching():
            return f"Deadline {_named(fact)} is near: due on {_day(fact.due_on)}."
        case f.ReminderDue():
            return f"Reminder {fact.number} for {_named(fact)} is due."
        case f.DeadlineLapsed():
            return f"Deadline {_named(fact)} of {_day(fact.due_on)} has passed; that alone decides nothing."
        case f.DeadlineMet():
            late = f", {fact.working_days_late} working days late" if fact.working_days_late else ""
            return f"Deadline {_named(fact)} ended by {fact.by}{late}."
        case f.DeadlineCancelled():
            return f"Deadline {_named(fact)} no longer applies ({fact.why.replace('_', ' ')})."
        case f.DeadlineExtended():
            return f"Deadline {_named(fact)} extended from {_day(fact.old_due_on)} to {_day(fact.new_due_on)}."
        case f.DeadlineChanged():
            why = fact.reason.replace("_", " ")
            return f"Deadline {_named(fact)} put right: now {_day(fact.new_due_on)} ({why})."
        case f.DeadlinePaused():
            return f"Deadline {_named(fact)} paused with {fact.left} working days left."
        case f.DeadlineResumed():
            return f"Deadline {_named(fact)} runs again: due on {_day(fact.new_due_on)}."
        case f.ExtensionProposed():
            return f"{fact.by} proposed {fact.working_days} more working days for {_named(fact)}."
        case f.ExtensionAgreed():
            return f"{fact.by} agreed to {fact.working_days} more working days for {_named(fact)}."
        case _:
            return f"{type(fact).__name__}."


def _named(fact: f.DeadlineFact) -> str:
    return f"{fact.deadline_id} of {fact.party}" if fact.party else fact.deadline_id


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
