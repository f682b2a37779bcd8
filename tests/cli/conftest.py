import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from concord.cli import main


@dataclass(frozen=True)
class Said:
    """What one command came to."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Concord = Callable[..., Said]


@pytest.fixture
def concord(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Concord:
    """Runs one command of the command line in this process."""

    def run(*words: object) -> Said:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["concord", *map(str, words)])
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        return Said(code, said.out, said.err)

    return run


@contextmanager
def run_on(data: Path) -> Iterator[None]:
    """A Concord in a process of its own; the block begins when it is ready."""
    command = [sys.executable, "-c", "from concord.cli import main; main()", "run", "--data", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    said = ""
    while "Ctrl-C stops it" not in said:
        line = process.stdout.readline()
        if not line:
            raise NotStarted(said)
        said += line
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


class NotStarted(Exception):
    """What it said instead of being ready."""


@pytest.fixture(scope="session")
def running() -> Callable[[Path], AbstractContextManager[None]]:
    return run_on


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of a Concord that runs, with nothing in it yet."""
    data = tmp_path_factory.mktemp("machine") / "data"
    with run_on(data):
        yield data
