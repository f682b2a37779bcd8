"""A period that starts with a party's own letter, and the letter does not arrive (handbook 8.5)."""

from collections.abc import Iterator
from datetime import date

from concord_panel.domain import facts_of_changes as g
from concord_panel.domain.state import Panel, task_on
from concord_shared.calendar.working import WorkingCalendar
from concord_shared.facts import On
from concord_shared.packs.deadline_rule import Undelivered
from concord_shared.packs.model import DeadlineRule, Pack
from concord_shared.world import World

DELIVERED = "NoticeDelivered"


def deliver_by(stage_id: str, on: date, pack: Pack, calendar: WorkingCalendar) -> date | None:
    """The day by which the letter should have arrived; None where nothing in the stage waits for one."""
    rule = _rule(stage_id, pack)
    return _after(rule.undelivered, on, calendar) if rule and rule.undelivered else None


def not_begun(state: Panel, world: World) -> Iterator[On]:
    """One task for each party without a letter; no period runs for it until it is delivered."""
    day = task_on(state)
    rule = _rule(state.stage.id, world.pack) if state.stage else None
    if day is None or day > world.on or rule is None or rule.undelivered is None or state.stage is None:
        return
    for party in state.without_period:
        if party in state.not_begun:
            continue
        fact = g.AnswerPeriodNotBegun(
            stage_id=state.stage.id,
            deadline_id=rule.id,
            party=party,
            notice_type=str(rule.starts_when.get("notice", "")),
            waiting_since=state.stage.opened_on,
            after_working_days=rule.undelivered.after,
        )
        yield On(fact, day)


def _rule(stage_id: str, pack: Pack) -> DeadlineRule | None:
    found = (rule for rule in pack.deadlines if rule.stage == stage_id and rule.starts_on == DELIVERED)
    return next((rule for rule in found if rule.undelivered is not None), None)


def _after(wait: Undelivered, on: date, calendar: WorkingCalendar) -> date:
    if wait.unit == "working_day":
        return calendar.after(on, wait.after).due_on
    return calendar.weeks_after(on, wait.after).due_on
