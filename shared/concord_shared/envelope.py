"""Who, when and why: what stands around every fact in a store."""

from dataclasses import dataclass
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from concord_shared.facts import Fact

SYSTEM = "system"


class Actor(BaseModel):
    """Who acted: the organisation, the office held there, the officer's opaque id, and on whose behalf."""

    model_config = ConfigDict(frozen=True)
    organisation: str
    office: str
    officer: str | None = None
    on_behalf_of: str | None = None


TIMER = Actor(organisation=SYSTEM, office="timer")
REACTION = Actor(organisation=SYSTEM, office="reaction")
UNNAMED = Actor(organisation=SYSTEM, office="unnamed")
"""For what is kept apart from whoever did it."""


class Envelope(BaseModel):
    """Handbook 8.1. `recorded_at` is UTC, `occurred_on` the local date (Europe/London); `heard` maps each upstream
    service to the position of it that had been heard when this was decided."""

    model_config = ConfigDict(frozen=True)
    event_id: str
    recorded_at: datetime
    occurred_on: date
    occurred_reason: str | None = None
    actor: Actor
    case: str | None = None
    command_id: str | None = None
    correlation_id: str
    causation_id: str | None = None
    heard: dict[str, int] = {}
    pack: str | None = None
    pack_version: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact as it stands in a store: `position` counts the whole store, `version` its own stream from 1."""

    position: int
    stream: str
    version: int
    envelope: Envelope
    fact: Fact
