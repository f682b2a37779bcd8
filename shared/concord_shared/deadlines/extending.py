"""Extensions: who still has to agree, and what stands in the way. Who may ask is the service's to check."""

from collections.abc import Collection
from datetime import date

from concord_shared.calendar.working import WorkingCalendar
from concord_shared.deadlines.facts import DeadlineExtended, ExtensionAgreed, ExtensionProposed
from concord_shared.deadlines.moving import extended
from concord_shared.deadlines.running import Running
from concord_shared.packs.guards import Unmet
from concord_shared.packs.model import DeadlineRule


def extension_unmet(running: Running | None, rule: DeadlineRule | None, working_days: int) -> Unmet | None:
    """What stands in the way of `working_days` more, or None."""
    if running is None or rule is None or not running.is_open:
        return Unmet("DeadlineNotOpen", "No such deadline is open in this case.")
    if rule.extension is None:
        return Unmet("NotExtendable", f"The time for '{rule.what}' cannot be extended.")
    left = rule.extension.max_working_days - running.extended_by
    if working_days > left:
        return Unmet("ExtensionTooLong", f"At most {max(left, 0)} more working days can be given here.", "working_days")
    return None


def proposed(
    running: Running, working_days: int, by: str, reason: str, on: date, calendar: WorkingCalendar
) -> ExtensionProposed:
    """`by` is the organisation that asks; its own agreement is in. Raises CalendarEnds."""
    moved = extended(running, working_days, (by,), reason, on, calendar)
    return ExtensionProposed(
        deadline_id=running.deadline_id,
        stage_id=running.stage_id,
        party=running.party,
        by=by,
        working_days=working_days,
        old_due_on=running.due_on,
        new_due_on=moved.new_due_on,
        reason=reason,
    )


def agreed(
    running: Running, by: str, parties: Collection[str], on: date, calendar: WorkingCalendar
) -> tuple[ExtensionAgreed | DeadlineExtended, ...]:
    """The agreement of `by`; with the last of `parties` the due day moves. Nothing where nothing was
    proposed."""
    waiting = running.proposal
    if waiting is None:
        return ()
    fact = ExtensionAgreed(
        deadline_id=running.deadline_id,
        stage_id=running.stage_id,
        party=running.party,
        by=by,
        working_days=waiting.working_days,
    )
    everybody = (*waiting.agreed, by)
    if not set(parties) <= set(everybody):
        return (fact,)
    return (fact, extended(running, waiting.working_days, everybody, waiting.reason, on, calendar))
