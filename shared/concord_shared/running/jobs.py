"""What waits for the writer: a command, a told fact, a sweep of one stream, or a question that was read or refused."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from concord_shared.contracts.base import Told
from concord_shared.envelope import Actor
from concord_shared.parts import Command
from concord_shared.store.ports import Message


@dataclass(frozen=True)
class CommandJob:
    """A command checked for form. `occurred_on` is None for today; `digest` tells one payload from another."""

    name: str
    spec: Command
    body: BaseModel
    actor: Actor
    command_id: str
    case: str | None
    occurred_on: date | None
    correlation_id: str
    digest: str

    @property
    def key(self) -> tuple[str, str]:
        return self.actor.organisation, self.command_id


@dataclass(frozen=True)
class HearingJob:
    """A told fact with the message that carried it, to be kept or parked. `replayed` is the parked row it repairs."""

    told: Told
    message: Message
    replayed: int | None = None


@dataclass(frozen=True)
class SweepJob:
    """`done` is what the effect came to, if the service has effects; `seen` the version of the stream it looked at."""

    stream: str
    done: Any = None
    seen: int | None = None


@dataclass(frozen=True)
class ReadJob:
    """`actor` asked the question `what` about a case, letter or pattern, or about none of them; `rule` of the Compact
    refused it, or a refusal by no rule (`code`); neither where it was answered."""

    actor: Actor
    what: str
    about: str | None = None
    rule: str | None = None
    code: str | None = None


Job = CommandJob | HearingJob | SweepJob | ReadJob


def digest_of(name: str, case: str | None, payload: Any) -> str:
    """SHA-256 of the command's canonical form: the same id with another digest is another command."""
    return hashlib.sha256(to_json([name, case, payload])).hexdigest()
