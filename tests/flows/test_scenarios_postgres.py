"""The worked cases of the handbook, through all services on PostgreSQL; the auditor finds nothing amiss."""

import asyncio
from pathlib import Path

import pytest
from flows.scenario_files import FILES, FURTHER, files_of, name_of, played

from concord.auditing.replay import audit
from concord.simulating.checking import differences
from concord.simulating.playing import play
from concord.simulating.reading import read_scenario
from concord.simulating.result import Result

ALIKE = [path for case in ("S05", "S15") for path in files_of(case)]


@pytest.mark.parametrize("path", [path for path in (*FILES, *FURTHER) if path not in ALIKE], ids=name_of)
def test_every_expectation_of_the_scenario_holds_and_the_audit_agrees(path: Path, postgres_database: str):
    assert_all_holds(path, postgres_database)


@pytest.mark.parametrize("path", ALIKE, ids=name_of)
def test_the_same_facts_come_about_as_on_sqlite(path: Path, postgres_database: str):
    assert assert_all_holds(path, postgres_database).plain() == played(path)[1].plain()


def assert_all_holds(path: Path, stores: str) -> Result:
    scenario = read_scenario(path)
    result = asyncio.run(play(scenario, path, stores=stores))
    assert [each.plain for each in differences(scenario, result)] == []
    assert audit(stores, scenario.compact).findings == []
    return result
