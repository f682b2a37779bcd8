"""What one Compact does by advice another does by a check of form; so with the door to the next stage."""

from typing import get_args

from concord_intake.domain.commands import AcceptConcern, ConfirmExhausted, FirstLook, WayOn
from concord_shared.packs.model import Pack
from concord_shared.refusals import Refusal

FORM_CHECK = "form_check"
NO_ADVICE = Refusal(
    code="NotKnownHere",
    message="This Compact has no stage of advice: a check of form accepts a concern or sends it elsewhere "
    "(AcceptConcern).",
)
ADVICE_FIRST = Refusal(
    code="NotKnownHere",
    message="In this Compact first advice says whether a concern is accepted (AdviseCompactRelated).",
)


def other_look(command: FirstLook, pack: Pack) -> Refusal | None:
    """None where the pack looks at a concern by this command."""
    by_form = pack.triage.advice_effect == FORM_CHECK
    if by_form == isinstance(command, AcceptConcern):
        return None
    return NO_ADVICE if by_form else ADVICE_FIRST


def ways_on(pack: Pack, stage_id: str) -> tuple[str, ...]:
    """By which commands a stage of talks leads on: those that a guard binds there; without one, confirming."""
    names = (each.__name__ for each in get_args(WayOn))
    return tuple(name for name in names if pack.guards_for(name, stage_id)) or (ConfirmExhausted.__name__,)


def other_way(command: WayOn, stage_id: str, pack: Pack) -> Refusal | None:
    """None where the pack leads on from the talks by this command."""
    known = ways_on(pack, stage_id)
    if type(command).__name__ in known:
        return None
    return Refusal(
        code="NotKnownHere", message=f"In this Compact the next stage is opened in another way: {' or '.join(known)}."
    )
