"""Two cases and the world of each; who may speak of both."""

from dataclasses import dataclass

from concord_intake.domain.bundle_commands import AgreeMerge, AgreeSplit, BundleCommand
from concord_intake.domain.coordinating import coordinates
from concord_intake.domain.rules import refusal_by_rules
from concord_intake.domain.rules_of_talks import FOR_ITSELF
from concord_intake.domain.standing import is_for_itself
from concord_intake.domain.state import NOT_RAISED, Case
from concord_shared.contracts.base import OfficeHeld
from concord_shared.decisions import Happening
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Guard
from concord_shared.refusals import Refusal
from concord_shared.world import World

ALL_AGREE = "all_parties_agree"


@dataclass(frozen=True)
class Pair:
    """`offices` are those held in `state`'s case so far, as far as they were told."""

    state: Case
    world: World
    other: Case
    other_world: World
    offices: tuple[OfficeHeld, ...] = ()


@dataclass(frozen=True)
class Two:
    """What happens to the case that was asked, and to the other; nothing to either where it is refused."""

    own: tuple[Happening, ...] = ()
    other: tuple[Happening, ...] = ()
    refusal: Refusal | None = None


def both_refused(refusal: Refusal) -> Two:
    return Two(refusal=refusal)


def not_the_coordinator(command: BundleCommand, pair: Pair) -> Refusal | None:
    """Of the case that was asked; and of the other one, where that is a case already."""
    name = type(command).__name__
    refusal = coordinates(name, pair.state, pair.world)
    if refusal is None and pair.other.phase != NOT_RAISED:
        refusal = coordinates(name, pair.other, pair.other_world)
    return refusal


def not_agreeing(
    command: AgreeSplit | AgreeMerge, pair: Pair, parties: tuple[str, ...], agreed: tuple[str, ...]
) -> Refusal | None:
    """Each party that would go on elsewhere, for itself and once; in the words of the rule that all must agree."""
    world, state = pair.world, pair.state
    refusal = refusal_by_rules(command, state, world)
    if refusal is not None:
        return refusal
    org = world.actor.organisation
    if not is_for_itself(world):
        return unmet(pair, Unmet("NoAuthority", FOR_ITSELF))
    if not parties:
        return unmet(pair, Unmet("AgreementOfAllRequired", "Nothing is proposed: the coordinator does that first."))
    if org not in parties:
        return unmet(pair, Unmet("NotAParty", f"'{org}' is none of those who would go on in the other case."))
    return AGREED_ALREADY if org in agreed else None


def unmet(pair: Pair, found: Unmet) -> Refusal:
    guard: Guard | None = pair.world.pack.guard_by(ALL_AGREE, pair.state.stage_id)
    if guard is None:
        return Refusal(code=found.code, message=found.why or found.code, field=found.field)
    return refusal_of(guard, found, pair.world.pack)


AGREED_ALREADY = Refusal(
    code="AlreadyConfirmed", message="Your organisation has agreed already; the others are still to do so."
)
