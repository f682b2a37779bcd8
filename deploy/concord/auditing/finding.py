"""One difference between what is on record and what follows from it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`stream` is empty where the whole store is meant; `version` 0 where no single fact is."""

    service: str
    stream: str
    version: int
    what: str
    expected: str
    found: str

    @property
    def where(self) -> str:
        at = f" fact {self.version}" if self.version else ""
        return f"{self.service} {self.stream}{at}".strip()

    @property
    def plain(self) -> dict[str, object]:
        named = {"service": self.service, "stream": self.stream or None, "version": self.version or None}
        return {**named, "what": self.what, "expected": self.expected, "found": self.found}
