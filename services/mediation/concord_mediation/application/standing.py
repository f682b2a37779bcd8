"""Why mediation cannot begin yet: what was heard of a case whose facilitated stage has not opened."""

from collections.abc import Sequence

from concord_mediation.domain.state import Mediation
from concord_shared.contracts.base import Told
from concord_shared.contracts.intake import (
    CaseClosed,
    CaseResumed,
    CaseSuspended,
    ConcernRaised,
    ConcernSignposted,
    StageClosed,
    StageOpened,
)
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.parts import Desk
from concord_shared.refusals import Refusal

KEEPS = frozenset(
    {
        "ConcernRaised",
        "ConcernSignposted",
        "StageOpened",
        "StageClosed",
        "CaseClosed",
        "CaseSuspended",
        "CaseResumed",
        "CoordinatorObjectedTo",
    }
)


def not_begun(case: str, state: Mediation, desk: Desk) -> Refusal | None:
    """None where a mediation was opened before and none is awaited: then its own words are better."""
    kept = desk.kept(case)
    opened = _open_stage(kept)
    if opened is not None and opened.stage_type == "informal":
        return _confirmations_first(opened, desk)
    if state.result is not None:
        return None
    if any(isinstance(told.contract, ConcernSignposted) and not told.contract.partial for told in kept):
        return NOT_ACCEPTED
    if opened is None and any(isinstance(told.contract, ConcernRaised) for told in kept):
        return NOT_ACCEPTED
    return NOT_OPEN


def suspended_by(kept: Sequence[Told]) -> str | None:
    """Why the case is suspended, a code; None where it is not. It may have been before mediation opened in it."""
    why: str | None = None
    for told in kept:
        match told.contract:
            case CaseSuspended(why=code):
                why = code
            case CaseResumed() | CaseClosed():
                why = None
    return why


def _open_stage(kept: Sequence[Told]) -> StageOpened | None:
    opened: StageOpened | None = None
    for told in kept:
        if isinstance(told.contract, StageOpened):
            opened = told.contract
        elif isinstance(told.contract, StageClosed | CaseClosed):
            opened = None
    return opened


def _confirmations_first(opened: StageOpened, desk: Desk) -> Refusal:
    """Nobody opens the formal stage from here: talks end when all parties have confirmed it (001:628)."""
    pack = desk.pack(opened.pack_version)
    guard = pack.guard_by("all_parties_confirm_exhaustion", opened.stage_id)
    if guard is None:
        return NOT_OPEN
    return refusal_of(guard, Unmet("BothConfirmationsRequired"), pack)


NOT_ACCEPTED = Refusal(
    code="ConcernNotAccepted",
    message="This concern has not been accepted as a case, so there is no mediation in it. "
    "The advice says where it can go instead.",
)
NOT_OPEN = Refusal(code="StageNotOpen", message="Mediation is not open in this case.")
