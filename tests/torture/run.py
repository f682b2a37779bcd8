"""One run: everything started, played, disturbed, brought to rest, and judged."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from torture.checks import all_wrong, audited
from torture.faults import Faults
from torture.findings import Findings, read
from torture.load import Load
from torture.naive import FED_FROM, NaiveResult, effects, judge
from torture.place import Place
from torture.processes import Crew
from torture.quiet import until_quiet

MOST_PAUSE_SECONDS = 4.0
Say = Callable[[str], None]


@dataclass(frozen=True)
class Wanted:
    """Faults go on for `seconds`, and on until there are so many faults and facts, but not beyond `most_seconds`. Then
    clients have `rest_seconds` to end, and as many to come to rest."""

    seconds: float = 60
    seed: int = 1
    clients: int = 6
    pause: tuple[float, float] = (0.1, 0.9)
    least_faults: int = 0
    least_facts: int = 0
    most_seconds: float = 3600
    rest_seconds: float = 300


@dataclass
class Report:
    seed: int
    seconds: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)
    struck: int = 0
    facts: Mapping[str, int] = field(default_factory=dict)
    load: Mapping[str, int] = field(default_factory=dict)
    fell: Mapping[str, int] = field(default_factory=dict)
    wrong: Mapping[str, list[str]] = field(default_factory=dict)
    naive: NaiveResult = field(default_factory=lambda: NaiveResult(0, 0, 0))

    @property
    def well(self) -> bool:
        return not any(self.wrong.values())

    def lines(self) -> list[str]:
        kinds = [f"  {count:5} {kind}" for kind, count in sorted(self.faults.items())]
        facts = ", ".join(f"{name} {count}" for name, count in self.facts.items())
        wrong = [f"  {check}: {said}" for check, found in self.wrong.items() for said in _some(found)]
        return [
            f"seed {self.seed}: {self.struck} faults in {self.seconds:.0f} s",
            *kinds,
            f"{sum(self.facts.values())} facts ({facts})",
            ", ".join(f"{count} {what}" for what, count in self.load.items()),
            f"ended by themselves and were started again: {dict(self.fell) or 'none'}",
            f"the checks {', '.join(self.wrong)} found {sum(map(len, self.wrong.values()))} things wrong",
            *wrong,
            f"naive: {self.naive.effects} effects, {self.naive.twice} twice, {self.naive.missing} missing",
        ]


def _some(found: list[str]) -> list[str]:
    return found[:20] + ([f"and {len(found) - 20} more"] if len(found) > 20 else [])


async def torture(folder: Path, stores: str | None, wanted: Wanted, say: Say = lambda _: None) -> Report:
    """`stores` is an empty PostgreSQL database, or None for SQLite. Leaves no process behind, whatever happens."""
    place, chance = Place(folder, stores), random.Random(wanted.seed)
    place.broker.start()
    crew = Crew.of(place)
    tending = asyncio.create_task(crew.tend())
    faults = Faults(place, crew, random.Random(chance.random()))
    report = Report(wanted.seed, faults=faults.counts)
    try:
        await place.provision()
        nc = await place.connect("load")
        load = Load(nc, random.Random(chance.random()), lambda: place.open("panel"))
        await load.set_up()
        await until_quiet(place, 60)
        await load.play_first()
        say(f"set up: {faults.facts()} facts")
        wrong = await _disturbed(place, load, faults, wanted, report, say)
        findings = await read(place, load.ledger, load.cases, load.first)
        await _naive_at_rest(place)
        _judge(report, place, load, findings, wrong)
        report.fell = dict(crew.fell)
        await nc.close()
    finally:
        tending.cancel()
        with suppress(asyncio.CancelledError):
            await tending
        crew.end()
        place.broker.kill()
        faults.close()
    return report


async def _disturbed(place: Place, load: Load, faults: Faults, wanted: Wanted, report: Report, say: Say) -> list[str]:
    began = time.monotonic()
    clients = asyncio.create_task(load.run(wanted.clients))
    while not _enough(wanted, faults, time.monotonic() - began):
        await faults.strike()
        await _pause(wanted, faults)
        if faults.total % 20 == 0:
            say(f"{time.monotonic() - began:.0f} s: {faults.total} faults, {faults.facts()} facts, {load.counted()}")
    report.seconds, report.struck = time.monotonic() - began, faults.total
    await faults.cease()
    load.ending = True
    say(f"faults are over: {faults.total}")
    _, late = await asyncio.wait([clients], timeout=wanted.rest_seconds)
    clients.cancel()
    waits = await until_quiet(place, wanted.rest_seconds)
    say(f"at rest after {time.monotonic() - began - report.seconds:.0f} s more")
    return [*(["clients did not come to an end"] if late else []), *load.failed, *waits]


async def _pause(wanted: Wanted, faults: Faults) -> None:
    """Where facts are asked for too, faults are spread over them, so that something is under way at each."""
    await asyncio.sleep(faults.chance.uniform(*wanted.pause))
    ends_at = time.monotonic() + MOST_PAUSE_SECONDS
    while time.monotonic() < ends_at:
        if faults.facts() * wanted.least_faults >= wanted.least_facts * faults.total:
            return
        await asyncio.sleep(0.2)


def _enough(wanted: Wanted, faults: Faults, seconds: float) -> bool:
    done = faults.total >= wanted.least_faults and faults.facts() >= wanted.least_facts
    return seconds >= wanted.most_seconds or (seconds >= wanted.seconds and done)


async def _naive_at_rest(place: Place) -> None:
    """Until its effects grow no more: it gets all the time it needs to catch up."""
    before, still = -1, 0
    while still < 4:
        now = len(effects(place.folder / "naive"))
        still, before = (still + 1, before) if now == before else (0, now)
        await asyncio.sleep(1)


def _judge(report: Report, place: Place, load: Load, findings: Findings, unfinished: list[str]) -> None:
    report.wrong = {"rest": unfinished, **all_wrong(findings), "audit": audited(place)}
    report.facts = {name: len(left.records.facts) for name, left in findings.left.items()}
    report.load = load.counted()
    positions = [each.position for each in findings.left[FED_FROM].records.facts]
    report.naive = judge(place.folder / "naive", positions)
