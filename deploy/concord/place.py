"""The data folder of one machine: what lies where, and who holds it."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from concord.saying import Trouble

DEFAULT = Path("concord-data")


@dataclass(frozen=True)
class Place:
    """`folder` holds everything; `stores` names another place for the event stores alone."""

    folder: Path
    stores: str | None = None

    @property
    def broker(self) -> Path:
        return self.folder / "broker"

    @property
    def store_url(self) -> str:
        return self.stores or f"sqlite:///{self.folder.resolve() / 'stores'}"

    @property
    def keys_folder(self) -> Path:
        return self.folder / "keys"

    @property
    def keys_url(self) -> str:
        return f"sqlite:///{self.keys_folder.resolve() / 'keys.sqlite'}"

    @property
    def reads(self) -> Path:
        return self.folder / "reads"

    @property
    def outbox(self) -> Path:
        return self.folder / "outbox"

    @property
    def card(self) -> Path:
        """What other commands need to find the running Concord; only its owner can read it."""
        return self.folder / "concord.json"

    @property
    def is_fresh(self) -> bool:
        return not any((self.folder / "stores").glob("*/*.sqlite"))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Raises Trouble where another process holds the folder."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "concord.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Trouble(
                    f"Concord already runs on {self.folder}{self._by_whom()}. Stop that one first, or give another "
                    "folder with --data."
                ) from None
            yield

    def write_card(self, **found: Any) -> None:
        text = json.dumps({"pid": os.getpid(), **found}, indent=2)
        self.card.unlink(missing_ok=True)
        with os.fdopen(os.open(self.card, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(text + "\n")

    def read_card(self) -> dict[str, Any]:
        """Raises Trouble where nothing runs on this folder."""
        try:
            found: dict[str, Any] = json.loads(self.card.read_text())
        except (OSError, ValueError):
            raise Trouble(
                f"No Concord runs on {self.folder}. Start it with 'concord run --data {self.folder}' in another "
                "window, or say with --data where it runs."
            ) from None
        return found

    def _by_whom(self) -> str:
        try:
            return f" (process {self.read_card()['pid']})"
        except (Trouble, KeyError):
            return ""
