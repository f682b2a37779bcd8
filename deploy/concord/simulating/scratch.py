"""Where a simulation keeps what is thrown away: in TMPDIR if that is set, else in memory where there is room."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A folder that only we can read is made in it.
MEMORY = Path("/dev/shm")  # noqa: S108
ROOM_BYTES = 1_000_000_000


@contextmanager
def scratch() -> Iterator[Path]:
    """An empty folder, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="concord-", dir=_in_memory()) as folder:
        yield Path(folder)


def _in_memory() -> Path | None:
    """None, the usual place, where somebody has chosen one, or there is no such memory or it is short."""
    there = "TMPDIR" not in os.environ and MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    return MEMORY if there and shutil.disk_usage(MEMORY).free > ROOM_BYTES else None
