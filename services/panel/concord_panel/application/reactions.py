"""When a stage opens, rests or ends, panel asks what that means for it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from concord_panel.application import reactions_to_changes, reactions_to_news
from concord_panel.application.handlers import outcome_of, state_of, world_of, written
from concord_panel.application.under_way import begun, over
from concord_panel.domain import facts as f
from concord_panel.domain import facts_of_changes as g
from concord_panel.domain.appointing import stood_down
from concord_panel.domain.clocks import STAGE_CLOSED, STAGE_TYPES, evolved, with_clocks
from concord_panel.domain.delivering import deliver_by
from concord_panel.domain.evolve import STAGE_ENDED
from concord_panel.domain.rechecking import Cause, recheck
from concord_panel.domain.state import INVESTIGATION, Panel
from concord_shared.contracts.base import Told
from concord_shared.contracts.intake import (
    CaseResumed,
    CaseSuspended,
    StageClosed,
    StageOpened,
)
from concord_shared.deadlines.clocks import open_clocks
from concord_shared.deadlines.holidays import holiday_declared
from concord_shared.decisions import Happening, Outcome, accept
from concord_shared.parts import Desk
from concord_shared.world import World

Reaction = Callable[[Told, Desk], Outcome]
ENDINGS: Mapping[str, str] = {"CaseSettled": "settled", "CaseWithdrawn": "withdrawn", "CaseClosed": "closed"}


def stage_opened(told: Told, desk: Desk) -> Outcome:
    opened = told.contract
    assert isinstance(opened, StageOpened) and told.case is not None
    if opened.stage_type not in STAGE_TYPES:
        return Outcome()
    world, state = world_of(opened.pack_version, desk), state_of(told, desk)
    began = f.PanelStageOpened(
        stage_id=opened.stage_id,
        stage_type=opened.stage_type,
        parties=opened.parties,
        cited=opened.cited,
        offices_held=opened.offices_held,
        pack_version=opened.pack_version,
        accepted_on=opened.accepted_on,
        first_time=opened.first_time,
        deliver_by=deliver_by(opened.stage_id, told.occurred_on, world.pack, world.calendar),
        asked=opened.asked,
    )
    happened = with_clocks(state, (began,), world)
    outcome = outcome_of(accept(*happened, *_questioned(evolved(state, happened, world.on), world)), state, world)
    return replace(outcome, writes=(*outcome.writes, *begun(told.case, desk)))


def _questioned(state: Panel, world: World) -> tuple[Happening, ...]:
    """An office that was questioned while it rested is looked at again now that there is work for it."""
    if not state.flagged:
        return ()
    cause = Cause(StageOpened.__name__, officers=state.flagged)
    return with_clocks(state, recheck(state, cause, world), world)


def stage_closed(told: Told, desk: Desk) -> Outcome:
    closed, state = told.contract, state_of(told, desk)
    assert isinstance(closed, StageClosed)
    if state.stage is None or state.stage.id != closed.stage_id:
        return Outcome()
    why = closed.outcome if closed.outcome == ENDINGS["CaseSettled"] else STAGE_CLOSED
    return written(_ended(state, why), state, state.pack_version, desk)


def case_ended(told: Told, desk: Desk) -> Outcome:
    """A review's clock may run between two stages: it stops too."""
    state = state_of(told, desk)
    no_more = over(state.case, desk)
    if state.stage is None and not open_clocks(state.clocks):
        return Outcome(writes=no_more)
    outcome = written(_ended(state, ENDINGS[told.name]), state, state.pack_version, desk)
    return replace(outcome, writes=(*outcome.writes, *no_more))


def _ended(state: Panel, why: str) -> tuple[Happening, ...]:
    """An investigator at work is told to stop: the draft goes to nobody."""
    ended = f.PanelStageEnded(stage_id=state.stage.id if state.stage else None, why=why)
    at_work = state.investigator and state.stage and state.stage.type == INVESTIGATION
    return (ended, stood_down(state, STAGE_ENDED)) if at_work else (ended,)


def case_suspended(told: Told, desk: Desk) -> Outcome:
    suspended, state = told.contract, state_of(told, desk)
    assert isinstance(suspended, CaseSuspended)
    if state.suspended:
        return Outcome()
    return written((g.PanelPaused(why=suspended.why),), state, state.pack_version or told.pack_version, desk)


def case_resumed(told: Told, desk: Desk) -> Outcome:
    resumed, state = told.contract, state_of(told, desk)
    assert isinstance(resumed, CaseResumed)
    if not state.suspended:
        return Outcome()
    return written((g.PanelResumed(why=resumed.why),), state, state.pack_version or told.pack_version, desk)


REACTIONS: Mapping[str, Reaction] = {
    "intake.StageOpened": stage_opened,
    "intake.StageClosed": stage_closed,
    "intake.CaseSuspended": case_suspended,
    "intake.CaseResumed": case_resumed,
    **{f"intake.{name}": case_ended for name in ENDINGS},
    "directory.BankHolidayDeclared": holiday_declared("panel-"),
    **reactions_to_changes.REACTIONS,
    **reactions_to_news.REACTIONS,
}
