"""What the deadlines of panel's stages do when something happens in them."""

from collections.abc import Sequence
from datetime import date

from concord_panel.domain import facts as f
from concord_panel.domain.evolve import evolve
from concord_panel.domain.state import Panel
from concord_shared.deadlines.clocks import Occurrence, cancel_all, cancel_stage, clock_facts
from concord_shared.decisions import Happening
from concord_shared.facts import Fact, On
from concord_shared.packs.model import DeadlineRule
from concord_shared.world import World

INVESTIGATION, REVIEW, RESPONSE = "investigation", "panel_review", "response"
STAGE_TYPES = frozenset({INVESTIGATION, REVIEW, RESPONSE})


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
        called_off = _called_off(state, after, fact, on)
        state = evolved(after, called_off, on)
        told += [each, *moved, *called_off]
    return tuple(told)


def clock_moves(state: Panel, occurrence: Occurrence | None, world: World) -> tuple[On, ...]:
    if occurrence is None:
        return ()
    parties = tuple(org for org in state.orgs if org not in state.answers)
    return clock_facts(state.clocks, world.pack, owned, occurrence, world.calendar, world.directory, parties)


def _called_off(before: Panel, after: Panel, fact: Fact, on: date) -> tuple[On, ...]:
    """A stage that has its result, or ended from outside, leaves no clock of its own running."""
    if isinstance(fact, f.PanelStageEnded) and fact.why != STAGE_CLOSED:
        return cancel_all(after.clocks, on, fact.why)
    if before.stage is not None and after.stage is None:
        return cancel_stage(after.clocks, before.stage.id, on, "stage_ended")
    return ()


STAGE_CLOSED = "stage_closed"


def _occurrence(fact: Fact, on: date) -> Occurrence | None:
    match fact:
        case f.PanelStageOpened():
            fields = {"stage": fact.stage_id, "stage_type": fact.stage_type, "first_time": fact.first_time}
            return Occurrence("StageOpened", on, fields)
        case f.RecommendationResponseRecorded(response="silent"):
            # Silence answers nothing: the lapsed period stays lapsed.
            return None
        case f.RecommendationResponseRecorded():
            return Occurrence("RecommendationResponseRecorded", on, party=fact.party)
        case _:
            return Occurrence(type(fact).__name__, on)


def evolved(state: Panel, happened: Sequence[Happening], on: date) -> Panel:
    for each in happened:
        fact, day = dated(each, on)
        state = evolve(state, fact, day)
    return state


def dated(happened: Happening, on: date) -> tuple[Fact, date]:
    return (happened.fact, happened.occurred_on) if isinstance(happened, On) else (happened, on)
