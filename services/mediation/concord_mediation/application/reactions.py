"""When intake opens or ends a stage, or pauses a case, mediation asks what that means for it."""

from collections.abc import Callable, Mapping, Sequence

from concord_mediation.application.handlers import outcome_of, stream_of, world_of
from concord_mediation.application.standing import suspended_by
from concord_mediation.domain import facts as f
from concord_mediation.domain.clocks import STAGE_TYPES, with_clocks
from concord_mediation.domain.ending import end_from_outside
from concord_mediation.domain.evolve import evolve
from concord_mediation.domain.seats import found_for, helper_in
from concord_mediation.domain.state import CRITICAL_FRIEND, Mediation
from concord_shared.contracts.base import Told
from concord_shared.contracts.intake import CaseResumed, CaseSuspended, ResultSetAside, StageClosed, StageOpened
from concord_shared.deadlines.holidays import holiday_declared
from concord_shared.decisions import Happening, Outcome, accept
from concord_shared.facts import Fact
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
        asked=opened.asked,
        helper=helper_in(desk.pack(opened.pack_version).stage(opened.stage_id)),
    )
    state: Mediation = desk.load(stream_of(told.case))
    why = None if state.suspended else suspended_by(desk.kept(told.case))
    pause = (f.MediationPaused(why=why),) if why else ()
    return _written((*pause, began, *_friend(began, state, desk)), state, desk, opened.pack_version)


def _friend(began: f.MediationOpened, before: Mediation, desk: Desk) -> tuple[Fact, ...]:
    """Where critical friends help, one is found at once; nobody has to appoint one."""
    if began.helper != CRITICAL_FRIEND:
        return ()
    state = evolve(before, began, desk.on)
    return (found_for(state, world_of(state, desk)),)


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
    goes_on = (f.MediationResumed(why="case_ended"),) if state.suspended else ()
    ended = (*end_from_outside(state, ENDINGS[told.name]), *goes_on)
    return _written(ended, state, desk) if ended else Outcome()


def case_suspended(told: Told, desk: Desk) -> Outcome:
    suspended = told.contract
    assert isinstance(suspended, CaseSuspended) and told.case is not None
    state: Mediation = desk.load(stream_of(told.case))
    if state.stage_id is None or state.suspended:
        return Outcome()
    return _written((f.MediationPaused(why=suspended.why),), state, desk)


def case_resumed(told: Told, desk: Desk) -> Outcome:
    resumed = told.contract
    assert isinstance(resumed, CaseResumed) and told.case is not None
    state: Mediation = desk.load(stream_of(told.case))
    return _written((f.MediationResumed(why=resumed.why),), state, desk) if state.suspended else Outcome()


def result_set_aside(told: Told, desk: Desk) -> Outcome:
    """Our own result came too late: the case had gone on, and the record says why."""
    aside = told.contract
    assert isinstance(aside, ResultSetAside) and told.case is not None
    state: Mediation = desk.load(stream_of(told.case))
    if aside.from_service != "mediation" or state.stage_id is None:
        return Outcome()
    return _written((f.MediationResultSetAside(result=aside.result, reason=aside.reason),), state, desk)


def _written(facts: Sequence[Happening], state: Mediation, desk: Desk, pack_version: str | None = None) -> Outcome:
    world = world_of(state if pack_version is None else Mediation(state.case, pack_version=pack_version), desk)
    return outcome_of(accept(*with_clocks(state, facts, world)), state, world)


ENDINGS: Mapping[str, str] = {"CaseSettled": "settled", "CaseWithdrawn": "withdrawn", "CaseClosed": "closed"}

REACTIONS: Mapping[str, Reaction] = {
    "intake.StageOpened": stage_opened,
    "intake.StageClosed": stage_closed,
    **{f"intake.{name}": case_ended for name in ENDINGS},
    "intake.CaseSuspended": case_suspended,
    "intake.CaseResumed": case_resumed,
    "intake.ResultSetAside": result_set_aside,
    "directory.BankHolidayDeclared": holiday_declared("mediation-"),
}
