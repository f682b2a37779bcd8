"""What the README's first command installs is enough: a whole case runs without the extras and without what tests need."""

import subprocess
import sys
from pathlib import Path

import pytest

EXTRAS = ("psycopg", "psycopg_pool", "altair", "duckdb", "jinja2", "typst", "vl_convert")
FOR_TESTS = ("pytest", "hypothesis", "frictionless", "pypdf", "testcontainers", "holidays")
SCENARIO = next((Path(__file__).parents[1] / "flows" / "scenarios").glob("S18-*.yaml"))
BARE = """
import sys
MISSING = set(sys.argv[2].split(","))
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in MISSING:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
from concord.cli import main
sys.argv = ["concord", "simulate", sys.argv[1]]
main()
"""


def simulated_without(*missing: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BARE, str(SCENARIO), ",".join(missing)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_a_case_runs_without_the_extras():
    said = simulated_without(*EXTRAS, *FOR_TESTS)
    assert (said.returncode, said.stderr) == (0, "")
    assert "All holds" in said.stdout


@pytest.mark.parametrize("needed", ["nats", "pydantic"])
def test_something_that_is_missing_would_be_seen(needed):
    assert simulated_without(needed).returncode != 0
