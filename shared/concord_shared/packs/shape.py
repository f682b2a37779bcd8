"""Mistakes of shape: pydantic's findings, said in the words of whoever writes packs."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from concord_shared.packs.yaml_lines import Path


@dataclass(frozen=True)
class Fault:
    """Something wrong at `path` of the data; `cure` says what to do."""

    path: Path
    what: str
    cure: str


def shape_faults(error: ValidationError) -> list[Fault]:
    return [_fault(each) for each in error.errors(include_url=False)]


def _fault(error: ErrorDetails) -> Fault:
    path, name = error["loc"], _name(error["loc"])
    match error["type"]:
        case "extra_forbidden":
            return Fault(path, f"The key '{name}' is unknown here.", "Correct its spelling or take it out.")
        case "missing":
            return Fault(path, f"The key '{name}' is missing.", f"Add '{name}' here.")
        case "literal_error":
            allowed = error.get("ctx", {}).get("expected", "")
            return Fault(path, f"'{error['input']}' is no known {_kind(path)}.", f"Use one of {allowed}.")
        case _:
            return Fault(path, f"'{name}' cannot be read: {error['msg']}.", "Write it as the pack format says.")


def _name(path: tuple[Any, ...]) -> str:
    return str(next((part for part in reversed(path) if isinstance(part, str)), "the pack"))


KINDS = {
    "type": "stage type",
    "unit": "unit",
    "effect": "effect",
    "do": "effect of a lapse",
    "default": "effect",
}


def _kind(path: tuple[Any, ...]) -> str:
    return KINDS.get(_name(path), f"value of '{_name(path)}'")


def did_you_mean(wrong: str, known: Any) -> str:
    """A cure that offers the nearest known word."""
    near = get_close_matches(wrong, sorted(known), n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Known here: {', '.join(sorted(known)) or 'none'}."
