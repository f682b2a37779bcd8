"""A case as it stands, or stood at a moment, for one asker: or the refusal to show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from concord_intake.domain.bundle_facts import CaseSplit
from concord_intake.domain.evolve import evolve, start
from concord_intake.domain.facts import PartyLeft
from concord_intake.domain.standing import involved
from concord_intake.domain.state import NOT_RAISED, PREFIX, Case
from concord_intake.read_side.rights import As, Sides, helps_as, not_yours, pack_of, reads_as
from concord_shared.envelope import Recorded
from concord_shared.packs.model import Pack
from concord_shared.parts import Asker, Library
from concord_shared.running.beside import BesideTheCase


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
    seen = recorded if asker.actor.organisation in now.orgs else _until_it_left(recorded, asker.actor.organisation)
    then = [each for each in seen if at is None or each.envelope.recorded_at <= at]
    if not then:
        raise not_yours()
    state = fold(case, then)
    return Reading(state, then, reader, pack_of(library.directory, state.pack_id, state.pack_version) or pack)


def _until_it_left(recorded: Sequence[Recorded], org: str) -> Sequence[Recorded]:
    """Who left, or went on in a case of its own, sees this one as it stood then."""
    for number in range(len(recorded), 0, -1):
        match recorded[number - 1].fact:
            case PartyLeft(org=gone) if gone == org:
                return recorded[:number]
            case CaseSplit(parties_moved=gone) if org in gone:
                return recorded[:number]
    return recorded


def fold(case: str, recorded: Sequence[Recorded]) -> Case:
    state = start(f"{PREFIX}{case}")
    for each in recorded:
        if not isinstance(each.fact, BesideTheCase):
            state = evolve(state, each.fact, each.envelope.occurred_on)
    return state


def sides_of(state: Case) -> Sides:
    raised = state.raised.side if state.raised else ()
    raising = tuple(dict.fromkeys((*raised, *state.raising)))
    responding = tuple(org for org in sorted(involved(state)) if org not in raising)
    first = state.advised if state.second_look else None
    return Sides(state.id, raising, responding, bool(state.opened), first, state.replaced)
