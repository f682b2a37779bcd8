"""The base of every part of a pack: fixed keys, and for each value `x` its companions `x_source`, `x_basis`
and so on."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from concord_shared.packs.vocabulary import Basis

COMPANIONS = ("_source", "_basis", "_reading", "_clause", "_note")


class Fixed(BaseModel):
    """A frozen map with fixed keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Ruled(Fixed):
    """`marks` keeps the companions of single values: ``start_basis``, ``binding_source``."""

    source: str | None = None
    clause: str | None = None
    basis: Basis | None = None
    reading: Basis | None = None
    note: str | None = None
    marks: dict[str, str | None] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _set_marks_apart(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        marks = {key: value for key, value in data.items() if cls._is_companion(key)}
        rest = {key: value for key, value in data.items() if key not in marks}
        return {**rest, "marks": marks} if marks else rest

    @classmethod
    def _is_companion(cls, key: Any) -> bool:
        if not isinstance(key, str) or key in cls.model_fields:
            return False
        of = next((key.removesuffix(ending) for ending in COMPANIONS if key.endswith(ending)), None)
        return of is not None and any(name == of or name.startswith(f"{of}_") for name in cls.model_fields)
