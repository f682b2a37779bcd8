"""The outbox folder: letters laid whole or not at all, the same each time, and taken back when data are erased."""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from html import unescape
from pathlib import Path

from concord_notify.domain.sending import Failure

HALF, MAIL, PRINT = ".part", ".eml", ".html"
TO_PRINT = "to-print"
HOLDS = "X-Concord-Holds"
HELD = re.compile(rb'<meta name="concord-holds" content="([^"]*)">')
NOT_WRITABLE = Failure("outbox_not_writable")


@dataclass(frozen=True)
class Folder:
    """File names are ids of notices; names and addresses stand inside the files only."""

    path: Path
    _cleared: list[bool] = field(default_factory=list, compare=False)

    def lay_mail(self, notice_id: str, message: bytes) -> Failure | None:
        return self._lay(self.path, notice_id + MAIL, message)

    def lay_print(self, notice_id: str, page: bytes) -> Failure | None:
        return self._lay(self.path / TO_PRINT, notice_id + PRINT, page)

    def printed(self, notice_id: str) -> None:
        """The letter is in the post: what was to be printed need not lie here in the clear any longer."""
        _unlink([self.path / TO_PRINT / (notice_id + PRINT)])

    def remove(self, subject: str, notice_ids: Iterable[str]) -> int:
        """The subject's own letters, and those that hold what was sealed under it: a case, a party."""
        own = {place / (each + suffix) for each in notice_ids for place, suffix in self._places()}
        holding = {file for file in self._letters() if subject in _subjects(file)}
        return _unlink(own | holding)

    def _places(self) -> tuple[tuple[Path, str], ...]:
        return (self.path, MAIL), (self.path / TO_PRINT, PRINT)

    def _letters(self) -> Iterator[Path]:
        for place, suffix in self._places():
            yield from place.glob(f"*{suffix}")

    def _lay(self, folder: Path, name: str, content: bytes) -> Failure | None:
        """Why it failed, or None. On disk before it counts; a second try replaces the first."""
        for _ in range(2):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._clear_once()
                _written(folder, name, content).replace(folder / name)
                _sync(folder)
            except FileNotFoundError:
                # An instance that has just started cleared away what we were writing.
                continue
            except OSError:
                break
            return None
        return NOT_WRITABLE

    def _clear_once(self) -> None:
        """What an instance that was killed had begun to write holds a letter in the clear: it must not stay."""
        if not self._cleared:
            for place, _ in self._places():
                for half in place.glob(f".*{HALF}"):
                    half.unlink(missing_ok=True)
            self._cleared.append(True)


def _unlink(files: Iterable[Path]) -> int:
    there = [file for file in files if file.exists()]
    for file in there:
        file.unlink(missing_ok=True)
    for folder in {file.parent for file in there}:
        _sync(folder)
    return len(there)


def _subjects(file: Path) -> set[str]:
    """Whose data the letter holds in the clear, as the ids under which they are sealed."""
    with suppress(FileNotFoundError):
        content = file.read_bytes()
        if file.suffix == MAIL:
            held = str(BytesHeaderParser().parsebytes(content)[HOLDS] or "")
        else:
            found = HELD.search(content)
            held = unescape(found[1].decode()) if found else ""
        return set(held.replace(",", " ").split())
    return set()


def _written(folder: Path, name: str, content: bytes) -> Path:
    """A file of our own, on disk: another instance may be laying the same letter just now."""
    handle, half = tempfile.mkstemp(prefix=f".{name}.", suffix=HALF, dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Path(half)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
