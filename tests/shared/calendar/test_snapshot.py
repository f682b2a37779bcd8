"""The committed snapshot is what its maker makes."""

import json
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_committed_snapshot_is_what_the_maker_makes_today() -> None:
    made = runpy.run_path(str(ROOT / "tools/make_calendar.py"))
    committed = json.loads(made["TARGET"].read_text(encoding="utf-8"))
    today = made["snapshot"]()
    assert {**committed, "made_with": ""} == {**today, "made_with": ""}
