"""What oversight is asked to do."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(min_length=1, max_length=300)]
Office = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,79}$")]
PatternId = Annotated[str, Field(pattern=r"^pattern-[0-9a-f]{16}$")]


class RecordDialogue(BaseModel):
    """Record that the dialogue a pattern calls for was held, by which offices, and what they mean to do.

    By the group that learns from repeats: the first that the pack prompts for a review."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    pattern_id: PatternId
    offices_present: tuple[Office, ...] = Field(min_length=1, max_length=50)
    actions: tuple[Words, ...] = Field(default=(), max_length=50)
    held_on: date | None = None


class ClosePattern(BaseModel):
    """Close a pattern, with the reason. By the same group."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    pattern_id: PatternId
    reason: str = Field(default="", max_length=500)
