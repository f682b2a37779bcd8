"""Personal and confidential values as data: what they are about and under which key, never printed in the clear."""

from dataclasses import dataclass, replace
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

KINDS = ("contact", "case", "mediation", "panel", "pattern")


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """A value under the key of one `subject` (a person, a case) and `kind`.

    `clear` is None where the key was erased or is not granted; `box` is the ciphertext once it is stored, and
    `bound_to` names the place that the ciphertext belongs to: in any other place it cannot be opened.
    """

    kind: str
    subject: str
    clear: str | None = None
    box: str | None = None
    bound_to: str | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.subject}"

    @property
    def is_gap(self) -> bool:
        return self.clear is None

    def stored(self, box: str, bound_to: str) -> "Sealed":
        return replace(self, box=box, bound_to=bound_to)

    def __repr__(self) -> str:
        return f"Sealed({self.key})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _read, serialization=core_schema.plain_serializer_function_ser_schema(_write)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        text = {"type": "string"}
        names = {"key": text, "box": text, "bound_to": text}
        return {"type": "object", "title": "Sealed", "properties": names, "required": list(names)}


def _read(value: Any) -> Sealed:
    if isinstance(value, Sealed):
        return value
    if isinstance(value, dict) and {"key", "box", "bound_to"} <= value.keys():
        kind, _, subject = value["key"].partition(":")
        return Sealed(kind, subject, None, value["box"], value["bound_to"])
    raise ValueError("a sealed value has a key, a box and the place it is bound to")


def _write(value: Sealed) -> dict[str, str]:
    if value.box is None or value.bound_to is None:
        raise ValueError("a sealed value is written only after it was sealed")
    return {"key": value.key, "box": value.box, "bound_to": value.bound_to}
