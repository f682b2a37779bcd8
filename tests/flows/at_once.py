"""Two people end one case at the same moment, each through another service: played with nobody waiting in between."""

import asyncio
from functools import cache
from typing import Any

from flows.scenario_files import FOLDER, data_of

from concord.acting import read_acting
from concord.simulating.playing import Player, simulated
from concord.simulating.reading import read_scenario

FILE = FOLDER / "at-once" / "two-results-at-one-moment.yaml"
REPORT = {
    "prior_recommendations": "none",
    "parts": {
        "issues": "Whether the young people were asked.",
        "compact_breach_detail": "Commitment 1.1.",
        "process_to_date": "One meeting.",
        "recommendations_to_date": "None so far.",
    },
}
AT_ONCE = (
    ("path", "intake.WithdrawCase", "green-doorstep/representative", {"why": "It is open again."}),
    ("path", "mediation.DeclineMediation", "rmbc/representative", {}),
    ("beds", "intake.WithdrawCase", "eastwood-youth/representative", {"why": "They are back."}),
    ("beds", "panel.SubmitReport", "review-associates/investigator/officer-independent-1", REPORT),
)


@cache
def played_at_once() -> list[bool]:
    """Whether each was accepted; what is on record lies in `data_of(FILE)`."""
    return asyncio.run(_play())


async def _play() -> list[bool]:
    scenario = read_scenario(FILE)
    async with simulated(scenario, FILE, data_of(FILE), None, "memory") as player:
        await player.play()
        replies = await asyncio.gather(*(_do(player, *each) for each in AT_ONCE))
        await player.settle()
    return [each["accepted"] for each in replies]


async def _do(player: Player, case: str, command: str, by: str, body: dict[str, Any]) -> Any:
    service, _, name = command.partition(".")
    return await player.talk.do((service, name), read_acting(by), command + case, body, case=player.cases[case])
