"""Joins entries by two persons to a service, and the question `BackdatedEntries`: what waits for the second person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import from_json

from concord_shared.envelope import Recorded
from concord_shared.parts import Asker, Command, Library, Question, Refused, Service
from concord_shared.refusals import Refusal
from concord_shared.running.backdated import FACTS, BackdatedEntryProposed
from concord_shared.running.beside import with_beside
from concord_shared.running.entering import (
    CASE,
    COORDINATOR,
    ConfirmBackdatedEntry,
    Entering,
    ProposeBackdatedEntry,
    is_colleague,
    is_confirmed,
)
from concord_shared.running.history import ERASED, HELD


class BackdatedEntries(BaseModel):
    """Entries of `case` that two persons make. Who may: the office that proposed one sees it whole; coordinators see
    all of the case, and what is in them where it is not mediation's or a panel's."""

    model_config = ConfigDict(extra="forbid")
    case: str = Field(min_length=3, max_length=20)


def with_backdating(service: Service, kind: str) -> Service:
    """The service with `ProposeBackdatedEntry`, `ConfirmBackdatedEntry` and their question; its aggregates, of which
    the first is that of cases, pass over their facts. `kind` is that of the keys under which proposals are sealed."""
    prefix = next(iter(service.aggregates))
    entering = Entering(dict(service.commands), prefix, kind)
    ours = {
        "ProposeBackdatedEntry": Command(ProposeBackdatedEntry, entering.propose),
        "ConfirmBackdatedEntry": Command(ConfirmBackdatedEntry, entering.confirm),
    }
    return replace(
        with_beside(service, FACTS),
        commands={**service.commands, **ours},
        questions={
            **service.questions,
            "BackdatedEntries": Question(BackdatedEntries, _answer(prefix, kind), confidential=True),
        },
    )


def _answer(prefix: str, kind: str) -> Callable[[BaseModel, Asker, Library], Mapping[str, Any]]:
    def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
        assert isinstance(question, BackdatedEntries)
        history = library.history(f"{prefix}{question.case}")
        proposed = [each for each in history if isinstance(each.fact, BackdatedEntryProposed)]
        own = [each for each in proposed if is_colleague(asker.actor, each.envelope.actor, kind)]
        coordinates = asker.actor.office == COORDINATOR
        if not own and not coordinates:
            raise Refused(NOT_FOR_YOU)
        shown = proposed if coordinates else own
        return {"entries": [_entry(each, history, each in own or kind == CASE) for each in shown]}

    return answer


def _entry(each: Recorded, history: Sequence[Recorded], whole: bool) -> dict[str, Any]:
    fact: Any = each.fact
    payload = fact.payload.clear
    words = {"reason": fact.reason.clear or ERASED, "with": from_json(payload) if payload is not None else ERASED}
    return {
        "proposal": fact.proposal,
        "command": fact.command,
        "occurred_on": fact.occurred_on,
        "proposed_on": each.envelope.occurred_on,
        "proposed_by": each.envelope.actor.model_dump(exclude_none=True),
        "confirmed": is_confirmed(history, fact.proposal),
        **(words if whole else dict.fromkeys(words, HELD)),
    }


NOT_FOR_YOU = Refusal(
    code="NoAuthority",
    message="Entries that wait for a second person are shown to the office that proposed them and to coordinators.",
    field="as",
)
