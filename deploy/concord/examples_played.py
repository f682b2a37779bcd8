"""Example cases for `concord run --example`: three years of a made-up borough, dated to end just before today."""

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
from concord_shared.clock import LONDON, SystemClock

WEEK = timedelta(weeks=1)


async def play_examples(data: Path, compacts: list[str]) -> None:
    """Does nothing where there is data already, or no example for these Compacts."""
    if not Place(data).is_fresh:
        return
    for compact in compacts:
        path = Path(str(files("concord"))) / "examples" / f"{compact}.yaml"
        if path.is_file():
            await _play(data, path)


async def _play(data: Path, path: Path) -> None:
    """Streams in memory are quicker; whoever starts next on this data fills lasting ones from the stores."""
    now = SystemClock().now()
    scenario = together(borough(path.stem, now), shifted(read_scenario(path), now))
    with progress(f"Making three years of {_cases(scenario)} example cases", len(scenario.steps)) as advance:
        async with simulated(scenario, path, data, None, "memory") as player:
            await player.play(advance)


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
    return sum(step.name is not None for step in scenario.steps)


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
