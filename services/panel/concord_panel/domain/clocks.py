"""What the deadlines of panel's stages do when something happens in them."""

from collections.abc import Sequence
from datetime import date

from concord_panel.domain import facts as f
from concord_panel.domain import facts_of_changes as g
from concord_panel.domain.evolve import LEFT, evolve
from concord_panel.domain.evolve_changes import SILENT
from concord_panel.domain.state import INVESTIGATION, RESPONSE, REVIEW, Panel
from concord_shared.deadlines.clocks import (
    Occurrence,
    cancel_all,
    cancel_stage,
    carried_through,
    clock_facts,
    open_clocks,
)
from concord_shared.deadlines.facts import DeadlineCancelled, DeadlineFact
from concord_shared.decisions import Happening
from concord_shared.facts import Fact, On
from concord_shared.packs.model import DeadlineRule
from concord_shared.world import World

STAGE_TYPES = frozenset({INVESTIGATION, REVIEW, RESPONSE})
SUSPENDED, RESUMED = "CaseSuspended", "CaseResumed"


def owned(rule: DeadlineRule) -> bool:
    return rule.stage_type in STAGE_TYPES


def with_clocks(state: Panel, happened: Sequence[Happening], world: World) -> tuple[Happening, ...]:
    """Each fact, followed by the deadlines that it starts, meets or calls off."""
    told: list[Happening] = []
    for each in happened:
        fact, on = dated(each, world.on)
        after = evolve(state, fact, on)
        moved = clock_moves(after, _occurrence(fact, on), world)
        after = evolved(after, moved, on)
        called_off = _called_off(state, after, fact, on, world)
        state = evolved(after, called_off, on)
        told += [each, *moved, *called_off]
    return tuple(told)


def clock_moves(state: Panel, occurrence: Occurrence | None, world: World) -> tuple[On, ...]:
    if occurrence is None:
        return ()
    parties = tuple(org for org in state.orgs if org not in state.answers)
    paused_by = (SUSPENDED,) if state.suspended else ()
    return clock_facts(state.clocks, world.pack, owned, occurrence, world.calendar, world.directory, parties, paused_by)


def _called_off(before: Panel, after: Panel, fact: Fact, on: date, world: World) -> tuple[On, ...]:
    """A stage that has its result, or ended from outside, leaves no clock of its own running, nor a party that left."""
    if isinstance(fact, f.PanelStageEnded) and fact.why != STAGE_CLOSED:
        return cancel_all(after.clocks, on, fact.why)
    if before.stage is not None and after.stage is None:
        return cancel_stage(after.clocks, before.stage.id, on, "stage_ended")
    if isinstance(fact, g.PartiesChanged):
        gone = _cancelled(after, fact.left, on)
        return (*gone, *carried_through(evolved(after, gone, on).clocks, after.orgs, on, world))
    return ()


def _cancelled(state: Panel, left: Sequence[str], on: date) -> list[On]:
    gone = (each for each in open_clocks(state.clocks) if each.party in left)
    return [
        On(
            DeadlineCancelled(
                deadline_id=each.deadline_id,
                stage_id=each.stage_id,
                party=each.party,
                due_on=each.due_on,
                why="party_left",
            ),
            on,
        )
        for each in gone
    ]


STAGE_CLOSED = "stage_closed"


def _occurrence(fact: Fact, on: date) -> Occurrence | None:
    match fact:
        case f.PanelStageOpened():
            fields = {"stage": fact.stage_id, "stage_type": fact.stage_type, "first_time": fact.first_time}
            return Occurrence("StageOpened", on, fields)
        case f.PanelStageEnded(why="settled"):
            return Occurrence("CaseSettled", on)
        case f.RecommendationResponseRecorded():
            # Neither silence nor leaving answers anything: a lapsed period stays lapsed.
            if fact.response in (SILENT, LEFT):
                return None
            return Occurrence("RecommendationResponseRecorded", on, party=fact.party)
        case DeadlineFact():
            return None
        case g.PanelPaused():
            return Occurrence(SUSPENDED, on)
        case g.PanelResumed():
            return Occurrence(RESUMED, on)
        case _:
            return Occurrence(type(fact).__name__, on)


def evolved(state: Panel, happened: Sequence[Happening], on: date) -> Panel:
    for each in happened:
        fact, day = dated(each, on)
        state = evolve(state, fact, day)
    return state


def dated(happened: Happening, on: date) -> tuple[Fact, date]:
    return (happened.fact, happened.occurred_on) if isinstance(happened, On) else (happened, on)
