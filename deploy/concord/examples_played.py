"""Example cases for `concord run --example`: three years of a made-up borough, dated to end just before today."""

import asyncio
import shutil
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from concord.borough.made import borough
from concord.place import Place
from concord.saying import progress
from concord.simulating.playing import simulated
from concord.simulating.reading import read_scenario
from concord.simulating.scenario import Scenario, Step
from concord.simulating.scratch import scratch
from concord_shared.clock import LONDON, SystemClock

WEEK = timedelta(weeks=1)
RAISES = "intake.RaiseConcern"


async def play_examples(data: Path, compacts: list[str], ended: asyncio.Event) -> None:
    """Does nothing where there is data already, or no example for these Compacts. Whole or not at all: it is made
    beside `data` and moved there. Raises CancelledError once `ended` is set."""
    if not Place(data).is_fresh:
        return
    for compact in compacts:
        path = Path(str(files("concord"))) / "examples" / f"{compact}.yaml"
        if path.is_file():
            await _made(data, path, ended)


async def _made(data: Path, path: Path, ended: asyncio.Event) -> None:
    """Played where nothing waits for a disk."""
    with scratch() as folder:
        await _play(folder / data.name, path, ended)
        await asyncio.to_thread(_moved_to, folder / data.name, data)


def _moved_to(made: Path, data: Path) -> None:
    """Copied beside `data` first, so that it is there whole or not at all."""
    beside = data.with_name(f"{data.name}.making")
    shutil.rmtree(beside, ignore_errors=True)
    data.mkdir(parents=True, exist_ok=True)
    shutil.copytree(made, beside)
    data.rmdir()
    beside.rename(data)


async def _play(folder: Path, path: Path, ended: asyncio.Event) -> None:
    """Streams in memory are quicker; whoever starts next on this data fills lasting ones from the stores."""
    now = SystemClock().now()
    scenario = together(borough(path.stem, now), shifted(read_scenario(path), now))
    with progress(f"Making three years of {_cases(scenario)} example cases", len(scenario.steps)) as advance:

        def after_step() -> None:
            if ended.is_set():
                raise asyncio.CancelledError
            advance()

        async with simulated(scenario, path, folder, None, "memory") as player:
            await player.play(after_step)


def together(first: Scenario, second: Scenario) -> Scenario:
    """Both in one, in the order of time; the second's directory comes first."""
    steps = sorted((*first.steps, *second.steps), key=_moment)
    directory = (*second.directory, *first.directory)
    return first.model_copy(update={"directory": directory, "steps": tuple(steps)})


def _moment(step: Step) -> datetime:
    moment = step.moment or step.wait
    assert moment is not None, "every step of an example says when"
    return moment


def _cases(scenario: Scenario) -> int:
    return sum(step.do == RAISES for step in scenario.steps)


def shifted(scenario: Scenario, now: datetime) -> Scenario:
    """The same scenario so many whole weeks earlier or later that its last step lies in the week before `now`."""
    moments = [step.moment or step.wait for step in scenario.steps]
    last = max(moment for moment in moments if moment is not None)
    weeks = (now - last) // WEEK
    by = weeks * WEEK
    steps = tuple(step.model_copy(update=_moved_step(step, by)) for step in scenario.steps)
    starts = _moved(scenario.starts, by) if scenario.starts else None
    return scenario.model_copy(update={"steps": steps, "starts": starts})


def _moved_step(step: Any, by: timedelta) -> dict[str, Any]:
    return {name: _moved(getattr(step, name), by) for name in ("moment", "wait", "on", "with_")}


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, datetime):
        return (value.astimezone(LONDON).replace(tzinfo=None) + by).replace(tzinfo=LONDON)
    if isinstance(value, date):
        return value + by
    if isinstance(value, dict):
        return {key: _moved(each, by) for key, each in value.items()}
    return [_moved(each, by) for each in value] if isinstance(value, list) else value
