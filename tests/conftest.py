"""The longest files begin first, so that all workers end at about the same time; no test's log settings outlive it; the
example cases are made once."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from concord_shared.running.collecting import collect_seldom

LONGEST = ("test_torture", "test_one_machine", "test_scenarios_postgres", "test_scenarios_sqlite", "test_snippets")
MAKE = [sys.executable, "-c", "from concord.cli import main; main()", "run", "--example", "--data"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


def pytest_collection_finish() -> None:
    """What was collected stays until the end: it is not looked through again for rubbish."""
    collect_seldom()


@pytest.fixture(autouse=True)
def log_settings_as_they_were() -> Iterator[None]:
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def example_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `concord run --example` leaves behind after one Ctrl-C, made by whichever worker asks first: copy it."""
    base = tmp_path_factory.getbasetemp()
    place = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = place / "example"
    with (place / "example.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _make(place / "example-half-made")
            (place / "example-half-made").rename(made)
    return made


def _make(data: Path) -> None:
    with subprocess.Popen([*MAKE, str(data)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if "Concord is ready" in line:
                process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0, "".join(said)
    assert "example cases" in said[0]
