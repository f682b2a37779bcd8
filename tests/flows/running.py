"""All services on one machine under a simulated clock, for tests that are not coroutines themselves."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from concord.acting import read_acting
from concord.simulating.playing import Player, simulated
from concord.simulating.reading import read_scenario

SCENARIO = """
scenario: Whatever a test does
compact: {compact}
starts: 2027-01-04T09:00
directory: [{{include: {compact}-directory}}]
steps: [{{wait: 2027-01-04}}]
"""


@dataclass
class AtPlay:
    """A machine with the sample's people on it, and a clock that moves when it is told to."""

    runner: asyncio.Runner
    player: Player
    given: int = 0

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    async def do(self, command: str, by: str, case: str | None = None, /, **body: Any) -> dict[str, Any]:
        """The reply, accepted or refused, once all has come to rest."""
        self.given += 1
        service, _, name = command.partition(".")
        command_id = f"given-{self.given}"
        reply = await self.player.talk.do((service, name), read_acting(by), command_id, body, case=case)
        await self.player.settle()
        return reply

    async def ask(self, question: str, by: str, **body: Any) -> dict[str, Any]:
        service, _, name = question.partition(".")
        return await self.player.talk.ask((service, name), read_acting(by), body)

    async def later(self, days: int) -> None:
        await self.player.advance(self.player.clock.now() + timedelta(days=days))
        await self.player.settle()


@contextmanager
def at_play(folder: Path, compact: str = "rotherham") -> Iterator[AtPlay]:
    file = folder / "scenario.yaml"
    file.write_text(SCENARIO.format(compact=compact))
    stack = AsyncExitStack()

    async def begun() -> Player:
        player = await stack.enter_async_context(simulated(read_scenario(file), file, folder / "data", None, "memory"))
        await player.play()
        return player

    with asyncio.Runner() as runner:
        yield AtPlay(runner, runner.run(begun()))
        runner.run(stack.aclose())
