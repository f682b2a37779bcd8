"""Reading packs from files: what is wrong is named with file, line and cure."""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from concord_shared.packs.checks import faults
from concord_shared.packs.model import Pack
from concord_shared.packs.shape import shape_faults
from concord_shared.packs.yaml_lines import NotYaml, Problem, read_page

KNOWN = 16


class PackInvalid(ValueError):
    """Raised for a pack that cannot be used; `problems` says everything that was found at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def load(path: Path) -> Pack:
    """The pack in a YAML file, fully checked. Raises PackInvalid, and OSError where the file cannot be
    read."""
    return parse(path.read_text(encoding="utf-8"), str(path))


@lru_cache(maxsize=KNOWN)
def parse(text: str, file: str) -> Pack:
    """The pack in `text`; `file` is the name that problems carry. The same text is read once. Raises PackInvalid."""
    try:
        page = read_page(text, "A pack", "Begin with 'schema: compact-pack/2'.")
    except NotYaml as error:
        raise PackInvalid([error.problem(file)]) from error
    pack, found = _modelled(page.data)
    problems = [Problem(file, page.line_of(fault.path), fault.what, fault.cure) for fault in found]
    problems += page.doubled(file)
    if pack is None or problems:
        raise PackInvalid(sorted(problems, key=lambda problem: problem.line))
    return pack


def _modelled(data: Any) -> tuple[Pack | None, Sequence[Any]]:
    try:
        pack = Pack.from_data(data)
    except ValidationError as error:
        return None, shape_faults(error)
    return pack, list(faults(pack, data))


@cache
def builtin() -> dict[str, Path]:
    """The packs that come with Concord, by id."""
    folder = Path(str(files("concord_shared.packs")))
    return {path.stem: path for path in sorted(folder.glob("*.yaml")) if path.stem != "conflicts"}
