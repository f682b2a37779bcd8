"""Sealed texts that a letter quotes: a mark stands in the letter until it goes out, and is opened only then."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from concord_notify.domain.scene import Scene
from concord_shared.sealed import Sealed

GAP = "(This text can no longer be shown.)"
LATER = "(This text is added when the letter goes out.)"
MARK = re.compile(r"\[enclosed: ([a-z0-9_ ]+)\]")
RECOMMENDATION, RETURNED = "recommendation", "returned"


def mark(name: str) -> str:
    return f"[enclosed: {name}]"


def quoted(value: Any, name: str) -> list[str]:
    """What may be said of a field: its words in the clear, or for each sealed text the mark that it will replace."""
    match value:
        case Sealed():
            return [mark(name)]
        case str():
            return [value.replace("_", " ")] if value else []
        case tuple() | list():
            return [said for number, each in enumerate(value, 1) for said in quoted(each, f"{name} {number}")]
        case _:
            return []


def enclosed_in(text: str, scene: Scene) -> dict[str, Sealed]:
    """The sealed texts whose marks stand in `text`, by the names of their marks."""
    named = set(MARK.findall(text))
    return {name: sealed for name, sealed in _all(scene) if name in named}


def with_enclosures(text: str, opened: Mapping[str, str | None], otherwise: str = GAP) -> str:
    """The letter as it goes out. What people wrote is set apart from our words; nothing in it is taken for a mark."""
    return "\n".join(_line(line, opened, otherwise) for line in text.split("\n"))


def _line(line: str, opened: Mapping[str, str | None], otherwise: str) -> str:
    if (alone := MARK.fullmatch(line)) is None:
        return MARK.sub(lambda found: " ".join(_said(found, opened, otherwise).split()), line)
    return "\n".join(f"> {each}".rstrip() for each in _said(alone, opened, otherwise).strip().splitlines())


def _said(found: re.Match[str], opened: Mapping[str, str | None], otherwise: str) -> str:
    text = opened.get(found[1])
    return text if text is not None else otherwise


def _all(scene: Scene) -> Iterator[tuple[str, Sealed]]:
    made = scene.view.recommendation
    if made is not None:
        yield from _sealed(made.resolution, RECOMMENDATION)
        yield from _sealed(tuple(each.what for each in made.actions), "action")
    if scene.view.returned is not None:
        yield from _sealed(scene.view.returned.why, RETURNED)
    for contract in (scene.view.advice, scene.told.contract):
        yield from _fields(contract)


def _fields(contract: BaseModel | None) -> Iterator[tuple[str, Sealed]]:
    for name, value in contract or ():
        yield from _sealed(value, name)


def _sealed(value: Any, name: str) -> Iterator[tuple[str, Sealed]]:
    match value:
        case Sealed():
            yield name, value
        case tuple() | list():
            for number, each in enumerate(value, 1):
                yield from _sealed(each, f"{name} {number}")
