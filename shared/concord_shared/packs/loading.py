"""Reading packs from files: what is wrong is named with file, line and cure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from concord_shared.packs.checks import faults
from concord_shared.packs.model import Pack
from concord_shared.packs.shape import shape_faults
from concord_shared.packs.yaml_lines import NotYaml, Page, read_page


@dataclass(frozen=True)
class Problem:
    """`line` counts from 1 and is the nearest one that is known."""

    file: str
    line: int
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.cure}"


class PackInvalid(ValueError):
    """Raised for a pack that cannot be used; `problems` says everything that was found at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def load(path: Path) -> Pack:
    """The pack in a YAML file, fully checked. Raises PackInvalid, and OSError where the file cannot be
    read."""
    return parse(path.read_text(encoding="utf-8"), str(path))


def parse(text: str, file: str) -> Pack:
    """The pack in `text`; `file` is the name that problems carry. Raises PackInvalid."""
    try:
        page = read_page(text)
    except NotYaml as error:
        raise PackInvalid([Problem(file, error.line, error.what, error.cure)]) from error
    pack, found = _modelled(page.data)
    problems = [Problem(file, page.line_of(fault.path), fault.what, fault.cure) for fault in found]
    problems += [Problem(file, line, what, cure) for line, what, cure in _twice(page)]
    if pack is None or problems:
        raise PackInvalid(sorted(problems, key=lambda problem: problem.line))
    return pack


def _modelled(data: Any) -> tuple[Pack | None, Sequence[Any]]:
    try:
        pack = Pack.from_data(data)
    except ValidationError as error:
        return None, shape_faults(error)
    return pack, list(faults(pack, data))


def _twice(page: Page) -> list[tuple[int, str, str]]:
    cure = "Keep one of the two: YAML would silently drop the first."
    return [(line, f"The key '{key}' stands twice in the same map.", cure) for line, key in page.twice]


@cache
def builtin() -> dict[str, Path]:
    """The packs that come with Concord, by id."""
    folder = Path(str(files("concord_shared.packs")))
    return {path.stem: path for path in sorted(folder.glob("*.yaml")) if path.stem != "conflicts"}
