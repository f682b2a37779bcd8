"""Each fact that stands beside a case as one sentence, alike in every service."""

from concord_shared.running.backdated import BackdatedEntry, say_backdated
from concord_shared.running.beside import BesideTheCase
from concord_shared.running.read_refused import ReadRefused, say_read_refused


def say_beside(fact: BesideTheCase) -> str:
    match fact:
        case BackdatedEntry():
            return say_backdated(fact)
        case ReadRefused():
            return say_read_refused(fact)
        case _:
            return f"{type(fact).__name__}."
