"""Time as a port: what asks for the day asks the clock it was given."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment, in UTC."""
        ...


def local_day(moment: datetime) -> date:
    """The date in Europe/London at `moment`; procedural days are local days."""
    return moment.astimezone(LONDON).date()


def start_of_day(day: date) -> datetime:
    """The first moment of a local day, in UTC."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class SimulatedClock:
    """Stands still until it is moved; each reading is one microsecond later, so that records keep their order."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self.moved = asyncio.Event()

    def now(self) -> datetime:
        self._now += timedelta(microseconds=1)
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Raises ValueError for a moment before the present one."""
        if moment.astimezone(UTC) < self._now - timedelta(seconds=1):
            raise ValueError(f"time runs forward: it is {self._now:%Y-%m-%d %H:%M} already")
        self._now = max(self._now, moment.astimezone(UTC))
        self.moved.set()
