"""After closing: what those who took part have learned, each within what it may say."""

from collections.abc import Iterable

from concord_intake.domain.at_hand import AtHand
from concord_intake.domain.commands import RecordLesson
from concord_intake.domain.facts import LessonRecorded
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.routing import HELPING, MEDIATOR
from concord_intake.domain.standing import is_for_itself
from concord_intake.domain.state import Case
from concord_shared.contracts.base import OfficeHeld
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.packs.guards import Unmet
from concord_shared.packs.model import Pack
from concord_shared.sealed import Sealed
from concord_shared.world import World

PREDICATE = "lessons_invited"
PARTY, REVIEWER = "party", "reviewer"
ASKED = {PARTY: {"parties"}, MEDIATOR: {MEDIATOR}, REVIEWER: {"reviewers", "panel"}}
REVIEWING = frozenset({"reviewer", "panel_member"})


def record_lesson(command: RecordLesson, state: Case, world: World, at_hand: AtHand) -> Decision:
    capacity = capacity_of(state, world, at_hand.offices)
    unmet = _not_asked(capacity, world.pack) or _too_much(command, capacity, world.pack)
    if unmet is not None or capacity is None:
        return refuse(by_rule(world.pack, "RecordLesson", None, unmet or NOT_ASKED))
    return accept(
        LessonRecorded(
            lesson_id=at_hand.fresh,
            text=Sealed("case", state.id, command.text),
            by_office=world.actor.office,
            capacity=capacity,
            by_party=world.actor.organisation if capacity == PARTY else None,
            kind=command.kind,
            about=command.about,
            shareable=command.shareable,
        )
    )


def capacity_of(state: Case, world: World, offices: Iterable[OfficeHeld]) -> str | None:
    """A party first; else by the office that this officer was told to hold in the case."""
    if world.actor.organisation in state.orgs and is_for_itself(world):
        return PARTY
    held = {each.office for each in offices if each.officer == world.acting_officer}
    if held & REVIEWING:
        return REVIEWER
    return MEDIATOR if held & HELPING else None


def _not_asked(capacity: str | None, pack: Pack) -> Unmet | None:
    guard = pack.guard_by(PREDICATE)
    asked = set(guard.params.get("from", ())) if guard else set().union(*ASKED.values())
    return None if capacity is not None and ASKED[capacity] & asked else NOT_ASKED


def _too_much(command: RecordLesson, capacity: str | None, pack: Pack) -> Unmet | None:
    guard = pack.guard_by(PREDICATE)
    process_only = guard is None or guard.params.get("mediator_limit") == "process_only"
    if capacity == MEDIATOR and process_only and command.about != "process":
        return Unmet("ProcessOnly", "Who mediated speaks of the process alone, not of what was said there.", "about")
    return None


NOT_ASKED = Unmet("NoAuthority", "Lessons come from the parties and those who held an office in this case.")
