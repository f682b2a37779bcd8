"""Sources and bases, wherever they stand: a source names file and line of a listed document, a basis is text
or ours."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from concord_shared.packs.shape import Fault
from concord_shared.packs.yaml_lines import Path

PLACE = re.compile(r"(\w+):\d+(-\d+)?")
BASES = ("text", "ours")


def source_faults(data: dict[str, Any]) -> Iterator[Fault]:
    files = {document.get("id") for document in data.get("documents", [])}
    for path, key, value in _walk(data, ()):
        if value is None or path[0] == "forms":
            continue
        if key == "source":
            yield from _source(path, str(value), files)
        elif key.endswith("_source") and isinstance(value, str):
            yield from _listed(path, (found[1] for found in PLACE.finditer(value)), files)
        elif (key == "basis" or key.endswith("_basis")) and value not in BASES:
            yield Fault(path, f"The basis '{value}' is unknown.", "Write 'text' or 'ours'.")


def _source(path: Path, value: str, files: set[Any]) -> Iterator[Fault]:
    for each in value.split(","):
        found = PLACE.fullmatch(each.strip())
        if found is None:
            cure = "Write file and line, such as 001:638 or 001:613-614."
            yield Fault(path, f"'{each.strip()}' is no source.", cure)
        else:
            yield from _listed(path, [found[1]], files)


def _listed(path: Path, named: Iterable[str], files: set[Any]) -> Iterator[Fault]:
    cure = "List the document under 'documents', or correct the file."
    for each in named:
        if each not in files:
            yield Fault(path, f"The source names the file {each}, which is not listed.", cure)


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), str(key), item
            yield from _walk(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _walk(item, (*path, number))
