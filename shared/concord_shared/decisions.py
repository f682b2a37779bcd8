"""What a decision is: facts to write, and an answer. A refusal may carry facts where the pack puts it on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from concord_shared.envelope import Actor
from concord_shared.facts import Fact, On
from concord_shared.refusals import Refusal

Happening = Fact | On


@dataclass(frozen=True)
class Decision:
    """The outcome of a pure `decide`: what happened (in order) and, where refused, why."""

    facts: tuple[Happening, ...] = ()
    refusal: Refusal | None = None


def accept(*facts: Happening) -> Decision:
    return Decision(facts)


def refuse(refusal: Refusal, *on_record: Happening) -> Decision:
    return Decision(on_record, refusal)


@dataclass(frozen=True)
class Write:
    """Facts for one stream. `case` is the case they belong to; `pack` and `version` pin them. `by` is who acted,
    where that is not who gave the command now. Where `apart`, nothing around the facts says who acted or by which
    command."""

    stream: str
    facts: Sequence[Happening]
    case: str | None = None
    pack: tuple[str, str] | None = None
    by: Actor | None = None
    apart: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a handler asks the writer to append, with the answer for whoever asked."""

    writes: tuple[Write, ...] = ()
    refusal: Refusal | None = None
    answer: Mapping[str, Any] = field(default_factory=dict)
