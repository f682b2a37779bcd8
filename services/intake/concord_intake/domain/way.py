"""The way through the stages: what an outcome of the open stage leads to, as the pack has it."""

from collections.abc import Iterator
from datetime import date

from concord_intake.domain.facts import CaseClosed, CaseSettled, CaseUnresolved, StageClosed, StageOpened
from concord_intake.domain.state import Case
from concord_shared.contracts.base import Asked, OfficeHeld, Party
from concord_shared.facts import Fact
from concord_shared.packs.lookup import next_stage
from concord_shared.packs.model import Pack

TRIAGE_ADVICE = "triage_advice"
SETTLED, UNRESOLVED, WITHDRAWN = "settled", "unresolved", "withdrawn"
WHY_UNRESOLVED = ("rejected", "silent")


def open_stage(
    state: Case,
    pack: Pack,
    stage_id: str,
    caused_by: str,
    parties: tuple[Party, ...],
    *,
    accepted_on: date,
    offices: tuple[OfficeHeld, ...] = (),
    asked: Asked | None = None,
) -> StageOpened:
    stage = pack.stage(stage_id)
    return StageOpened(
        stage_id=stage.id,
        stage_type=stage.type,
        label=stage.label,
        caused_by=caused_by,
        parties=parties,
        cited=state.cited,
        offices_held=(*state.advisers, *state.supporters, *offices),
        pack_version=pack.version,
        accepted_on=accepted_on,
        first_time=stage.id not in state.opened,
        asked=asked,
        trial=state.trial,
    )


def after_stage(
    state: Case,
    pack: Pack,
    outcome: str,
    caused_by: str,
    on: date,
    *,
    offices: tuple[OfficeHeld, ...] = (),
    confirmed_by: tuple[str, ...] = (),
    asked: Asked | None = None,
) -> tuple[Fact, ...]:
    """The open stage closes with `outcome`, and the next opens or the case ends. Raises UnknownOutcome."""
    at = _open_stage_id(state)
    found = next_stage(pack, at, outcome)
    closed = StageClosed(stage_id=at, outcome=outcome)
    if found.kind == "close":
        return (closed, *end(state, found.to, on, outcome=outcome, confirmed_by=confirmed_by))
    accepted_on = state.accepted_on or on
    opened = open_stage(
        state, pack, found.to, caused_by, state.parties, accepted_on=accepted_on, offices=offices, asked=asked
    )
    return closed, opened


def end(state: Case, reason: str, on: date, *, outcome: str = "", confirmed_by: tuple[str, ...] = ()) -> Iterator[Fact]:
    at = state.stage_id
    if reason == SETTLED:
        yield CaseSettled(at_stage=at or state.known_as, confirmed_by=confirmed_by)
    if reason == UNRESOLVED:
        why = outcome if outcome in WHY_UNRESOLVED else "no_solution"
        yield CaseUnresolved(after_stage=at or state.known_as, why=why)
    raised_on = state.raised.on if state.raised else on
    yield CaseClosed(
        reason=reason,
        opened_on=state.accepted_on or raised_on,
        closed_on=on,
        at_stage=at,
        parties=state.parties,
    )


def _open_stage_id(state: Case) -> str:
    if state.stage is None:
        raise ValueError(f"no stage of {state.id} is open")
    return state.stage.id
