"""When a letter may be tried again today: after a while that doubles. Forgotten when the service stops, which costs one
more try."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from concord_shared.parts import NotNow

FIRST_SECONDS, LONGEST_SECONDS = 300.0, 4 * 3600.0


@dataclass(frozen=True)
class Patience:
    """`clock` counts seconds. Each letter has its own while, by the id of its notice."""

    clock: Callable[[], float] = time.monotonic
    _waiting: dict[str, tuple[float, float]] = field(default_factory=dict, compare=False)

    def ask(self, notice_id: str) -> None:
        """Raises NotNow while this letter waits."""
        until, _ = self._waiting.get(notice_id, (0.0, 0.0))
        if self.clock() < until:
            raise NotNow(notice_id)

    def put_off(self, notice_id: str) -> NotNow:
        """To be raised: it waits twice as long as the last time."""
        _, last = self._waiting.get(notice_id, (0.0, FIRST_SECONDS / 2))
        seconds = min(2 * last, LONGEST_SECONDS)
        self._waiting[notice_id] = (self.clock() + seconds, seconds)
        return NotNow(notice_id)

    def forget(self, notice_id: str) -> None:
        self._waiting.pop(notice_id, None)
