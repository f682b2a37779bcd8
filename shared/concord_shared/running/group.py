"""One group of jobs: decided in turn on states that include one another's facts, appended in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from eventsourcing.persistence import StoredEvent

from concord_shared.calendar.working import WorkingCalendar
from concord_shared.clock import local_day
from concord_shared.contracts.base import Told
from concord_shared.decisions import Outcome, Write
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import UNNAMED, Actor, Envelope, Recorded
from concord_shared.facts import On
from concord_shared.ids import Ids
from concord_shared.messaging.subjects import UnsafeToken, token
from concord_shared.packs.model import Pack
from concord_shared.parts import Refused
from concord_shared.refusals import Refusal
from concord_shared.running.memory import Memory, Remembered, aggregate_of, latest, told_of
from concord_shared.running.shelf import Shelf
from concord_shared.store.ports import Answer, Batch, Hearing, Message

MAX_FACT_BYTES = 950_000


@dataclass(frozen=True)
class Cause:
    """Why facts come to be: put on every envelope of one job."""

    actor: Actor
    on: date
    correlation_id: str
    causation_id: str | None
    command_id: str | None = None
    reason: str | None = None

    @property
    def bears_gaps(self) -> bool:
        """Nobody waits for the answer of a reaction or a sweep: what cannot be sealed any more is left out."""
        return self.command_id is None


class GroupDesk:
    """The desk of one job within a group (see `parts.Desk`)."""

    def __init__(self, group: "Group", cause: Cause) -> None:
        self._group, self._cause = group, cause

    @property
    def now(self) -> datetime:
        return self._group.now

    @property
    def actor(self) -> Actor:
        return self._cause.actor

    @property
    def on(self) -> date:
        return self._cause.on

    @property
    def directory(self) -> DirectoryCopy:
        return self._group.memory.directory

    @property
    def ids(self) -> Ids:
        return self._group.ids

    def load(self, stream: str) -> Any:
        return self._group.load(stream).state

    def pack(self, version: str | None = None) -> Pack:
        return self._group.shelf.pack(self.directory, version)

    def calendar(self, pack: Pack) -> WorkingCalendar:  # noqa: ARG002  a pack may count closures one day
        return self._group.shelf.calendar(self.directory)

    def history(self, stream: str) -> Sequence[Recorded]:
        return [self._group.memory.mapper.decode(event) for event in self._group.events_of(stream)]

    def waiting(self, prefix: str) -> Sequence[str]:
        group = self._group
        gone = {stream for stream, day in group.due.items() if day is None}
        found = {each for each in (*group.memory.waiting(), *group.due) if each.startswith(prefix)} - gone
        return sorted(stream for stream in found if not group.is_parked(stream.removeprefix(prefix)))

    def kept(self, case: str) -> Sequence[Told]:
        pending = [told_of(message) for message in self._group.kept if message.case == case]
        return [*self._group.memory.kept(case), *pending]


@dataclass
class Group:
    """Everything that one transaction will hold; thrown away whole where another writer was first."""

    memory: Memory
    shelf: Shelf
    ids: Ids
    now: datetime
    states: dict[str, Remembered] = field(default_factory=dict)
    events: list[StoredEvent] = field(default_factory=list)
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    heard: dict[str, int] = field(default_factory=dict)
    kept: list[Message] = field(default_factory=list)
    park: list[tuple[Message, str, str]] = field(default_factory=list)
    unpark: list[int] = field(default_factory=list)
    due: dict[str, date | None] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return local_day(self.now)

    def desk(self, cause: Cause) -> GroupDesk:
        return GroupDesk(self, cause)

    def load(self, stream: str) -> Remembered:
        return self.states.get(stream) or self.memory.load(stream)

    def events_of(self, stream: str) -> Sequence[StoredEvent]:
        """The state comes first: what another instance appends after that is a conflict, and not overlooked."""
        self.load(stream)
        return [
            *self.memory.store.events(stream),
            *(event for event in self.events if event.originator_id == stream),
        ]

    def heard_of(self, service: str) -> int:
        return self.heard.get(service, self.memory.heard.get(service, 0))

    def is_parked(self, case: str | None) -> bool:
        return case is not None and (
            case in self.memory.parked or any(message.case == case for message, _, _ in self.park)
        )

    def write(self, outcome: Outcome, cause: Cause) -> None:
        """All of one job's facts, or none: a fact that its own state cannot take in leaves the group as it was."""
        mark, states, due = len(self.events), dict(self.states), dict(self.due)
        try:
            for write in outcome.writes:
                if write.facts:
                    self._append(write, cause)
        except Exception:
            del self.events[mark:]
            self.states, self.due = states, due
            raise

    def _append(self, write: Write, cause: Cause) -> None:
        aggregate = aggregate_of(self.memory.service, write.stream)
        _can_be_told(write)
        known = self.load(write.stream)
        version, state, last_on = known.version, known.state, known.last_on
        for happened in write.facts:
            fact, on, reason = _dated(happened, cause)
            version += 1
            envelope = self._envelope(write, cause, on, reason)
            event = self.memory.mapper.encode(write.stream, version, envelope, fact, gaps=cause.bears_gaps)
            self.events.append(_of_a_size(event))
            state, last_on = aggregate.evolve(state, fact, on), latest(last_on, fact, on)
        self.states[write.stream] = Remembered(version, state, last_on)
        self.due[write.stream] = aggregate.next_on(state)

    def _envelope(self, write: Write, cause: Cause, on: date, reason: str | None) -> Envelope:
        event_id, by = self.ids.opaque(), UNNAMED if write.apart else write.by
        return Envelope.model_construct(
            event_id=event_id,
            recorded_at=self.now,
            occurred_on=on,
            occurred_reason=reason,
            actor=by or cause.actor,
            case=write.case,
            # Kept answers are found by who gave the command: what is done as somebody else is only caused by it.
            command_id=None if by else cause.command_id,
            correlation_id=event_id if write.apart else cause.correlation_id,
            causation_id=None if write.apart else cause.causation_id,
            heard={**self.memory.heard, **self.heard},
            pack=write.pack[0] if write.pack else None,
            pack_version=write.pack[1] if write.pack else None,
        )

    def batch(self) -> Batch:
        before: Mapping[str, int] = self.memory.heard
        return Batch(
            events=self.events,
            answers=list(self.answers.values()),
            heard=[Hearing(name, before.get(name, 0), position) for name, position in self.heard.items()],
            kept=self.kept,
            park=self.park,
            unpark=self.unpark,
            due=list(self.due.items()),
        )

    @property
    def is_empty(self) -> bool:
        return not (self.events or self.answers or self.heard or self.park or self.unpark or self.kept)


def _can_be_told(write: Write) -> None:
    """What could not stand in a subject would hold up the relay, and with it every other case, for good."""
    try:
        token(write.case or write.stream)
    except UnsafeToken:
        raise Refused(UNSAFE_ID) from None


def _of_a_size(event: StoredEvent) -> StoredEvent:
    if len(event.state) > MAX_FACT_BYTES:
        raise Refused(TOO_LARGE)
    return event


UNSAFE_ID = Refusal(
    code="UnsafeId",
    message="An id holds letters, digits, - and _ only, and begins with a letter or a digit. Please choose another.",
)
TOO_LARGE = Refusal(
    code="TooLarge",
    message="This is larger than what can be passed on (1 MB with everything around it). Please send less at once.",
)


def _dated(happened: Any, cause: Cause) -> tuple[Any, date, str | None]:
    if isinstance(happened, On):
        return happened.fact, happened.occurred_on, happened.reason
    return happened, cause.on, cause.reason
