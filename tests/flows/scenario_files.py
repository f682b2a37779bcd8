"""The scenario files of the handbook's worked cases, each played once, and the "then" lines that they must assert."""

import asyncio
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from concord.place import Place
from concord.simulating.playing import play
from concord.simulating.reading import read_scenario
from concord.simulating.result import Result
from concord.simulating.scenario import Expectation, Scenario

FOLDER = Path(__file__).parent / "scenarios"
FILES = tuple(sorted(FOLDER.glob("S*.yaml")))
THEN: Mapping[str, Mapping[str, str]] = yaml.safe_load((FOLDER / "then-lines.yaml").read_text())
LETTERS = "abcdefgh"


FURTHER = tuple(sorted((FOLDER / "further").glob("*.yaml")))
KEPT = TemporaryDirectory(prefix="concord-played-")


@cache
def played(path: Path) -> tuple[Scenario, Result]:
    """On SQLite; on another store `play` it anew."""
    scenario = read_scenario(path)
    return scenario, asyncio.run(play(scenario, path, data_of(path)))


def data_of(path: Path) -> Path:
    """Where a scenario that was played keeps its data."""
    return Path(KEPT.name) / path.stem


def stores_of(path: Path) -> str:
    """The stores of a scenario that was played."""
    return Place(data_of(path)).store_url


def name_of(path: Path) -> str:
    """``S08b``: the case of the handbook with the letter of the variant."""
    return path.stem.partition("-")[0]


def files_of(worked_case: str) -> list[Path]:
    """The file of the case itself and those of its variants."""
    return [path for path in FILES if name_of(path).rstrip(LETTERS) == worked_case]


def claims(expectation: Expectation) -> set[str]:
    return expectation.model_fields_set - {"id", "case", "at"}


def unasserted(lines: Iterable[str], scenarios: Iterable[Scenario]) -> set[str]:
    """Lines that no expectation claims anything for."""
    return set(lines) - {each.id for scenario in scenarios for each in scenario.expect if claims(each)}
