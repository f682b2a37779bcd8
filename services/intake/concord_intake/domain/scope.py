"""What of a concern belongs here: parts by codes of the pack in the clear, words of a person sealed."""

from collections.abc import Iterable
from typing import Any

from concord_intake.domain.commands import FirstLook
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.state import Case
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Guard, Pack
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed

PREDICATE = "matter_in_scope"
NOT_COMPACT = "not_compact"


def reasons(guard: Guard | None, pack: Pack) -> tuple[str, ...]:
    """Codes of why something does not belong here."""
    excluded = guard.params.get("excluded", ()) if guard else ()
    return tuple(dict.fromkeys((*excluded, *(each.id for each in pack.procedure.scope.exclusions), NOT_COMPACT)))


def unknown_reason(command: FirstLook, pack: Pack) -> Refusal | None:
    """Whatever the advice: the reason is told to others, so it is a code of the pack."""
    guard = pack.guard_by(PREDICATE)
    known = reasons(guard, pack)
    if command.reason in (None, *known):
        return None
    unmet = Unmet("ReasonRequired", f"Give one of these reasons: {', '.join(known)}.", "reason")
    return refusal_of(guard, unmet, pack) if guard else by_rule(pack, type(command).__name__, None, unmet)


def parts(command: FirstLook, state: Case, pack: Pack) -> dict[str, Any]:
    """The parts that are in scope and out of it, for the fact."""
    known = _codes(pack)
    return {
        "in_scope": tuple(each for each in command.in_scope if each in known),
        "in_scope_words": sealed((each for each in command.in_scope if each not in known), state),
        "out_of_scope": tuple(each for each in command.out_of_scope if each in known),
        "out_of_scope_words": sealed((each for each in command.out_of_scope if each not in known), state),
    }


def _codes(pack: Pack) -> frozenset[str]:
    guard = pack.guard_by(PREDICATE)
    included = guard.params.get("included", ()) if guard else ()
    return frozenset({*included, *reasons(guard, pack), *pack.commitments, *pack.principles})


def sealed(words: Iterable[str], state: Case) -> tuple[Sealed, ...]:
    return tuple(Sealed("case", state.id, each) for each in words)
