"""Lifecycles a second: raise, advise, confirm, confirm, each waiting for its durable reply, 32 clients."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from ground import ALL, Ground, ground

CLIENTS, AIM = 32, 370.0
LAYOUTS = {
    "intake and directory in one process": (("directory", "intake"),),
    "all six services in one process": (ALL,),
    "intake apart, the others in a second process": (("intake",), tuple(name for name in ALL if name != "intake")),
}


async def lifecycles_a_second(
    folder: Path, groups: tuple[tuple[str, ...], ...], count: int, stores: str | None
) -> float:
    async with ground(folder, *groups, stores=stores) as on:
        await _one(on)
        begun = time.perf_counter()
        left = iter(range(count))
        await asyncio.gather(*(_client(on, left) for _ in range(CLIENTS)))
        return count / (time.perf_counter() - begun)


async def _client(on: Ground, left: Iterator[int]) -> None:
    for _ in left:
        await _one(on)


async def _one(on: Ground) -> None:
    journey = on.journey
    case = await journey.raise_concern()
    await journey.advise(case)
    await journey.confirm(case, journey.raiser)
    await journey.confirm(case, journey.respondent)


async def measure(folder: Path, count: int, stores: str | None = None) -> dict[str, float]:
    figures = {}
    for number, (layout, groups) in enumerate(LAYOUTS.items()):
        place = folder / f"lifecycle-{number}"
        place.mkdir()
        figures[layout] = await lifecycles_a_second(place, groups, count, stores if number == 0 else None)
    return figures
