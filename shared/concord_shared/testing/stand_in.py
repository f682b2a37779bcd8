"""A store in memory with what relays ask of one, and facts to put into it."""

import threading
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from eventsourcing.persistence import Notification

from concord_shared.contracts.base import Contract
from concord_shared.contracts.intake import CaseSettled
from concord_shared.envelope import TIMER, Envelope, Recorded
from concord_shared.facts import Fact

CASE = "ROT-7K3M-9QX"


class Happened(Fact):
    stored_name = "test.happened.v1"
    number: int
    public: bool = True


class StoreInMemory:
    """Facts by position; `heard` is what a writer would have committed."""

    def __init__(self) -> None:
        self.facts: list[Recorded] = []
        self.heard_positions: dict[str, int] = {}
        self.since: dict[str, int] = {"CaseSettled": 0}
        self._lock = threading.Lock()

    def add(self, *public: bool, heard: dict[str, int] | None = None) -> None:
        with self._lock:
            for each in public:
                position = len(self.facts) + 1
                envelope = Envelope(
                    event_id=uuid.uuid4().hex,
                    recorded_at=datetime(2026, 12, 14, 9, tzinfo=UTC),
                    occurred_on=date(2026, 12, 14),
                    actor=TIMER,
                    case=CASE,
                    correlation_id=CASE,
                    heard=heard or {},
                )
                fact = Happened(number=position, public=each)
                self.facts.append(Recorded(position, f"case-{CASE}", position, envelope, fact))

    def notifications(self, after: int, limit: int) -> Sequence[Notification]:
        return [
            Notification(
                id=each.position,
                originator_id=each.stream,
                originator_version=each.version,
                topic=each.fact.stored_name,
                state=each.envelope.event_id.encode(),
            )
            for each in self.facts[after : after + limit]
        ]

    def head(self) -> int:
        return len(self.facts)

    def heard(self) -> dict[str, int]:
        return dict(self.heard_positions)

    def told_since(self, contract: str) -> int | None:
        return self.since.get(contract)

    def read(self, notification: Notification) -> Recorded:
        return self.facts[int(notification.id) - 1]


def tell(recorded: Recorded) -> Contract | None:
    fact: Any = recorded.fact
    return CaseSettled(at_stage=f"s{fact.number}", confirmed_by=("a", "b")) if fact.public else None
