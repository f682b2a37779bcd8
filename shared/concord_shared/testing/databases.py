"""Databases for tests: SQLite in a folder, and one PostgreSQL server a session with a fresh database for each test."""

import itertools
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from concord_shared.store.opening import open_store
from concord_shared.store.ports import Store
from concord_shared.testing import postgres_servers

CHOICE = "CONCORD_TEST_POSTGRES"
KINDS = ("sqlite", "postgres")
_numbers = itertools.count(1)


@contextmanager
def postgres_url() -> Iterator[str]:
    """A running PostgreSQL: ``CONCORD_TEST_POSTGRES`` (a URL, docker, embedded or installed), else a container where a
    Docker engine answers, else the embedded binaries, else an installed server. Stopped and removed at the end."""
    choice = os.environ.get(CHOICE, "")
    if "://" in choice:
        yield choice
        return
    with ExitStack() as stack:
        yield _first_that_starts(stack, [choice] if choice else list(postgres_servers.KINDS))


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """The URL of an empty database on `server`, dropped at the end whoever is still connected."""
    name = f"concord_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with postgres_url() as url:
        yield url


@pytest.fixture
def postgres_database(postgres_server: str) -> Iterator[str]:
    with fresh_database(postgres_server) as url:
        yield url


@pytest.fixture(params=KINDS)
def any_store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A URL for `open_store` that no other test has used; each test runs on both databases."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/stores"
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture
def any_keys_url(any_store_url: str, tmp_path: Path) -> str:
    """A URL for `open_keys` on the same kind of database."""
    return f"sqlite:///{tmp_path}/keys/keys.sqlite" if any_store_url.startswith("sqlite") else any_store_url


@pytest.fixture
def opened_store(any_store_url: str) -> Iterator[Callable[..., Store]]:
    """Opens the test's store again and again: each is another instance of the service, closed at the end."""
    with ExitStack() as stack:

        def again(service: str = "intake", compact: str = "rotherham") -> Store:
            store = open_store(any_store_url, service, compact)
            stack.callback(store.close)
            return store

        yield again


@pytest.fixture
def any_store(opened_store: Callable[..., Store]) -> Store:
    """A fresh store, on SQLite and on PostgreSQL."""
    return opened_store()


def _first_that_starts(stack: ExitStack, kinds: list[str]) -> str:
    reasons = []
    for kind in kinds:
        try:
            return stack.enter_context(postgres_servers.KINDS[kind]())
        except (postgres_servers.NotHere, subprocess.SubprocessError, OSError) as error:
            reasons.append(f"{kind}: {error}")
    raise RuntimeError(f"No PostgreSQL could be started for the tests ({'; '.join(reasons)})")
