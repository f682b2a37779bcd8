"""Pauses between tries: they grow, and are jittered so that instances do not try in step."""

import asyncio
import random


def growing(tries: int, least: float, most: float) -> float:
    """Seconds to wait after `tries` failures: doubling from `least` up to `most`,
    between half and all of it."""
    whole = min(most, least * float(2 ** min(tries, 30)))
    return whole * random.uniform(0.5, 1.0)  # noqa: S311  spreads load, hides nothing


class Pause:
    def __init__(self, least: float = 0.05, most: float = 5.0) -> None:
        self._least, self._most, self._tries = least, most, 0

    def reset(self) -> None:
        self._tries = 0

    async def wait(self) -> None:
        await asyncio.sleep(growing(self._tries, self._least, self._most))
        self._tries += 1
