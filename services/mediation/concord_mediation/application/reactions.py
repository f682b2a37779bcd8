"""When intake opens or ends a stage, or an interest is declared, mediation asks what that means for it."""

from collections.abc import Callable, Mapping, Sequence

from concord_mediation.application.handlers import outcome_of, stream_of, world_of
from concord_mediation.domain import facts as f
from concord_mediation.domain.appointing import stood_down
from concord_mediation.domain.clocks import STAGE_TYPES, with_clocks
from concord_mediation.domain.ending import end_from_outside
from concord_mediation.domain.rules import tie_of
from concord_mediation.domain.state import Mediation
from concord_shared.contracts.base import Told
from concord_shared.contracts.directory import InterestDeclared
from concord_shared.contracts.intake import StageClosed, StageOpened
from concord_shared.decisions import Happening, Outcome, accept
from concord_shared.parts import Desk

Reaction = Callable[[Told, Desk], Outcome]


def stage_opened(told: Told, desk: Desk) -> Outcome:
    opened = told.contract
    assert isinstance(opened, StageOpened) and told.case is not None
    if opened.stage_type not in STAGE_TYPES:
        return Outcome()
    began = f.MediationOpened(
        stage_id=opened.stage_id,
        stage_type=opened.stage_type,
        parties=opened.parties,
        offices_held=opened.offices_held,
        pack_version=opened.pack_version,
        accepted_on=opened.accepted_on,
        first_time=opened.first_time,
    )
    state: Mediation = desk.load(stream_of(told.case))
    return _written((began,), state, desk, opened.pack_version)


def stage_closed(told: Told, desk: Desk) -> Outcome:
    closed = told.contract
    assert isinstance(closed, StageClosed) and told.case is not None
    state: Mediation = desk.load(stream_of(told.case))
    if state.stage is None or state.stage.id != closed.stage_id:
        return Outcome()
    return _written(end_from_outside(state, closed.outcome), state, desk)


def case_ended(told: Told, desk: Desk) -> Outcome:
    assert told.case is not None
    state: Mediation = desk.load(stream_of(told.case))
    if state.stage is None:
        return Outcome()
    return _written(end_from_outside(state, ENDINGS[told.name]), state, desk)


def interest_declared(told: Told, desk: Desk) -> Outcome:
    """An interest in a case, declared by its mediator or about them: the office is checked again."""
    declared = told.contract
    assert isinstance(declared, InterestDeclared)
    if declared.case_id is None:
        return Outcome()
    state: Mediation = desk.load(stream_of(declared.case_id))
    if state.stage is None or state.mediator is None or state.mediator.ref != declared.officer:
        return Outcome()
    world = world_of(state, desk)
    guard = world.pack.guard_by("facilitator_neutral", state.stage.id)
    if guard is None or tie_of(state.mediator.ref, guard, state, world) is None:
        return Outcome()
    return _written((stood_down(state, "conflict"),), state, desk)


def _written(facts: Sequence[Happening], state: Mediation, desk: Desk, pack_version: str | None = None) -> Outcome:
    world = world_of(state if pack_version is None else Mediation(state.case, pack_version=pack_version), desk)
    return outcome_of(accept(*with_clocks(state, facts, world)), state, world)


ENDINGS: Mapping[str, str] = {"CaseSettled": "settled", "CaseWithdrawn": "withdrawn", "CaseClosed": "closed"}

REACTIONS: Mapping[str, Reaction] = {
    "intake.StageOpened": stage_opened,
    "intake.StageClosed": stage_closed,
    **{f"intake.{name}": case_ended for name in ENDINGS},
    "directory.InterestDeclared": interest_declared,
}
