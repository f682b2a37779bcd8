"""What every fact is: a frozen record of one thing that happened, under a stored name that never changes."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Fact(BaseModel):
    """One thing that happened. `stored_name` is written down once, like ``mediation.declined.v1``."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    stored_name: ClassVar[str]


@dataclass(frozen=True, slots=True)
class On:
    """A fact with the local date on which it happened, where that is not the day of the command."""

    fact: Fact
    occurred_on: date
    reason: str | None = None
