"""Every subject, stream and durable name, and which texts may stand in one."""

import re
from dataclasses import dataclass

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?")
TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")
REFUSED = "REFUSED"
ADVISORIES = (
    "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>",
    "$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.>",
)


class UnsafeToken(ValueError):
    """A text that may not stand in a subject: it could widen or redirect it. The text itself is not
    repeated."""


def name(text: str) -> str:
    """A Compact or service: lower-case letters, digits, hyphens (so that joined stream names stay
    unambiguous)."""
    if not NAME.fullmatch(text):
        raise UnsafeToken("a Compact or service is named in lower-case letters, digits and hyphens, 48 at most")
    return text


def token(text: str) -> str:
    """One part of a subject: letters, digits, hyphen, underscore."""
    if not TOKEN.fullmatch(text):
        raise UnsafeToken("a part of a subject holds letters, digits, - and _ only, 128 at most")
    return text


def do(compact: str, service: str, command: str, organisation: str) -> str:
    return f"concord.{name(compact)}.do.{name(service)}.{token(command)}.{token(organisation)}"


def ask(compact: str, service: str, question: str, organisation: str) -> str:
    return f"concord.{name(compact)}.ask.{name(service)}.{token(question)}.{token(organisation)}"


def every(kind: str, compact: str, service: str) -> str:
    """Where a service listens: all its commands (`kind` ``do``) or questions (``ask``), of any
    organisation."""
    return f"concord.{name(compact)}.{token(kind)}.{name(service)}.*.*"


def told(compact: str, service: str, fact: str, major: int, about: str) -> str:
    return f"concord.{name(compact)}.told.{name(service)}.{token(fact)}.v{major:d}.{token(about)}"


def all_told(compact: str, service: str) -> str:
    return f"concord.{name(compact)}.told.{name(service)}.>"


def record(compact: str, service: str) -> str:
    return f"concord.{name(compact)}.record.{name(service)}"


def reporting(compact: str) -> str:
    return f"concord.{name(compact)}.reporting.>"


def reported(compact: str, service: str, fact: str, major: int, about: str) -> str:
    """`service` and `fact` are those of the public fact that it was made from."""
    return f"concord.{name(compact)}.reporting.{name(service)}.{token(fact)}.v{major:d}.{token(about)}"


def deliver(compact: str, service: str, upstream: str) -> str:
    """Where the broker pushes what `service` hears of `upstream`. Fixed, so that a subscriber goes on without
    restart after a wiped broker was provisioned again."""
    return f"concord.{name(compact)}.deliver.{name(service)}.{name(upstream)}"


def _joined(*parts: str) -> str:
    return "_".join(name(part).upper() for part in parts)


def told_stream(compact: str, service: str) -> str:
    return f"TOLD_{_joined(service, compact)}"


def record_stream(compact: str, service: str) -> str:
    return f"RECORD_{_joined(service, compact)}"


def reporting_stream(compact: str) -> str:
    return f"REPORTING_{_joined(compact)}"


def durable(compact: str, service: str, upstream: str) -> str:
    return f"{_joined(service)}_HEARS_{_joined(upstream, compact)}"


@dataclass(frozen=True, slots=True)
class Addressed:
    """What a request's subject says: `name` of the command or question, and for which organisation."""

    compact: str
    service: str
    name: str
    organisation: str


def addressed(subject: str) -> Addressed:
    """Reads a *do* or *ask* subject. Raises UnsafeToken for any other shape."""
    parts = subject.split(".")
    if len(parts) != 6 or parts[0] != "concord" or parts[2] not in ("do", "ask"):
        raise UnsafeToken("not the subject of a command or question")
    return Addressed(name(parts[1]), name(parts[3]), token(parts[4]), token(parts[5]))
