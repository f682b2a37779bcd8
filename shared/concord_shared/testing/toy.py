"""A service small enough to test the plumbing with: it counts, case by case, and hears another of its kind."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from concord_shared.contracts.base import Contract, Told
from concord_shared.contracts.intake import ConcernAcknowledged
from concord_shared.decisions import Outcome, Write
from concord_shared.envelope import Recorded
from concord_shared.facts import Fact
from concord_shared.parts import Aggregate, Command, Desk, Request, Service
from concord_shared.refusals import Refusal

LIMIT = 10


class Counted(Fact):
    stored_name: ClassVar[str] = "toy.counted.v1"
    by: int


class Overheard(Fact):
    stored_name: ClassVar[str] = "toy.overheard.v1"
    position: int


class Stopped(Fact):
    stored_name: ClassVar[str] = "toy.stopped.v1"


class Count(BaseModel):
    """Who may: anybody with an office. Adds to the case's count, up to ten."""

    model_config = ConfigDict(extra="forbid")
    by: int = Field(1, ge=1, le=5)


@dataclass(frozen=True)
class Total:
    total: int = 0
    overheard: tuple[int, ...] = ()
    stop_on: date | None = None
    stopped: bool = False


def evolve(state: Total, fact: Fact, on: date) -> Total:
    match fact:
        case Counted():
            return replace(state, total=state.total + fact.by, stop_on=on if state.total + fact.by == LIMIT else None)
        case Overheard():
            return replace(state, overheard=(*state.overheard, fact.position))
        case _:
            return replace(state, stopped=True, stop_on=None)


def count(request: Request, desk: Desk) -> Outcome:
    stream = f"case-{request.case}"
    command = request.command
    assert isinstance(command, Count)
    if desk.load(stream).total + command.by > LIMIT:
        return Outcome(refusal=Refusal(code="TooMany", message="Ten is enough."))
    return Outcome((Write(stream, (Counted(by=command.by),), request.case),), answer={"by": command.by})


def overhear(told: Told, desk: Desk) -> Outcome:
    """Fails on what is acknowledged by ``nobody``, as a defect would."""
    assert isinstance(told.contract, ConcernAcknowledged)
    if told.contract.by_office == "nobody":
        raise RuntimeError("a planted defect")
    stream = f"case-{told.case}"
    return Outcome((Write(stream, (Overheard(position=told.position),), told.case),))


def stop(stream: str, desk: Desk, done: object) -> Outcome:
    return Outcome((Write(stream, (Stopped(),), stream.removeprefix("case-")),))


def tell(recorded: Recorded) -> Contract | None:
    if isinstance(recorded.fact, Counted):
        return ConcernAcknowledged(by_office=f"count-{recorded.fact.by}", how="sent")
    return None


def toy(name: str = "intake", hears: tuple[str, ...] = (), *, keeps: frozenset[str] = frozenset()) -> Service:
    """Told as one of the real services, so that its contract is one that the registry knows."""
    return Service(
        name=name,
        facts=(Counted, Overheard, Stopped),
        aggregates={"case-": Aggregate(lambda stream: Total(), evolve, lambda state: state.stop_on)},
        commands={"Count": Command(Count, count)},
        tell=tell,
        hears=hears,
        reactions={f"{upstream}.ConcernAcknowledged": overhear for upstream in hears},
        keeps=keeps,
        sweep=stop,
    )
