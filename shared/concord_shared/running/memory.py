"""What one service remembers of one Compact between decisions: states, positions heard, its copy of the directory."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from concord_shared.contracts.base import Told
from concord_shared.contracts.directory import PersonalDataErased
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Recorded
from concord_shared.facts import Fact
from concord_shared.messaging.cloudevents import from_json
from concord_shared.messaging.relays import told_of as as_told
from concord_shared.parts import Aggregate, Service
from concord_shared.running.beside import BesideTheCase
from concord_shared.store.mapper import Mapper
from concord_shared.store.ports import Message, Store

CACHED_STREAMS = 20_000
DIRECTORY = "directory"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A stream's state after its first `version` facts; `last_on` is the latest day on which one of them happened."""

    version: int
    state: Any
    last_on: date | None


class Memory:
    """Holds nothing that the store does not: another instance may append, so `catch_up` comes before every decision."""

    def __init__(self, service: Service, store: Store, mapper: Mapper, reader: Mapper) -> None:
        """`mapper` seals and opens; `reader` has no keys: decisions rest on clear fields."""
        self.service, self.store, self.mapper, self.reader = service, store, mapper, reader
        self.directory = DirectoryCopy()
        self.heard: dict[str, int] = {}
        self.parked: frozenset[str] = frozenset()
        self._states: OrderedDict[str, Remembered] = OrderedDict()
        self._kept_row = 0
        self._head = 0 if service.name == DIRECTORY else store.head()
        self.catch_up()

    @property
    def head(self) -> int:
        return self._head

    def catch_up(self) -> None:
        """Takes in what this or another instance has appended since; a refusal writes nothing, so no conflict would
        betray a stale state."""
        while fresh := self.store.notifications(self._head, 500):
            for notification in fresh:
                self._notice(str(notification.originator_id), notification.originator_version)
                if self.service.name == DIRECTORY:
                    self._learn_own(self.reader.decode(notification, position=notification.id))
            self._head = fresh[-1].id
        beside = self.store.beside(self._kept_row)
        self.heard, self.parked = dict(beside.heard), beside.parked_cases
        for row, message in beside.kept:
            self._kept_row = row
            if message.service == DIRECTORY:
                self.learn(told_of(message))

    def learn(self, told: Told) -> None:
        if told.service == DIRECTORY:
            self.directory.hear(told)
            self._forget_erased(told.contract)

    def load(self, stream: str) -> Remembered:
        known = self._states.get(stream)
        if known is None:
            known = self.read(stream)
            self.remember(stream, known)
        return known

    def read(self, stream: str) -> Remembered:
        """The state from the store alone."""
        aggregate = aggregate_of(self.service, stream)
        state, last_on, version = aggregate.start(stream), None, 0
        for event in self.store.events(stream):
            recorded = self.reader.decode(event)
            on = recorded.envelope.occurred_on
            state, last_on = aggregate.evolve(state, recorded.fact, on), latest(last_on, recorded.fact, on)
            version = recorded.version
        return Remembered(version, state, last_on)

    def remember(self, stream: str, known: Remembered) -> None:
        self._states[stream] = known
        self._states.move_to_end(stream)
        while len(self._states) > CACHED_STREAMS:
            self._states.popitem(last=False)

    def settle(self, states: Mapping[str, Remembered], heard: Mapping[str, int], positions: Sequence[int]) -> None:
        """What was just appended is known without reading it again; another's facts in between are not."""
        for stream, known in states.items():
            self.remember(stream, known)
        self.heard = {**self.heard, **heard}
        if positions and positions[0] == self._head + 1 and self.service.name != DIRECTORY:
            self._head = positions[-1]

    def kept(self, case: str) -> Sequence[Told]:
        """As far as was heard when this last caught up: what another instance has kept since is no ground for a
        decision whose facts say that it was not heard."""
        return [told_of(each) for each in self.store.kept_of(case) if each.position <= self.heard.get(each.service, 0)]

    def waiting(self) -> Sequence[str]:
        """The streams for which a day is still to come."""
        return self.store.due(date.max)

    def _notice(self, stream: str, version: int) -> None:
        known = self._states.get(stream)
        if known is not None and known.version < version:
            del self._states[stream]

    def _forget_erased(self, contract: Any) -> None:
        """A key that another process has destroyed must not live on in this one's memory."""
        if isinstance(contract, PersonalDataErased):
            self.mapper.keys.forget(contract.person)

    def _learn_own(self, recorded: Recorded) -> None:
        contract = self.service.tell(recorded)
        if contract is not None:
            self.learn(as_told(recorded, contract, self.service.name))


def latest(last_on: date | None, fact: Fact, on: date) -> date | None:
    """That an entry was proposed, or a question refused, is nothing that happened in the case itself."""
    return last_on if isinstance(fact, BesideTheCase) else max(on, last_on or on)


def aggregate_of(service: Service, stream: str) -> Aggregate:
    """Raises KeyError, naming the stream, where the service has no such kind of stream."""
    return service.aggregates[stream.partition("-")[0] + "-"]


def told_of(message: Message) -> Told:
    return from_json(message.body)


def keeps(service: Service, told: Told) -> bool:
    """Directory facts are kept by every service: they are its copy of the directory."""
    return told.service == DIRECTORY or told.name in service.keeps
