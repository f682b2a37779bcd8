import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
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
