"""From a URL to the store of one (service, Compact)."""

import os
import re
from pathlib import Path

from concord_shared.store.ports import Store
from concord_shared.store.safety import check_environment
from concord_shared.store.sqlite import MEMORY, open_sqlite

NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")


def open_store(url: str, service: str, compact: str, *, create: bool = True) -> Store:
    """``sqlite:///FOLDER`` (``sqlite:///:memory:`` in tests) or ``postgresql://...``, where each store has a schema of
    its own. Raises ValueError for any other URL or name, UnsafeSetting where facts could be lost."""
    check_environment(os.environ)
    for name in (service, compact):
        if not NAME.fullmatch(name):
            raise ValueError(f"'{name}' cannot name a store: use a-z, 0-9 and hyphens, beginning with a letter")
    if url.startswith(SQLITE):
        folder = Path(url.removeprefix(SQLITE))
        return open_sqlite(MEMORY if folder == MEMORY else folder / compact / f"{service}.sqlite", create=create)
    if url.startswith(POSTGRES):
        from concord_shared.store.postgres import open_postgres

        return open_postgres(url, schema_of(service, compact), create=create)
    raise ValueError("A store's URL begins with sqlite:/// or postgresql://")


def schema_of(service: str, compact: str) -> str:
    """The PostgreSQL schema of a store: hyphens become underscores, which names themselves cannot hold."""
    return f"{service}_{compact}".replace("-", "_")
