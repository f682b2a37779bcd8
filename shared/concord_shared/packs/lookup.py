"""The way through the stages as a look-up: pure, so that the one router and anybody who explains it agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from concord_shared.packs.model import TRIAGE, AnyStageExit, Exit, Pack


class UnknownOutcome(LookupError):
    """Raised where the pack knows neither the outcome nor the place."""


@dataclass(frozen=True)
class Next:
    """Where an outcome leads: `to` is a stage id, a waiting id or a closing reason, as `kind` says."""

    kind: Literal["stage", "waiting", "close"]
    to: str
    exit: Exit | AnyStageExit


def next_stage(pack: Pack, stage: str, outcome: str) -> Next:
    """The stage's own exits, then those of any stage. `stage` may be ``triage`` or a waiting id. Raises
    UnknownOutcome."""
    ways: tuple[Exit | AnyStageExit, ...] = (*exits_of(pack, stage), *_any_stage(pack))
    for each in ways:
        if each.outcome == outcome:
            return _leads(pack, each)
    raise UnknownOutcome(f"The pack {pack.id} {pack.version} knows no outcome '{outcome}' of '{stage}'.")


def exits_of(pack: Pack, stage: str) -> tuple[Exit, ...]:
    """The own exits of a stage, of triage or of a waiting place. Raises UnknownOutcome for an id that is
    none."""
    if stage == TRIAGE:
        return pack.triage.exits
    waiting = {place.id: place.exits for place in pack.triage.waiting}
    if stage in waiting:
        return waiting[stage]
    try:
        return pack.stage(stage).exits
    except KeyError:
        raise UnknownOutcome(f"The pack {pack.id} {pack.version} has no stage '{stage}'.") from None


def _any_stage(pack: Pack) -> Iterator[AnyStageExit]:
    return (each for each in pack.procedure.exits_any_stage if each.close is not None)


def _leads(pack: Pack, taken: Exit | AnyStageExit) -> Next:
    if taken.close is not None:
        return Next("close", taken.close, taken)
    to = taken.to if isinstance(taken, Exit) else None
    if to is None:
        raise UnknownOutcome(f"The exit '{taken.outcome}' of the pack {pack.id} leads nowhere.")
    waits = any(place.id == to for place in pack.triage.waiting)
    return Next("waiting" if waits else "stage", to, taken)
