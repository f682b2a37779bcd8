"""Opening a SQLite file that other processes open at the same moment."""

import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar

Opened = TypeVar("Opened")
LOCK_TIMEOUT_SECONDS = 30
PAUSE_SECONDS = 0.02


def patiently(opened: Callable[[], Opened], seconds: float = LOCK_TIMEOUT_SECONDS) -> Opened:
    """Tries again while the file is locked: SQLite's own timeout does not cover the switch to the write-ahead log.

    Raises sqlite3.OperationalError after that many seconds, and at once where it is anything else."""
    until = time.monotonic() + seconds
    while True:
        try:
            return opened()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(PAUSE_SECONDS)
