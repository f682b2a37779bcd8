"""What is on record of an entry that two persons make, because it lies too far back for one (handbook 0.3, 8.1)."""

import re
from datetime import date
from typing import ClassVar

from concord_shared.running.beside import BesideTheCase
from concord_shared.sealed import Sealed


class BackdatedEntry(BesideTheCase):
    """Both facts stand in the case's own stream, dated the day on which they are made. They change nothing: what is
    entered does, by facts of its own, dated `occurred_on`."""

    proposal: str
    command: str
    occurred_on: date


class BackdatedEntryProposed(BackdatedEntry):
    """`payload` is the command's body as JSON. Who proposed it stands in the envelope."""

    stored_name: ClassVar[str] = "entry.backdated-proposed.v1"
    payload: Sealed
    reason: Sealed


class BackdatedEntryConfirmed(BackdatedEntry):
    """Who confirmed it stands in the envelope; the facts right after it are those of the command."""

    stored_name: ClassVar[str] = "entry.backdated-confirmed.v1"


FACTS: tuple[type[BesideTheCase], ...] = (BackdatedEntryProposed, BackdatedEntryConfirmed)


def say_backdated(fact: BackdatedEntry) -> str:
    what = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", fact.command).lower()
    entry = f"An entry dated {fact.occurred_on:%-d %B %Y} ({what})"
    if isinstance(fact, BackdatedEntryConfirmed):
        return f"{entry} was confirmed by a second officer, and counts from now on."
    return f"{entry} was proposed; it counts once a second officer confirms it."
