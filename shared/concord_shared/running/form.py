"""What no text that comes in may hold, whatever its field: found by field, before any model looks at it."""

import re
from collections.abc import Iterator
from typing import Any

from concord_shared.refusals import Refusal

LONGEST, DEEPEST = 50_000, 30
# Nobody can see these, and some turn the direction of writing: a name could be shown as another.
UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def malformed(body: dict[str, Any]) -> Refusal | None:
    """Names the first field that is too deep, too long or holds what cannot be shown; never what was put into it."""
    for field, what in _wrong(body, ()):
        return Refusal(
            code="InvalidField", message=f"Please put this right and send it again: {field}: {what}.", field=field
        )
    return None


def _wrong(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    field = ".".join(path[:6]) or "payload"
    if len(path) > DEEPEST:
        yield field, f"Input should be nested {DEEPEST} levels deep at most"
    elif isinstance(value, str):
        yield from ((field, what) for what in _unfit(value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if any(_unfit(key)):
                yield field, "Names of fields should hold letters, digits and - or _ only"
                return
            yield from _wrong(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _wrong(inner, (*path, str(number)))


def _unfit(text: str) -> Iterator[str]:
    if len(text) > LONGEST:
        yield f"String should have at most {LONGEST} characters"
    elif UNSHOWN.search(text):
        yield "String should hold no control characters, and no marks that turn the direction of writing"
