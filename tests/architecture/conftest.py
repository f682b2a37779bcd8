"""The tree as these tests see it: where packages lie, and a copy of it in which a breach can be planted."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = sorted(
    [*ROOT.glob("services/*/concord_*"), ROOT / "shared/concord_shared", ROOT / "deploy/concord"],
    key=lambda path: path.name,
)


class Tree:
    """A throw-away copy of every package, side by side in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for package in PACKAGES:
            shutil.copytree(package, folder / package.name, ignore=_all_but_python)

    def plant(self, path: str, text: str) -> None:
        target = self.folder / path
        assert target.parent.is_dir(), f"no {target.parent.name}/: nobody would see the breach"
        target.write_text(text + "\n")

    def lint(self, *contracts: str) -> str:
        """What import-linter prints for this copy, by the project's own rules: those named, or all."""
        command = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache"]
        chosen = [option for contract in contracts for option in ("--contract", contract)]
        found = subprocess.run(
            [*command, "--config", str(ROOT / ".importlinter"), *chosen],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder), "NO_COLOR": "1", "COLUMNS": "200"},
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return found.stdout + found.stderr


def _all_but_python(folder: str, names: list[str]) -> list[str]:
    is_code = [name.endswith(".py") or (Path(folder) / name).is_dir() for name in names]
    return [name for name, code in zip(names, is_code, strict=True) if not code or name == "__pycache__"]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def packages() -> list[Path]:
    return PACKAGES


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "tree")
