"""Each fact that stands beside a case as one sentence, alike in every service."""

import re

from concord_shared.running.access import ContentRead, ReadingDenied
from concord_shared.running.backdated import BackdatedEntry, say_backdated
from concord_shared.running.beside import BesideTheCase
from concord_shared.running.read_refused import ReadRefused, say_read_refused


def say_beside(fact: BesideTheCase) -> str:
    match fact:
        case BackdatedEntry():
            return say_backdated(fact)
        case ContentRead():
            return f"{fact.org} read {_asked(fact.what)} here as {_asked(fact.office)}."
        case ReadingDenied():
            return f"{fact.org} asked for {_asked(fact.what)} as {_asked(fact.office)} and was turned away."
        case ReadRefused():
            return say_read_refused(fact)
        case _:
            return f"{type(fact).__name__}."


def _asked(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower()
