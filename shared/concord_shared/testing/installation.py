"""Services as processes of their own, with settings as an operator gives them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from concord_shared.messaging.embedded import EmbeddedBroker
from concord_shared.store.keys import make_keks
from concord_shared.testing.brokers import an_embedded_broker

BIN = Path(sys.executable).parent
REFUSED_SECONDS = 60.0


@dataclass
class Installation:
    """Settings as an operator would give them, and the processes that run on them."""

    folder: Path
    broker: EmbeddedBroker
    store_url: str

    def environment(self, service: str) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("CONCORD_")},
            "CONCORD_COMPACTS": '["rotherham"]',
            "CONCORD_NATS_URL": self.broker.url,
            "CONCORD_NATS_TOKEN_FILE": str(self.broker.token_file),
            "CONCORD_NATS_MONITOR_URLS": json.dumps([self.broker.monitor_url]),
            "CONCORD_STORE_URL": self.store_url,
            "CONCORD_KEYS_URL": f"sqlite:///{self.folder}/keys/keys.sqlite",
            "CONCORD_KEKS_DIR": str(self.folder / "keks"),
            "CONCORD_READS_DIR": str(self.folder / "reads" / service),
            "CONCORD_OUTBOX_DIR": str(self.folder / "outbox"),
        }

    def provision(self) -> None:
        where = ["--nats", self.broker.url, "--token-file", str(self.broker.token_file)]
        subprocess.run([BIN / "concord", "provision", *where], check=True, capture_output=True, timeout=60)

    def start(self, service: str, **more: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{service}.log").open("ab")
        with log:
            return subprocess.Popen(
                [BIN / f"concord-{service}"], env=self.environment(service) | more, stdout=log, stderr=log
            )

    def refused(self, service: str, **more: str) -> str:
        """Starts it, expects exit 1 at once; what it said."""
        done = subprocess.run(
            [BIN / f"concord-{service}"],
            check=False,
            env=self.environment(service) | more,
            capture_output=True,
            text=True,
            timeout=REFUSED_SECONDS,
        )
        said = done.stderr + done.stdout
        assert done.returncode == 1, said
        assert "Traceback" not in said and "pydantic" not in said, said
        return said


@pytest.fixture
def own_broker() -> Iterator[EmbeddedBroker]:
    with an_embedded_broker() as found:
        yield found


@pytest.fixture
def installation(tmp_path: Path, own_broker: EmbeddedBroker) -> Installation:
    make_keks(tmp_path / "keks")
    return Installation(tmp_path, own_broker, f"sqlite:///{tmp_path}/stores")
