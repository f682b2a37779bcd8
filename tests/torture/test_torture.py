"""The whole under fire: twenty seconds of faults on each database. `just torture` goes on for longer."""

from pathlib import Path

import pytest
from torture.run import Wanted, torture


@pytest.mark.torture
@pytest.mark.parametrize(("store", "seed"), [("sqlite", 1), ("postgres", 2)])
async def test_nothing_is_missing_doubled_or_out_of_order_and_the_naive_variant_fails(
    store: str, seed: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    stores = request.getfixturevalue("postgres_database") if store == "postgres" else None
    report = await torture(tmp_path, stores, Wanted(seconds=20, seed=seed, rest_seconds=150))
    print("\n".join(report.lines()))
    assert report.wrong == {check: [] for check in report.wrong}
    assert report.struck >= 10 and sum(report.facts.values()) > 1_000
    assert report.naive.failed, "the naive variant held: these faults prove nothing"
