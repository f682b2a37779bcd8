"""The processes under torture: watched, killed, frozen, and started again when they have ended."""

import asyncio
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from torture.place import Place

DIE_WITH_PARENT = 1
REST_SECONDS = 0.5
# intake: two instances that leave relaying to two processes of their own; notify: two that relay both.
CREW: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "directory": ("directory", {}),
    "intake-1": ("intake", {"CONCORD_RELAY": "false"}),
    "intake-2": ("intake", {"CONCORD_RELAY": "false"}),
    "intake-relay-1": ("intake", {"CONCORD_DECIDE": "false"}),
    "intake-relay-2": ("intake", {"CONCORD_DECIDE": "false"}),
    "mediation": ("mediation", {}),
    "panel": ("panel", {}),
    "notify-1": ("notify", {}),
    "notify-2": ("notify", {}),
    "oversight": ("oversight", {}),
}
NAIVE = ("naive-relay-1", "naive-relay-2", "naive-consumer")


@dataclass
class Child:
    """One process; `service` names the store that it works on."""

    name: str
    service: str
    command: list[str]
    env: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0
    not_before: float = 0.0
    frozen: bool = False

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        self.starts += 1
        self.frozen = False
        # Output goes to a file: a child that held a pipe open would hang whoever waits for us.
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env={**os.environ, **self.env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509  one system call, nothing of Python's
            )

    def kill(self, rest_seconds: float = REST_SECONDS) -> bool:
        """False where it had ended before."""
        if not self.alive or self.process is None:
            return False
        self.not_before = time.monotonic() + rest_seconds
        self.send(signal.SIGKILL)
        self.process.wait()
        return True

    def freeze(self) -> None:
        self.frozen = True
        self.send(signal.SIGSTOP)

    def thaw(self) -> None:
        if self.frozen:
            self.frozen = False
            self.send(signal.SIGCONT)

    def send(self, number: int) -> None:
        if self.alive and self.process is not None:
            self.process.send_signal(number)


@dataclass
class Crew:
    """All of them. `fell` counts those that ended without being killed by us, as after a broker that was not there."""

    children: dict[str, Child] = field(default_factory=dict)
    fell: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, place: Place) -> "Crew":
        logs = place.folder / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        crew = cls()
        for name, (service, settings) in CREW.items():
            command = [sys.executable, "-c", f"from concord_{service}.main import main; main()"]
            env = {**place.environment(name), **settings}
            crew.children[name] = Child(name, service, command, env, logs / f"{name}.log")
        script = str(Path(__file__).with_name("naive.py"))
        for name in NAIVE:
            command = [sys.executable, script, name.split("-")[1], str(place.folder / "naive")]
            crew.children[name] = Child(name, "naive", command, place.environment(name), logs / f"{name}.log")
        return crew

    def named(self, start: str) -> list[Child]:
        return [child for name, child in self.children.items() if name.startswith(start)]

    async def tend(self) -> None:
        """Until cancelled: whatever has ended is started again after its rest."""
        while True:
            now = time.monotonic()
            for child in self.children.values():
                if child.alive or now < child.not_before:
                    continue
                if child.process is not None and child.process.returncode != -signal.SIGKILL:
                    self.fell[child.name] += 1
                child.not_before = now + REST_SECONDS
                child.start()
                await asyncio.sleep(0)
            await asyncio.sleep(0.05)

    def end(self) -> None:
        """All at once and for good; those that do not end in order within 10 s are killed."""
        for child in self.children.values():
            child.thaw()
            child.send(signal.SIGTERM)
        ends_at = time.monotonic() + 10
        for child in self.children.values():
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.1, ends_at - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()


def _die_with_parent() -> None:
    """Linux: where we are killed ourselves, nothing of ours stays behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
