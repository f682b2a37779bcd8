"""What oversight is asked to do."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from concord_oversight.domain.group_commands import ActionNamed, Line, Office
from concord_oversight.domain.group_commands import PatternId as PatternId


class RecordDialogue(BaseModel):
    """Record that the dialogue a pattern calls for was held, by which offices, and what they mean to do: in words, or
    as actions with an owner and a date, which then stand in the register.

    By the group that learns from repeats: the first that the pack prompts for a review."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    pattern_id: PatternId
    offices_present: tuple[Office, ...] = Field(min_length=1, max_length=50)
    actions: tuple[Line | ActionNamed, ...] = Field(default=(), max_length=50)
    held_on: date | None = None


class AgreeToDialogue(BaseModel):
    """Say that an organisation takes part in the dialogue that a pattern calls for.

    By an organisation that raised one of the cases counted, or for it by an office that keeps or advises on cases."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    pattern_id: PatternId


class ClosePattern(BaseModel):
    """Close a pattern, with the reason. By the same group."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    pattern_id: PatternId
    reason: str = Field(default="", max_length=500)
