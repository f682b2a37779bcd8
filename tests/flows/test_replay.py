"""A scenario replayed from the stored facts gives the same states, dates, letters and measures, byte for byte."""

import asyncio
import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from concord.acting import read_acting
from concord.auditing.records import Records, read_records
from concord.auditing.replay import audit
from concord.one_machine import Machine, one_machine
from concord.place import Place
from concord.services import all_services
from concord.simulating.playing import seeded
from concord.simulating.reading import read_scenario
from concord_shared.clock import SimulatedClock
from concord_shared.running.access import PREFIX as ACCESS

from .scenario_files import FILES, FURTHER, data_of, files_of, played

AUDITOR = read_acting("system/auditor")
BY_CASE = ("intake.Case", *(f"{service}.History" for service in all_services() if service != "directory"))
BY_CASE += ("intake.Why", "mediation.Why", "panel.Why", "notify.Notices")
OF_ALL = (*(f"{service}.Deadlines" for service in ("intake", "mediation", "panel")), "intake.Cases")
NEW_EACH_TIME = {"position", "as_of"}
OF_OVERSIGHT = ("oversight.Patterns", "oversight.Measures", "oversight.Backtest")


def one_of_each_compact() -> list[Path]:
    """One in which oversight has much to count, and the shortest of every other Compact; a trial counts for nothing."""
    by_compact: dict[str, list[Path]] = {}
    for path in (*FILES, *FURTHER):
        scenario = read_scenario(path)
        if scenario.standing == "live":
            by_compact.setdefault(scenario.compact, []).append(path)
    shortest = [min(paths, key=lambda path: path.stat().st_size) for paths in by_compact.values()]
    first, *_ = files_of("S11")
    return [first, *(path for path in shortest if read_scenario(path).compact != read_scenario(first).compact)]


@pytest.fixture(scope="module", params=one_of_each_compact(), ids=lambda path: path.stem.partition("-")[0])
def path(request) -> Path:
    played(request.param)
    return request.param


def copied(path: Path, to: Path) -> Place:
    shutil.copytree(data_of(path), to, ignore=shutil.ignore_patterns("*.lock", "*.pid", "broker"))
    return Place(to)


def records_at(place: Place, compact: str) -> dict[str, Records]:
    return {name: read_records(place.store_url, each, compact) for name, each in all_services().items()}


def last_moment(place: Place, compact: str) -> datetime:
    return max(each.envelope.recorded_at for of in records_at(place, compact).values() for each in of.facts)


def replayed(path: Path, place: Place, last: datetime | None = None) -> dict[str, str]:
    """Everything that can be asked of the record, and every state that follows from it, with a broker that holds
    nothing but what the stores fill it with again."""
    return asyncio.run(_replayed(path, place, last or last_moment(place, read_scenario(path).compact)))


async def _replayed(path: Path, place: Place, last: datetime) -> dict[str, str]:
    compact, found = read_scenario(path).compact, played(path)[1]
    clock = SimulatedClock(last + timedelta(minutes=1))
    options: dict[str, Any] = {"ids": seeded("replayed"), "storage": "memory", "findable": False}
    async with one_machine(place.folder, [compact], clock=clock, **options) as machine:
        await machine.settle(120)
        assert machine.trouble == []
        answers = await _answers(machine, compact, sorted(found.cases.values()))
        return {**answers, **_states(machine, compact, records_at(place, compact))}


async def _answers(machine: Machine, compact: str, cases: list[str]) -> dict[str, str]:
    talk, found = machine.talk(compact), {}
    asked = [(question, {"case": case}) for question in BY_CASE for case in cases]
    for question, body in (*asked, *((question, {}) for question in (*OF_ALL, *OF_OVERSIGHT))):
        service, _, name = question.partition(".")
        reply: Any = await talk.ask((service, name), AUDITOR, body)
        found[f"{question} {body.get('case', '')}"] = json.dumps(reply, sort_keys=True, default=str)
    return found


def _states(machine: Machine, compact: str, records: dict[str, Records]) -> dict[str, str]:
    return {
        f"{name} {stream}": repr(machine.of(compact, name).memory.load(stream).state)
        for name, each in records.items()
        for stream in each.streams
    }


@pytest.fixture(scope="module")
def before(path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return replayed(path, copied(path, tmp_path_factory.mktemp("before") / "data"))


def bytes_of(place: Place, compact: str) -> dict[str, list[bytes]]:
    """What is on record, but for the access log: to ask is to be on record there."""
    return {
        name: [
            each.fact.model_dump_json().encode() + each.envelope.model_dump_json().encode()
            for each in found.facts
            if not each.stream.startswith(ACCESS)
        ]
        for name, found in records_at(place, compact).items()
    }


def test_without_its_read_sides_and_its_broker_it_answers_the_same(path, before, tmp_path):
    place, compact = copied(path, tmp_path / "data"), read_scenario(path).compact
    shutil.rmtree(place.reads)
    recorded = bytes_of(place, compact)

    again = replayed(path, place)

    assert different(before, again) == []
    assert bytes_of(place, compact) == recorded


def test_an_oversight_that_hears_everything_anew_counts_the_same(path, before, tmp_path):
    """Where nobody gave it a command, all that it has on record follows from what the others told."""
    place, compact = copied(path, tmp_path / "data"), read_scenario(path).compact
    store = Path(place.store_url.removeprefix("sqlite:///")) / compact / "oversight.sqlite"
    recorded, last = counted(place, compact), last_moment(place, compact)
    if any(each.envelope.command_id for each in records_at(place, compact)["oversight"].facts):
        pytest.fail("choose a scenario in which the learning group records nothing")
    for each in store.parent.glob("oversight.sqlite*"):
        each.unlink()
    shutil.rmtree(place.reads)

    again = replayed(path, place, last)

    assert counted(place, compact) == recorded
    patterns = "oversight.Patterns "
    assert again[patterns] == before[patterns]
    assert figures(again) == figures(before)


def test_every_fact_leads_to_the_next_and_every_letter_and_count_follows(path):
    done = audit(Place(data_of(path)).store_url, read_scenario(path).compact)

    assert done.findings == []
    assert done.facts > 100


def test_a_planted_difference_is_seen(before):
    changed = {**before, "intake.Cases ": before["intake.Cases "].replace('"state"', '"stage"')}
    changed.pop("oversight.Patterns ")
    assert different(before, changed) == ["intake.Cases ", "oversight.Patterns "]


def different(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def counted(place: Place, compact: str) -> dict[str, list[str]]:
    """What oversight has counted, by stream; ids of facts and positions are new each time."""
    streams = records_at(place, compact)["oversight"].streams
    return {
        stream: [f"{type(each.fact).__name__} {each.envelope.occurred_on} {each.fact.model_dump_json()}" for each in of]
        for stream, of in sorted(streams.items())
        if stream.startswith(("dispute-", "pattern-"))
    }


def figures(answers: dict[str, str]) -> dict[str, Any]:
    found = json.loads(answers["oversight.Measures "])
    return {name: value for name, value in found.items() if name not in NEW_EACH_TIME}
