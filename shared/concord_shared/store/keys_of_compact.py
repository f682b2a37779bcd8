"""One Compact's part of a key table: the same organisation or person in another Compact has other keys, so that what is
erased here is kept there."""

from collections.abc import Sequence
from dataclasses import replace

from concord_shared.store.key_ports import KeyTable, WrappedKey


class KeysOfCompact:
    """A key table in which every subject is the Compact's own; no id of a subject holds a slash."""

    def __init__(self, table: KeyTable, compact: str) -> None:
        self._table, self._prefix = table, f"{compact}/"

    def find(self, kind: str, subject: str) -> Sequence[WrappedKey] | None:
        found = self._table.find(kind, self._prefix + subject)
        return None if found is None else [replace(each, subject=subject) for each in found]

    def add(self, keys: Sequence[WrappedKey], used: Sequence[str]) -> frozenset[str]:
        own = [replace(each, subject=self._prefix + each.subject) for each in keys]
        erased = self._table.add(own, [self._prefix + each for each in used])
        return frozenset(each.removeprefix(self._prefix) for each in erased)

    def erase(self, subject: str) -> int:
        return self._table.erase(self._prefix + subject)

    def close(self) -> None:
        self._table.close()
