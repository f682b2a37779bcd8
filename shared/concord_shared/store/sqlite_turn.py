"""SQLite: whose turn it is to do what reaches outside the store; of several instances one alone has it."""

import fcntl
from pathlib import Path
from typing import IO


class FileTurn:
    """By a lock on a file beside the store: the system gives it back when the process ends, however it ends."""

    def __init__(self, path: Path | None) -> None:
        """None for a store that no other process can open."""
        self._path = path
        self._file: IO[bytes] | None = None

    def is_ours(self) -> bool:
        if self._path is None or self._file is not None:
            return True
        file = self._path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True

    def give_back(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
