"""What the writer asks of a store, whichever database it stands on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from eventsourcing.persistence import Notification, StoredEvent


class Conflict(Exception):
    """Another writer was first: a version, a position heard or a command id was taken. Nothing was stored."""


@dataclass(frozen=True)
class Answer:
    """The answer kept under (`organisation`, `command_id`), with the digest of the payload it answered."""

    organisation: str
    command_id: str
    digest: str
    body: bytes


@dataclass(frozen=True)
class Hearing:
    """`service` had been heard up to `after`; now up to `position`."""

    service: str
    after: int
    position: int


@dataclass(frozen=True)
class Message:
    """A told message as it arrived: headers and body as one JSON document, kept or parked."""

    service: str
    position: int
    case: str | None
    name: str
    body: bytes


@dataclass(frozen=True)
class Parked:
    """A message that could not be handled, or one that came after it in the same case. `number` orders replay."""

    number: int
    message: Message
    why: str
    parked_at: str


@dataclass(frozen=True)
class Batch:
    """All that one transaction writes. `park` holds (message, why code, moment); `unpark` numbers of parked rows;
    `due` maps streams to the day a sweep must look at them, None for never. `positions` are those of the events where
    they are put back at their old ones: all must be free, and later than any that is taken."""

    events: Sequence[StoredEvent] = ()
    answers: Sequence[Answer] = ()
    heard: Sequence[Hearing] = ()
    kept: Sequence[Message] = ()
    park: Sequence[tuple[Message, str, str]] = ()
    unpark: Sequence[int] = ()
    due: Sequence[tuple[str, date | None]] = ()
    positions: Sequence[int] = ()


@dataclass(frozen=True)
class Beside:
    """What stands beside the facts: how far each service is heard, which cases are parked, what was kept lately as (row
    number, message) in the order heard."""

    heard: Mapping[str, int]
    parked_cases: frozenset[str]
    kept: Sequence[tuple[int, Message]]


class Store(Protocol):
    """Synchronous; one per (service, Compact). Every method may be called from any thread."""

    def append(self, batch: Batch) -> Sequence[int]:
        """One transaction, synced to disk before it returns; the positions of `events`. Raises Conflict."""

    def events(self, stream: str, after: int = 0) -> Sequence[StoredEvent]: ...

    def streams(self, prefix: str) -> Sequence[str]: ...

    def notifications(self, after: int, limit: int) -> Sequence[Notification]:
        """Facts of the whole store in order of position, those later than `after`."""

    def head(self) -> int: ...

    def answers(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Answer]: ...

    def heard(self) -> dict[str, int]: ...

    def kept(self, after_row: int) -> Sequence[tuple[int, Message]]:
        """(row number, message) in the order heard."""

    def beside(self, after_row: int) -> Beside:
        """All that a writer must know before each decision, in one reading; of what is kept, rows after `after_row`."""

    def kept_of(self, case: str) -> Sequence[Message]: ...

    def parked(self, case: str | None = None) -> Sequence[Parked]: ...

    def due(self, on: date) -> Sequence[str]:
        """Streams that a sweep must look at on or before `on`."""

    def next_due(self) -> date | None: ...

    def told_since(self, contract: str) -> int | None:
        """The position after which `contract` is told; None where it was never told."""

    def start_telling(self, contracts: Sequence[str]) -> None:
        """Records the present head as `told_since` for each contract that has none."""

    def is_our_turn(self) -> bool:
        """Takes the turn to carry out what reaches outside, if nobody has it; False while another instance has. It is
        given back by `close`, or by the process's end."""

    def close(self) -> None: ...
