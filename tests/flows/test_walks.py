"""Wherever people go, permitted or refused: the case is at a place its pack names, and the record explains it."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from concord.catalogue import every_command

from .casts import CASTS
from .running import AtPlay, at_play
from .walking import Walk, audited, explained, likely_now

WALKED = {"intake", "mediation", "panel"}
OPENS = {"intake.RaiseConcern"}
DAYS = (0, 0, 0, 1, 3, 8)
STEPS, WILD = 26, 0.25
MANY, FEW = 8, 2
SETTINGS = {
    "deadline": None,
    "derandomize": True,
    "database": None,
    "phases": [Phase.generate],
    "suppress_health_check": [*HealthCheck],
}
_numbers = iter(range(1, 1000))


@pytest.fixture(scope="module", params=CASTS, ids=[cast.compact for cast in CASTS])
def play(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtPlay]:
    with at_play(tmp_path_factory.mktemp("walks"), request.param.compact) as play:
        yield play


def test_every_command_can_be_tried_on_a_walk() -> None:
    known = {each["command"] for each in every_command() if each["service"] in WALKED}
    assert {each.command for cast in CASTS for each in cast.tries} == known - OPENS


def test_every_walk_stays_on_the_map_and_the_audit_agrees(play) -> None:
    cast = next(each for each in CASTS if each.compact == play.player.scenario.compact)

    @settings(max_examples=MANY if cast is CASTS[0] else FEW, **SETTINGS)
    @given(seed=some.integers(0, 2**32))
    def walks(seed: int) -> None:
        play.run(walked(Random(seed), Walk(play.player, next(_numbers), cast)))

    walks()
    audited(play.player)


async def walked(random: Random, walk: Walk) -> None:
    tries = walk.cast.tries
    await walk.start()
    for _ in range(STEPS):
        wild = random.random() < WILD
        here = [each for each in tries if likely_now(each, walk.place, random.random())]
        tried = random.choice(tries if wild or not here else here)
        await walk.step(tried, random.choice(walk.cast.people if wild else tried.by), random.choice(DAYS))
    await explained(walk)
    print(walk.place, sum("accepted" in each for each in walk.said))
