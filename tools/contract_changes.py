"""Which changes of a contract would break whoever reads it: partners by the old schema, ourselves what was told before.

A contract may gain a field that need not be there; everything else takes a new major version beside the old one.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsoncompat import check_compat

Schema = dict[str, Any]
SAID = {"title", "description", "examples", "$id", "$schema", "$comment"}


def breaks(old: Mapping[str, Schema], new: Mapping[str, Schema]) -> list[str]:
    """In words, by file (``panel/PanelRecommendation.v1.json``); empty where every reader can go on."""
    return [f"{path}: {why}" for path in sorted(old) for why in _breaks(old[path], new.get(path))]


def published(folder: Path) -> dict[str, Schema]:
    return {str(path.relative_to(folder)): json.loads(path.read_text()) for path in sorted(folder.rglob("*.json"))}


def _breaks(old: Schema, new: Schema | None) -> Iterator[str]:
    if new is None:
        yield "it is gone; a subscriber may still wait for it"
        return
    before, after = _bare(old), _bare(new)
    if before == after:
        return
    if not check_compat(json.dumps(before), json.dumps(after), "serializer"):
        yield "what is told now does not fit the published schema (a field that is gone, or a wider type)"
    # Old messages hold no fields that nobody had thought of: closed, the old schema says so.
    if not check_compat(json.dumps(_closed(before)), json.dumps(after), "deserializer"):
        yield "what was told before no longer reads (a new field that must be there, or a narrower type)"


def _bare(value: Any) -> Any:
    """Without what is only said to people, and with references in place, so that only the shape counts."""
    return _within(value, value.get("$defs", {}))


def _within(value: Any, shared: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_within(each, shared) for each in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        return _within(shared[value["$ref"].rpartition("/")[2]], shared)
    return {
        key: {name: _within(each, shared) for name, each in inner.items()}
        if key == "properties"
        else _within(inner, shared)
        for key, inner in value.items()
        if key not in SAID and key != "$defs"
    }


def _closed(value: Any) -> Any:
    if isinstance(value, list):
        return [_closed(each) for each in value]
    if not isinstance(value, dict):
        return value
    inner = {
        key: {name: _closed(each) for name, each in it.items()} if key == "properties" else _closed(it)
        for key, it in value.items()
    }
    is_object = "properties" in value and "additionalProperties" not in value
    return inner | ({"additionalProperties": False} if is_object else {})
