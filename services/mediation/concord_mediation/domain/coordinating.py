"""Who acts as coordinator in a case no more: whoever works for a party, once a party has objected."""

from collections.abc import Sequence

from concord_mediation.domain.state import Mediation
from concord_shared.contracts.base import Told
from concord_shared.contracts.intake import CoordinatorObjectedTo
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.refusals import Refusal
from concord_shared.world import World

PREDICATE = "coordinator_replaced_on_objection"


def replaced(kept: Sequence[Told]) -> frozenset[str]:
    """Their officer ids, from what was heard of the case."""
    objected = (told.contract for told in kept if isinstance(told.contract, CoordinatorObjectedTo))
    return frozenset(held.officer for each in objected for held in each.coordinators)


def refusal_if_replaced(kept: Sequence[Told], state: Mediation, world: World) -> Refusal | None:
    if world.acting_officer not in replaced(kept):
        return None
    unmet = Unmet("CoordinatorReplaced", "A party objected: another coordinator acts here.", "as")
    guard = world.pack.guard_by(PREDICATE, state.stage_id)
    return refusal_of(guard, unmet, world.pack) if guard else Refusal(code=unmet.code, message=unmet.why or "")
