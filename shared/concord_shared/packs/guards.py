"""Guards at work: a service's rules, named by predicate, are asked in the pack's order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from concord_shared.packs.model import Guard, Pack
from concord_shared.refusals import Refusal


@dataclass(frozen=True)
class Unmet:
    """What a rule found missing: `code` for programs, `why` in plain words for people."""

    code: str
    why: str | None = None
    field: str | None = None


Rule = Callable[[Guard, Any, Any, Any], Unmet | None]
"""guard, command, state, world -> what is missing, or None."""


def refusal_of(guard: Guard, unmet: Unmet, pack: Pack | None = None) -> Refusal:
    """The guard's own sentence, with the reason in words; with a pack the clause is named with its
    document."""
    message = f"{guard.sentence} {unmet.why}" if unmet.why else guard.sentence
    place = pack.place(guard.source) if pack else None
    return Refusal(
        code=unmet.code,
        message=message,
        rule=guard.id,
        source=guard.source,
        clause=place or guard.clause,
        field=unmet.field,
    )


def first_refusal(
    pack: Pack,
    command_name: str,
    stage: str | None,
    rules: Mapping[str, Rule],
    command: Any,
    state: Any,
    world: Any,
) -> tuple[Guard, Unmet] | None:
    """The first guard that is not met, in the pack's order; predicates that the service does not have are
    passed over: they are another service's, or standing policy."""
    for guard in pack.guards_for(command_name, stage):
        rule = rules.get(guard.predicate)
        unmet = rule(guard, command, state, world) if rule else None
        if unmet is not None:
            return guard, unmet
    return None
