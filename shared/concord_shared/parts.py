"""The parts that a service's `main` joins: what the plumbing needs to know of a service, as plain data."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from pydantic import BaseModel

from concord_shared.calendar.working import WorkingCalendar
from concord_shared.contracts.base import Contract, Told
from concord_shared.contracts.reporting import Reported
from concord_shared.decisions import Outcome
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Actor, Recorded
from concord_shared.facts import Fact
from concord_shared.ids import Ids
from concord_shared.packs.model import Pack
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed


class Desk(Protocol):
    """What a handler finds before it: everything read once, so that the decision can be made again from the record."""

    @property
    def now(self) -> datetime: ...
    @property
    def actor(self) -> Actor: ...
    @property
    def on(self) -> date: ...
    @property
    def directory(self) -> DirectoryCopy: ...
    @property
    def ids(self) -> Ids: ...

    def load(self, stream: str) -> Any:
        """The stream's state, group members decided before this one included; a fresh state if it has no facts."""

    def pack(self, version: str | None = None) -> Pack:
        """The Compact's pack: that version, or the one in force. Raises Refused(`PackNotPublished`)."""

    def calendar(self, pack: Pack) -> WorkingCalendar:
        """Working days for that pack: the snapshot, bank holidays declared since, closures if the pack counts them."""

    def kept(self, case: str) -> Sequence[Told]:
        """What this service keeps of what it heard about `case`, in the order heard."""

    def history(self, stream: str) -> Sequence[Recorded]:
        """The stream's facts, opened as far as this service is granted: for the few that must look back at words."""

    def waiting(self, prefix: str) -> Sequence[str]:
        """The streams of that kind that a day is still to come for, in order; those of parked cases are left out."""


class Refused(Exception):
    """Raised by the plumbing where nothing can be decided; handlers return refusals instead."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class NotNow(Exception):
    """Raised by an effect that may be carried out later today: nothing is written, and the sweeper looks again."""


@dataclass(frozen=True)
class Request:
    """A command as it arrived: checked for form, not yet for sense. `case` is None where it opens one."""

    command: BaseModel
    command_id: str
    case: str | None


@dataclass(frozen=True)
class Aggregate:
    """How streams of one kind (by prefix, ``case-``) are remembered; `next_on` says when a sweep must look again."""

    start: Callable[[str], Any]
    evolve: Callable[[Any, Fact, date], Any]
    next_on: Callable[[Any], date | None] = lambda _: None


@dataclass(frozen=True)
class Command:
    """`model` is the body; `handle` decides; `anybody` admits callers without an office (the public)."""

    model: type[BaseModel]
    handle: Callable[[Request, Desk], Outcome]
    anybody: bool = False


@dataclass(frozen=True)
class Asker:
    """Who asks: rights decide what is shown and which seals are opened."""

    actor: Actor
    on: date


class Library(Protocol):
    """What a question may read."""

    def history(self, stream: str) -> Sequence[Recorded]: ...

    def state(self, stream: str) -> Any: ...

    @property
    def directory(self) -> DirectoryCopy: ...

    def kept(self, case: str) -> Sequence[Told]: ...

    def rows(self, sql: str, *args: Any) -> Sequence[Mapping[str, Any]]: ...


@dataclass(frozen=True)
class Question:
    """`confidential` where an answer may hold what is sealed, or what is in a case: that it was read is on record."""

    model: type[BaseModel]
    answer: Callable[[BaseModel, Asker, Library], Mapping[str, Any]]
    confidential: bool = False


class Table(Protocol):
    """Where a projection keeps its rows: a SQLite connection, thrown away and filled again at will."""

    def execute(self, sql: str, parameters: Sequence[Any] = ...) -> Any: ...


@dataclass(frozen=True)
class Projection:
    """A read-side table of one question. `version` rises when its shape changes: it is then filled anew."""

    name: str
    version: int
    create: str
    project: Callable[[Table, Recorded], None]


@dataclass(frozen=True)
class Tools:
    """What an effect may use: the moment, the opening of seals that this service is granted, their erasure, the
    directory copy and what was heard of a case."""

    now: datetime
    open_sealed: Callable[[Sealed], str | None]
    erase: Callable[[str], int]
    directory: DirectoryCopy
    kept: Callable[[str], Sequence[Told]]


@dataclass(frozen=True)
class Service:
    """One service, whole. `hears` names upstream services; `keeps` the contracts whose messages stay at hand by case;
    `reactions` map ``service.Contract`` to a handler. `sweep` looks at one stream whose `next_on` has come; where
    there is an `effect` (a letter sent, a key destroyed) it is carried out first, outside the store, with the stream's
    state, and its result is the sweep's third argument. An effect may be carried out twice and must bear it.
    `tell` turns a private fact into a contract, or into nothing; `report` (oversight's) into what reports may see.
    `kinds` are the key kinds it is granted."""

    name: str
    facts: tuple[type[Fact], ...]
    aggregates: Mapping[str, Aggregate]
    commands: Mapping[str, Command]
    tell: Callable[[Recorded], Contract | None]
    report: Callable[[Recorded], Reported | None] | None = None
    hears: tuple[str, ...] = ()
    reactions: Mapping[str, Callable[[Told, Desk], Outcome]] = field(default_factory=dict)
    keeps: frozenset[str] = frozenset()
    sweep: Callable[[str, Desk, Any], Outcome] | None = None
    effect: Callable[[str, Any, "Tools"], Awaitable[Any]] | None = None
    questions: Mapping[str, Question] = field(default_factory=dict)
    projections: tuple[Projection, ...] = ()
    kinds: frozenset[str] = frozenset()
    upcasts: Mapping[str, Callable[[dict[str, Any]], tuple[str, dict[str, Any]]]] = field(default_factory=dict)
