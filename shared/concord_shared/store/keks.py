"""Key-encryption keys: one file per kind, so that a service reads the kinds it is granted and no other."""

import os
import secrets
import tempfile
from collections.abc import Iterable
from pathlib import Path

from concord_shared.sealed import KINDS
from concord_shared.store.safety import UnsafeSetting

KEK_BYTES = 32
OTHERS = 0o007


def make_keks(folder: Path, kinds: Iterable[str] = KINDS) -> None:
    """Makes the files that are missing (mode 0600); never replaces one, for what it sealed would be lost."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for kind in kinds:
        if not _file(folder, kind).exists():
            _make(folder, kind)


def read_keks(folder: Path, kinds: Iterable[str]) -> dict[str, bytes]:
    """Raises UnsafeSetting where a file is missing, damaged or can be read by everybody."""
    return {kind: _read(_file(folder, kind)) for kind in sorted(kinds)}


def _file(folder: Path, kind: str) -> Path:
    return folder / f"{kind}.kek"


def _make(folder: Path, kind: str) -> None:
    # A link appears whole and never replaces: two processes that start at once end with the same key.
    handle, name = tempfile.mkstemp(dir=folder)
    try:
        os.write(handle, secrets.token_bytes(KEK_BYTES))
        os.fsync(handle)
        os.link(name, _file(folder, kind))
    except FileExistsError:
        pass
    finally:
        os.close(handle)
        Path(name).unlink()


def _read(file: Path) -> bytes:
    if not file.exists():
        raise UnsafeSetting(
            f"The key file {file} is missing",
            "Without it nothing of its kind can be sealed or read",
            "Restore it from where keys are kept, or on a new installation make it with concord provision",
        )
    if file.stat().st_mode & OTHERS:
        raise UnsafeSetting(
            f"The key file {file} is open to every user of this machine",
            "Whoever reads it can open what is sealed",
            f"Run: chmod 600 {file}",
        )
    key = file.read_bytes()
    if len(key) != KEK_BYTES:
        raise UnsafeSetting(
            f"The key file {file} holds {len(key)} bytes instead of {KEK_BYTES}",
            "It is damaged and opens nothing",
            "Restore it from where keys are kept",
        )
    return key
