"""A case as it stands, or stood at a moment, for one asker: or the refusal to show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from concord_intake.domain.evolve import evolve, start
from concord_intake.domain.standing import involved
from concord_intake.domain.state import NOT_RAISED, PREFIX, Case
from concord_intake.read_side.rights import As, Sides, helps_as, not_yours, pack_of, reads_as
from concord_shared.envelope import Recorded
from concord_shared.packs.model import Pack
from concord_shared.parts import Asker, Library


@dataclass(frozen=True)
class Reading:
    """`reader` is the capacity in which the asker may read it by what is known today, not by the moment asked for."""

    case: Case
    recorded: Sequence[Recorded]
    reader: As
    pack: Pack


def read(case: str, asker: Asker, library: Library, at: datetime | None = None) -> Reading:
    """Raises Refused(`NotYourCase`), for an unknown case too: the answer does not tell the two apart."""
    recorded = library.history(f"{PREFIX}{case}")
    now = fold(case, recorded)
    pack = pack_of(library.directory, now.pack_id, now.pack_version)
    reader = reads_as(asker, sides_of(now), pack, library.directory) or helps_as(asker, library.kept(case))
    if now.phase == NOT_RAISED or reader is None or pack is None:
        raise not_yours()
    then = [each for each in recorded if at is None or each.envelope.recorded_at <= at]
    if not then:
        raise not_yours()
    state = fold(case, then)
    return Reading(state, then, reader, pack_of(library.directory, state.pack_id, state.pack_version) or pack)


def fold(case: str, recorded: Sequence[Recorded]) -> Case:
    state = start(f"{PREFIX}{case}")
    for each in recorded:
        state = evolve(state, each.fact, each.envelope.occurred_on)
    return state


def sides_of(state: Case) -> Sides:
    raised = state.raised.side if state.raised else ()
    raising = tuple(dict.fromkeys((*raised, *state.raising)))
    responding = tuple(org for org in sorted(involved(state)) if org not in raising)
    return Sides(state.id, raising, responding, opened=bool(state.opened))
