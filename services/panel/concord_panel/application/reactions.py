"""When a stage opens or ends, a mediator is named or a letter arrives, panel asks what that means for it."""

from collections.abc import Callable, Mapping, Sequence

from concord_panel.application.handlers import outcome_of, stream_of, world_of
from concord_panel.domain import facts as f
from concord_panel.domain.clocks import RESPONSE, STAGE_CLOSED, STAGE_TYPES, clock_moves, with_clocks
from concord_panel.domain.investigating import stood_down
from concord_panel.domain.state import INVESTIGATOR, Panel
from concord_panel.domain.ties import tie_of
from concord_shared.contracts.base import Told
from concord_shared.contracts.directory import InterestDeclared
from concord_shared.contracts.intake import StageClosed, StageOpened
from concord_shared.contracts.mediation import MediatorAppointed
from concord_shared.contracts.notify import NoticeDelivered
from concord_shared.deadlines.clocks import Occurrence, open_clocks
from concord_shared.decisions import Happening, Outcome, accept
from concord_shared.parts import Desk

Reaction = Callable[[Told, Desk], Outcome]
ENDINGS: Mapping[str, str] = {"CaseSettled": "settled", "CaseWithdrawn": "withdrawn", "CaseClosed": "closed"}


def stage_opened(told: Told, desk: Desk) -> Outcome:
    opened = told.contract
    assert isinstance(opened, StageOpened)
    if opened.stage_type not in STAGE_TYPES:
        return Outcome()
    began = f.PanelStageOpened(
        stage_id=opened.stage_id,
        stage_type=opened.stage_type,
        parties=opened.parties,
        cited=opened.cited,
        offices_held=opened.offices_held,
        pack_version=opened.pack_version,
        accepted_on=opened.accepted_on,
        first_time=opened.first_time,
    )
    return _written((began,), _state(told, desk), opened.pack_version, desk)


def stage_closed(told: Told, desk: Desk) -> Outcome:
    closed, state = told.contract, _state(told, desk)
    assert isinstance(closed, StageClosed)
    if state.stage is None or state.stage.id != closed.stage_id:
        return Outcome()
    ended = f.PanelStageEnded(stage_id=closed.stage_id, why=STAGE_CLOSED)
    return _written((ended,), state, state.pack_version, desk)


def case_ended(told: Told, desk: Desk) -> Outcome:
    """A review's clock may run between two stages: it stops too."""
    state = _state(told, desk)
    if state.stage is None and not open_clocks(state.clocks):
        return Outcome()
    ended = f.PanelStageEnded(stage_id=state.stage.id if state.stage else None, why=ENDINGS[told.name])
    return _written((ended,), state, state.pack_version, desk)


def mediator_appointed(told: Told, desk: Desk) -> Outcome:
    appointed = told.contract
    assert isinstance(appointed, MediatorAppointed)
    barred = f.MediatorBarred(mediator_ref=appointed.mediator_ref, mediator_org=appointed.mediator_org)
    state = _state(told, desk)
    return _written((barred,), state, state.pack_version or told.pack_version, desk)


def notice_delivered(told: Told, desk: Desk) -> Outcome:
    """A party's own letter has reached it: a period that starts with that letter begins for this party."""
    if told.case is None:
        return Outcome()
    delivered, state = told.contract, _state(told, desk)
    assert isinstance(delivered, NoticeDelivered)
    party = delivered.to.org
    if state.stage is None or state.stage.type != RESPONSE or party not in state.orgs:
        return Outcome()
    world = world_of(state.pack_version, desk)
    fields = {"notice": delivered.notice_type, "stage": state.stage.id}
    occurrence = Occurrence("NoticeDelivered", told.occurred_on, fields, party=party)
    return outcome_of(accept(*clock_moves(state, occurrence, world)), state, world)


def interest_declared(told: Told, desk: Desk) -> Outcome:
    """An interest in a case, of its investigator: the office is checked again."""
    declared = told.contract
    assert isinstance(declared, InterestDeclared)
    if declared.case_id is None:
        return Outcome()
    state: Panel = desk.load(stream_of(declared.case_id))
    if state.stage is None or state.investigator is None or state.investigator.ref != declared.officer:
        return Outcome()
    world = world_of(state.pack_version, desk)
    guard = world.pack.guard_by("investigator_independent", state.stage.id)
    if guard is None or not tie_of(declared.officer, guard.params["conflict"], INVESTIGATOR, state, world):
        return Outcome()
    return _written((stood_down(state, "conflict"),), state, state.pack_version, desk)


def _state(told: Told, desk: Desk) -> Panel:
    assert told.case is not None
    state: Panel = desk.load(stream_of(told.case))
    return state


def _written(facts: Sequence[Happening], state: Panel, pack_version: str | None, desk: Desk) -> Outcome:
    world = world_of(pack_version, desk)
    return outcome_of(accept(*with_clocks(state, facts, world)), state, world)


REACTIONS: Mapping[str, Reaction] = {
    "intake.StageOpened": stage_opened,
    "intake.StageClosed": stage_closed,
    **{f"intake.{name}": case_ended for name in ENDINGS},
    "mediation.MediatorAppointed": mediator_appointed,
    "notify.NoticeDelivered": notice_delivered,
    "directory.InterestDeclared": interest_declared,
}
