"""How long a measure of one year takes, and an annual report, over a casebook of so many lines."""

import re
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from replay import a_journey, opened

from concord.services import the_service
from concord_oversight.read_side.casebook import Casebook, Wanted, head
from concord_oversight.read_side.measuring.catalogue import MEASURES
from concord_oversight.read_side.measuring.measure import rows
from concord_oversight.read_side.report_lines import CREATE
from concord_shared.packs.loading import builtin, load
from concord_shared.running.collecting import collect_seldom
from concord_shared.running.reads import Reads
from concord_shared.store.keys import open_keys
from concord_shared.store.mapper import Mapper

AIM_MEASURE_SECONDS, AIM_REPORT_SECONDS = 2.0, 10.0
YEARS = 10
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
INSERT = "INSERT INTO report_lines VALUES (?,?,?,?,?,?,?)"
Row = Mapping[str, Any]


async def measure(folder: Path, facts: int) -> dict[str, float]:
    """Seconds for the slowest measure of the last whole year, for all thirty, and for two years of them."""
    lines = await _of_one_case(folder / "figures")
    table = _casebook(folder / "casebook.sqlite", lines, facts)
    collect_seldom()
    year = Wanted(date(2026, 1, 1), date(2026, 12, 31))
    last = Wanted(date(2025, 1, 1), date(2025, 12, 31))
    each = {id: _seconds(table, year, [id]) for id in MEASURES}
    slowest = max(each, key=lambda id: each[id])
    return {
        "lines": head(_reading(table), None),
        f"slowest measure of a year ({slowest}), seconds": each[slowest],
        "all measures of a year, seconds": _seconds(table, year, list(MEASURES)),
        "annual report's figures, this year and last, seconds": sum(
            _seconds(table, wanted, list(MEASURES)) for wanted in (year, last)
        ),
    }


def _seconds(table: sqlite3.Connection, wanted: Wanted, ids: Sequence[str]) -> float:
    begun = time.perf_counter()
    pack = load(builtin()["rotherham"])
    read = _reading(table)
    book = Casebook(read, lambda _: pack, wanted, head(read, None))
    for id in ids:
        _ = [row.plain() for row in rows(MEASURES[id], book)]
    return time.perf_counter() - begun


async def _of_one_case(folder: Path) -> list[Row]:
    """What is noted for reports of a journey through all services."""
    await a_journey(folder)
    service, keys = the_service("oversight"), open_keys(f"sqlite:///{folder}/none.sqlite", {})
    mapper = Mapper(service.name, service.facts, keys, service.upcasts)
    reads = Reads(service.projections, opened(folder, service.name), mapper)
    while reads.fill():
        pass
    return list(reads.rows("SELECT * FROM report_lines ORDER BY position"))


def _casebook(file: Path, lines: Sequence[Row], facts: int) -> sqlite3.Connection:
    """The one case again and again, each begun some days after the one before, over ten years."""
    table = sqlite3.connect(file)
    table.row_factory = sqlite3.Row
    table.executescript(CREATE)
    of_cases = [line for line in lines if not line["of"].startswith("directory.")]
    copies = max(1, facts // len(of_cases))
    table.executemany(INSERT, _copied(of_cases, copies))
    table.commit()
    return table


def _copied(lines: Sequence[Row], copies: int) -> Iterator[tuple[Any, ...]]:
    first = date.fromisoformat(lines[0]["occurred_on"])
    begins = date(2027, 1, 1) - timedelta(days=365 * YEARS)
    position = 0
    for copy in range(copies):
        shift = begins + timedelta(days=365 * YEARS * copy // copies) - first
        for line in lines:
            position += 1
            moved = (_moved(line[name], shift) for name in ("occurred_on", "recorded_on"))
            figures = _moved(line["figures"], shift)
            yield (position, line["of"], f"{line['about']}-{copy}", *moved, line["pack_version"], figures)


def _moved(text: str, shift: timedelta) -> str:
    return DAY.sub(lambda found: (date.fromisoformat(found.group()) + shift).isoformat(), text)


def _reading(table: sqlite3.Connection) -> Any:
    def read(sql: str, *args: Any) -> list[dict[str, Any]]:
        return [dict(row) for row in table.execute(sql, args).fetchall()]

    return read
