import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from concord_shared.store.keys_sqlite import SQLiteKeys
from concord_shared.store.sqlite import open_sqlite
from concord_shared.store.sqlite_opening import patiently


def test_new_files_are_opened_by_several_at_once(tmp_path: Path) -> None:
    for turn in range(25):
        together = threading.Barrier(4)

        def opened(_: int, path: Path = tmp_path / f"{turn}.sqlite", start: threading.Barrier = together) -> int:
            start.wait()
            keys = SQLiteKeys(path.with_suffix(".keys"))
            store = open_sqlite(path)
            keys.close()
            store.close()
            return 1

        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(opened, range(4))) == 4


def test_what_stays_locked_is_said_in_the_end_and_other_trouble_at_once() -> None:
    tries = []

    def failing(message: str) -> None:
        tries.append(message)
        raise sqlite3.OperationalError(message)

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        patiently(lambda: failing("database is locked"), seconds=0.1)
    assert len(tries) > 1
    with pytest.raises(sqlite3.OperationalError, match="disk"):
        patiently(lambda: failing("disk I/O error"))
    assert tries.count("disk I/O error") == 1
