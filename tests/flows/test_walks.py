"""Wherever people go, permitted or refused: the case is at a place its pack names, and the record explains it."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from concord.catalogue import every_command

from .running import AtPlay, at_play
from .tries import TRIES
from .walking import PEOPLE, Walk, audited, explained, likely_now

WALKED = {"intake", "mediation", "panel"}
OPENS = {"intake.RaiseConcern"}
DAYS = (0, 0, 0, 1, 3, 8)
STEPS, WILD = 26, 0.25
_numbers = iter(range(1, 1000))


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtPlay]:
    with at_play(tmp_path_factory.mktemp("walks")) as play:
        yield play


def test_every_command_can_be_tried_on_a_walk() -> None:
    known = {each["command"] for each in every_command() if each["service"] in WALKED}
    assert {each.command for each in TRIES} == known - OPENS


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
)
@given(seed=some.integers(0, 2**32))
def test_every_walk_stays_on_the_map_and_the_audit_agrees(seed, play) -> None:
    random = Random(seed)

    async def walked() -> None:
        walk = Walk(play.player, next(_numbers))
        await walk.start()
        for _ in range(STEPS):
            wild = random.random() < WILD
            here = [each for each in TRIES if likely_now(each, walk.place, random.random())]
            tried = random.choice(TRIES if wild or not here else here)
            await walk.step(tried, random.choice(PEOPLE if wild else tried.by), random.choice(DAYS))
        await explained(walk)
        print(walk.place, sum("accepted" in each for each in walk.said))

    play.run(walked())
    audited(play.player)
