"""From a command sent to another service's reaction told: at 100 commands a second, milliseconds."""

import asyncio
import time
from pathlib import Path

from ground import ground, spread
from nats.aio.msg import Msg

RATE, AIM_P50, AIM_P99 = 100.0, 10.0, 50.0
HEARD = "concord.rotherham.told.mediation.DeadlineSet.v1.*"


async def measure(folder: Path, count: int) -> dict[str, float]:
    """The last confirmation opens the stage; mediation reacts with its first deadline. `committed` is when that was
    recorded, `told` when a subscriber has it in hand."""
    folder = folder / "reaction"
    folder.mkdir()
    async with ground(folder, ("directory", "intake"), ("mediation",)) as on:
        cases = []
        for _ in range(count):
            case = await on.journey.raise_concern()
            await on.journey.advise(case)
            await on.journey.confirm(case, on.journey.raiser)
            cases.append(case)
        sent: dict[str, float] = {}
        told: dict[str, float] = {}

        async def hear(message: Msg) -> None:
            told.setdefault(message.subject.rpartition(".")[2], time.perf_counter())

        await on.nc.subscribe(HEARD, cb=hear)
        tasks = []
        for case in cases:
            sent[case] = time.perf_counter()
            tasks.append(asyncio.create_task(on.journey.confirm(case, on.journey.respondent)))
            await asyncio.sleep(1 / RATE)
        await asyncio.gather(*tasks)
        for _ in range(100):
            if len(told) == count:
                break
            await asyncio.sleep(0.1)
    p50, p99 = spread([(told[case] - sent[case]) * 1000 for case in cases])
    return {"p50": p50, "p99": p99}
