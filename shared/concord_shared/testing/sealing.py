"""What a desk came to, as a store holds it: no text in the clear, and no decision that needs one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventsourcing.persistence import StoredEvent

from concord_shared.facts import Fact
from concord_shared.sealed import Sealed
from concord_shared.store.keys import KeyRing, open_keys
from concord_shared.store.mapper import Mapper
from concord_shared.testing.paper_desk import PaperDesk


@contextmanager
def stored(desk: PaperDesk, folder: Path) -> Iterator["Stored"]:
    """The facts of `desk`, sealed under keys that are made in `folder`."""
    ring = open_keys(f"sqlite:///{folder}/keys.sqlite", dict.fromkeys(desk.service.kinds, b"k" * 32))
    try:
        yield Stored(desk, ring)
    finally:
        ring.close()


@dataclass(frozen=True)
class Stored:
    desk: PaperDesk
    keys: KeyRing

    def stays_sealed(self, secrets: Sequence[str]) -> None:
        """Asserts that every secret is in the facts, none in what is stored or told, and that states need none."""
        events = self._events()
        said = str([_clear(each.fact) for each in self.desk.recorded])
        kept, told = str(b"".join(each.state for each in events)), self._told(events)
        for secret in secrets:
            assert secret in said, f"no fact holds '{secret}', so this would prove nothing"
            assert secret not in kept, f"'{secret}' is stored in the clear"
            assert secret not in told, f"'{secret}' is told in the clear"
        self._reads_back(events)
        self._decides_without_keys(events)

    def _events(self) -> list[StoredEvent]:
        mapper = self._mapper(self.keys)
        return [mapper.encode(each.stream, each.version, each.envelope, each.fact) for each in self.desk.recorded]

    def _mapper(self, keys: KeyRing) -> Mapper:
        return Mapper(self.desk.service.name, self.desk.service.facts, keys)

    def _told(self, events: Sequence[StoredEvent]) -> str:
        reader = self._mapper(self.keys.without_keys())
        told = [self.desk.service.tell(reader.decode(event)) for event in events]
        assert any(told), "nothing is told"
        return " ".join(each.model_dump_json() for each in told if each is not None)

    def _reads_back(self, events: Sequence[StoredEvent]) -> None:
        reader = self._mapper(self.keys)
        for recorded, event in zip(self.desk.recorded, events, strict=True):
            assert _clear(reader.decode(event).fact) == _clear(recorded.fact), recorded.fact

    def _decides_without_keys(self, events: Sequence[StoredEvent]) -> None:
        reader, blind = self._mapper(self.keys.without_keys()), PaperDesk(**_beginning(self.desk))
        for event in events:
            recorded = reader.decode(event)
            blind.record(recorded.stream, recorded.envelope.case, recorded.fact, recorded.envelope.occurred_on)
        assert blind.states == self.desk.states, "without keys a state is another"


def _beginning(desk: PaperDesk) -> dict[str, Any]:
    names = ("service", "in_force", "directory", "today")
    return {name: getattr(desk, name) for name in names}


def _clear(fact: Fact) -> list[tuple[str, Any]]:
    return [(name, _opened(value)) for name, value in fact]


def _opened(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_opened(each) for each in value)
    return value.clear if isinstance(value, Sealed) else value
