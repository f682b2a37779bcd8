"""Where a pack wants the commitment named, a concern without one waits until it is."""

from concord_intake.domain.facts import ConcernInformationRequested, ConcernInformationSupplied
from concord_intake.domain.state import AWAITING, Case
from concord_shared.contracts.base import Citation
from concord_shared.facts import Fact
from concord_shared.packs.model import Guard, Pack

PREDICATE = "commitment_is_named"
ASK = "ask_for_information"
COMMITMENT = "commitment"


def is_named(guard: Guard, cited: tuple[Citation, ...]) -> bool:
    """Whether enough commitments are among `cited`; principles count only where the pack lets them."""
    enough = guard.params.get("principle_is_enough")
    least: int = guard.params.get("minimum", 1)
    return sum(1 for each in cited if each.number or enough) >= least


def asked_for_at_once(cited: tuple[Citation, ...], pack: Pack) -> tuple[Fact, ...]:
    """What is asked for with the raising itself (handbook S21.1); nothing where the pack can do without."""
    guard = _guard(pack)
    if guard is None or is_named(guard, cited):
        return ()
    return (ConcernInformationRequested(missing=(), missing_parts=(COMMITMENT,)),)


def now_complete(named: tuple[Citation, ...], state: Case, pack: Pack) -> tuple[Fact, ...]:
    """Naming it is the answer, where nothing else was asked for."""
    guard = _guard(pack)
    if guard is None or state.phase != AWAITING or state.asked_for != (COMMITMENT,):
        return ()
    return (ConcernInformationSupplied(),) if is_named(guard, (*state.cited, *named)) else ()


def _guard(pack: Pack) -> Guard | None:
    """The guard that asks at the raising of a concern and does not refuse it."""
    bound = (each for each in pack.guards_for("RaiseConcern", None) if each.predicate == PREDICATE)
    return next((each for each in bound if each.params.get("if_missing") == ASK), None)
