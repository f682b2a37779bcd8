"""Entries by two persons: `ProposeBackdatedEntry` and `ConfirmBackdatedEntry`, alike for every service with cases."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic_core import from_json, to_json

from concord_shared.clock import local_day
from concord_shared.decisions import Happening, Outcome, Write
from concord_shared.envelope import Actor, Recorded
from concord_shared.facts import On
from concord_shared.parts import Command, Desk, Request
from concord_shared.refusals import Refusal
from concord_shared.running import entering_refused as why
from concord_shared.running.backdated import BackdatedEntryConfirmed, BackdatedEntryProposed
from concord_shared.running.erased import PERSON_ERASED
from concord_shared.running.unpacking import IDS, invalid
from concord_shared.sealed import Sealed

COORDINATOR, REPRESENTATIVE = "coordinator", "representative"
CASE = "case"
REASON = "entered later, confirmed by a second officer"


class _Proposal(BaseModel):
    model_config = ConfigDict(extra="forbid")
    command: str = Field(
        min_length=1, max_length=80, pattern=IDS, description="The command, like RecordInformalAttempt"
    )
    occurred_on: date = Field(description="The day on which it happened")
    reason: str = Field(min_length=3, max_length=2_000, description="Why it was not entered in time")


# A class body cannot have a field called `with`.
ProposeBackdatedEntry: type[_Proposal] = create_model(
    "ProposeBackdatedEntry",
    __base__=_Proposal,
    __doc__="Who may: an officer who may give the command that is entered. Counts from ConfirmBackdatedEntry.",
    **{"with": (dict[str, Any], Field({}, description="The fields of that command"))},  # type: ignore[call-overload]
)


class ConfirmBackdatedEntry(BaseModel):
    """Who may: another officer, who holds the office that proposed it, or that of coordinator."""

    model_config = ConfigDict(extra="forbid")
    proposal: str = Field(min_length=1, max_length=80, pattern=IDS, description="The id that the proposal was given")


class AsThen:
    """The desk of whoever proposed it, on the day that it happened."""

    def __init__(self, desk: Desk, actor: Actor, on: date) -> None:
        self._desk, self.actor, self.on = desk, actor, on

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)


@dataclass(frozen=True)
class Entering:
    """The two commands of one service, whose streams begin with `prefix`; `kind` of key seals what is proposed."""

    commands: dict[str, Command]
    prefix: str
    kind: str
    NAMES: ClassVar[tuple[str, str]] = ("ProposeBackdatedEntry", "ConfirmBackdatedEntry")

    def propose(self, request: Request, desk: Desk) -> Outcome:
        """Tried at once, as the day and the case now are: what is refused then is not proposed."""
        wanted: Any = request.command
        refusal = _not_to_propose(request, desk, wanted.occurred_on)
        if refusal is not None:
            return Outcome(refusal=refusal)
        tried = self._tried(
            request, wanted.command, getattr(wanted, "with"), AsThen(desk, desk.actor, wanted.occurred_on)
        )
        if tried.refusal is not None:
            return Outcome(refusal=tried.refusal)
        return self._proposed(request, wanted, desk, tried)

    def confirm(self, request: Request, desk: Desk) -> Outcome:
        """Carries it out as whoever proposed it; where its own rules refuse it now, it stays a proposal."""
        wanted: Any = request.command
        if request.case is None:
            return Outcome(refusal=why.CASE_REQUIRED)
        history = desk.history(self._stream(request))
        found = proposal_in(history, wanted.proposal)
        if found is None:
            return Outcome(refusal=why.NO_SUCH_PROPOSAL)
        refusal = _not_to_confirm(history, found, desk, self.kind)
        if refusal is not None:
            return Outcome(refusal=refusal)
        return self._carried_out(request, found, desk)

    def _proposed(self, request: Request, wanted: Any, desk: Desk, tried: Outcome) -> Outcome:
        proposal = desk.ids.opaque()
        fact = BackdatedEntryProposed(
            proposal=proposal,
            command=wanted.command,
            occurred_on=wanted.occurred_on,
            payload=self._sealed(request, to_json(getattr(wanted, "with")).decode()),
            reason=self._sealed(request, wanted.reason),
        )
        pinned = next((write.pack for write in tried.writes), None)
        write = Write(self._stream(request), (fact,), request.case, pinned)
        return Outcome((write,), answer={"proposal": proposal})

    def _carried_out(self, request: Request, found: Recorded, desk: Desk) -> Outcome:
        fact: Any = found.fact
        if fact.payload.clear is None:
            return Outcome(refusal=PERSON_ERASED)
        proposer, on = found.envelope.actor, fact.occurred_on
        done = self._tried(request, fact.command, from_json(fact.payload.clear), AsThen(desk, proposer, on))
        if done.refusal is not None:
            return done if not done.writes else replace(done, writes=_as_then(done.writes, proposer, on))
        confirmed = BackdatedEntryConfirmed(proposal=fact.proposal, command=fact.command, occurred_on=on)
        pinned = next((write.pack for write in done.writes), None)
        first = Write(self._stream(request), (confirmed,), request.case, pinned)
        return replace(done, writes=(first, *_as_then(done.writes, proposer, on)))

    def _tried(self, request: Request, name: str, body: dict[str, Any], desk: Any) -> Outcome:
        spec = self.commands.get(name)
        if spec is None:
            return Outcome(refusal=why.unknown_command(sorted(self.commands)))
        try:
            command = spec.model.model_validate(body)
        except ValidationError as error:
            return Outcome(refusal=invalid(error, "with"))
        outcome = spec.handle(Request(command, request.command_id, request.case), desk)
        if outcome.writes and all(write.stream != self._stream(request) for write in outcome.writes):
            return Outcome(refusal=why.OPENS_A_CASE)
        return outcome

    def _stream(self, request: Request) -> str:
        return f"{self.prefix}{request.case}"

    def _sealed(self, request: Request, text: str) -> Sealed:
        return Sealed(self.kind, request.case or "", text)


def proposal_in(history: Sequence[Recorded], proposal: str) -> Recorded | None:
    found = (each for each in history if isinstance(each.fact, BackdatedEntryProposed))
    return next((each for each in found if each.fact.proposal == proposal), None)  # type: ignore[attr-defined]


def is_confirmed(history: Sequence[Recorded], proposal: str) -> bool:
    return any(isinstance(each.fact, BackdatedEntryConfirmed) and each.fact.proposal == proposal for each in history)


def is_colleague(actor: Actor, proposer: Actor, kind: str) -> bool:
    """Of the same office in the same organisation. Who mediates or reviews does so for one case: there a colleague is
    somebody else, unless they speak for a party."""
    if (actor.organisation, actor.office) != (proposer.organisation, proposer.office):
        return False
    alike = actor.officer is not None and actor.officer == proposer.officer
    return alike or kind == CASE or actor.office == REPRESENTATIVE


def _not_to_propose(request: Request, desk: Desk, on: date) -> Refusal | None:
    if request.case is None:
        return why.CASE_REQUIRED
    if on >= local_day(desk.now):
        return why.NOT_BACKDATED
    return why.OFFICER_NOT_NAMED if desk.actor.officer is None else None


def _not_to_confirm(history: Sequence[Recorded], found: Recorded, desk: Desk, kind: str) -> Refusal | None:
    """Another person, who could have given the command from the same seat, or who keeps the case in order."""
    proposer: Any = found.envelope.actor
    if is_confirmed(history, found.fact.proposal):  # type: ignore[attr-defined]
        return why.CONFIRMED_BEFORE
    if desk.actor.officer is None:
        return why.OFFICER_NOT_NAMED
    if desk.actor.officer == proposer.officer:
        return why.ANOTHER_OFFICER
    entitled = desk.actor.office == COORDINATOR or is_colleague(desk.actor, proposer, kind)
    return None if entitled else why.NOT_ENTITLED


def _as_then(writes: Sequence[Write], proposer: Actor, on: date) -> tuple[Write, ...]:
    return tuple(replace(write, facts=tuple(_dated(fact, on) for fact in write.facts), by=proposer) for write in writes)


def _dated(happened: Happening, on: date) -> Happening:
    return happened if isinstance(happened, On) else On(happened, on, REASON)
