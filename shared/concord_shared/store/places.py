"""Where a sealed value belongs, and how the sealed fields of a fact are found and exchanged."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from concord_shared.facts import Fact
from concord_shared.sealed import Sealed

SHAPE = {"key", "box", "bound_to"}

Exchange = Callable[[Sealed, str], Sealed]
"""Takes a sealed value and the name of its field, gives the one to put in its stead."""


def place(service: str, stream: str, version: int, stored_name: str, field: str) -> str:
    """The additional data of a box: it opens in this place alone."""
    return f"{service}|{stream}|{version}|{stored_name}|{field}"


def sealed_fields(kind: type[Fact]) -> tuple[str, ...]:
    """Names of the fields that are Sealed, or Sealed or None, or a tuple of Sealed."""
    return tuple(name for name, field in kind.model_fields.items() if Sealed in _parts(field.annotation))


def exchange(values: Mapping[str, Any], names: tuple[str, ...], by: Exchange) -> dict[str, Any]:
    """The fields `names` of `values`, exchanged; the items of a tuple are named ``field[0]`` and so on."""
    exchanged: dict[str, Any] = {}
    for name in names:
        value = values[name]
        if isinstance(value, Sealed):
            exchanged[name] = by(value, name)
        elif isinstance(value, tuple):
            exchanged[name] = tuple(by(item, f"{name}[{number}]") for number, item in enumerate(value))
    return exchanged


def lift(fields: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Stored fields with their boxes made Sealed, whatever the fact's class looks like today; and their names."""
    lifted = {name: _lifted(value) for name, value in fields.items()}
    names = tuple(name for name, value in lifted.items() if isinstance(value, Sealed) or _is_tuple(value))
    return lifted, names


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def _lifted(value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == SHAPE:
        kind, _, subject = value["key"].partition(":")
        return Sealed(kind, subject, None, value["box"], value["bound_to"])
    if isinstance(value, list) and value and all(isinstance(item, dict) and item.keys() == SHAPE for item in value):
        return tuple(_lifted(item) for item in value)
    return value


def _is_tuple(value: Any) -> bool:
    return isinstance(value, tuple)
