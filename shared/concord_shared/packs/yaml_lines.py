"""YAML with the line of every key and item, so that a mistake can be shown where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file. `line` counts from 1 and is the nearest one that is known."""

    file: str
    line: int
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.cure}"


class NotYaml(ValueError):
    """Raised for text that is no YAML map."""

    def __init__(self, line: int, what: str, cure: str) -> None:
        super().__init__(what)
        self.line, self.what, self.cure = line, what, cure

    def problem(self, file: str) -> Problem:
        return Problem(file, self.line, self.what, self.cure)


@dataclass(frozen=True)
class Page:
    """`lines` maps the path of a key or item to its line; `twice` lists keys that stand twice in one map."""

    data: dict[str, Any]
    lines: dict[Path, int]
    twice: tuple[tuple[int, str], ...]

    def line_of(self, path: Path) -> int:
        """The line of `path`, or of the nearest place above it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def doubled(self, file: str) -> list[Problem]:
        cure = "Keep one of the two: YAML would silently drop the first."
        return [Problem(file, line, f"The key '{key}' stands twice in the same map.", cure) for line, key in self.twice]


def read_page(text: str, what: str, begin: str) -> Page:
    """`what` is in the file and how it has to `begin`, for whoever gave another. Raises NotYaml."""
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as error:
        raise NotYaml(_line(error), "This is not valid YAML.", f"{error} Mend that line.") from error
    finally:
        loader.dispose()
    if not isinstance(data, dict):
        raise NotYaml(1, f"{what} is a map of keys, and this file is none.", begin)
    found = list(_walk(node, ()))
    lines = {path: line for path, line, _ in found}
    return Page(data, lines, tuple((line, str(path[-1])) for path, line, twice in found if twice))


def _walk(node: Any, path: Path) -> Iterator[tuple[Path, int, bool]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            here = (*path, key.value)
            yield here, key.start_mark.line + 1, key.value in seen
            seen.add(key.value)
            yield from _walk(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield (*path, number), item.start_mark.line + 1, False
            yield from _walk(item, (*path, number))


def _line(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return mark.line + 1 if mark is not None else 1
