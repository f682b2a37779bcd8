"""What the key ring asks of the database that holds the data keys, wrapped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class SubjectErased(Exception):
    """Nothing can be sealed for a subject whose keys were destroyed. Carries the kind of thing, never its content."""


class NotGranted(Exception):
    """This service has no key-encryption key of that kind, so it cannot seal for it."""


class MovedBox(Exception):
    """A sealed value stands in a place that it was not sealed for, or was altered."""


class ErasureIncomplete(RuntimeError):
    """The keys are gone from the tables, but the database could not yet clear the space they had: erase again."""


@dataclass(frozen=True, slots=True)
class WrappedKey:
    kind: str
    subject: str
    key_id: bytes
    wrapped: bytes


class KeyTable(Protocol):
    """Thread-safe, synced to disk before it returns."""

    def find(self, kind: str, subject: str) -> Sequence[WrappedKey] | None:
        """Oldest first; None where the subject was erased."""

    def add(self, keys: Sequence[WrappedKey], used: Sequence[str]) -> frozenset[str]:
        """Adds all keys in one transaction, or none of them where some of `used` (subjects) was erased: these are
        returned. Of one kind and subject several keys may stand side by side, made by two processes at once."""

    def erase(self, subject: str) -> int:
        """How many keys were destroyed. Afterwards none can be added for `subject`. May be repeated."""

    def close(self) -> None: ...
