"""The embedded broker, and which brokers are refused."""

import json
import shutil
import stat
import subprocess
import sys
import textwrap
import urllib.request
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from concord_shared.messaging.connection import BrokerRefused, check_sync, check_version, connect, read_token
from concord_shared.messaging.embedded import BrokerTrouble, EmbeddedBroker


async def test_what_it_acknowledged_is_there_after_it_was_killed(embedded_broker: Any) -> None:
    connection = await connect(embedded_broker.url, embedded_broker.token, "test")
    js = connection.jetstream()
    await js.add_stream(name="S", subjects=["s"])
    await js.publish("s", b"one")
    url = embedded_broker.url
    embedded_broker.kill()
    embedded_broker.restart()
    assert embedded_broker.url == url
    await connection.close()
    again = await connect(url, embedded_broker.token, "test")
    assert (await again.jetstream().publish("s", b"two")).seq == 2
    await again.close()


def test_only_the_owner_may_read_token_and_configuration(embedded_broker: Any) -> None:
    for name in ("token", "nats-server.conf"):
        assert stat.S_IMODE((embedded_broker.folder / name).stat().st_mode) == 0o600
    command = Path(f"/proc/{embedded_broker.pid}/cmdline").read_bytes()
    assert embedded_broker.token.encode() not in command


def test_it_says_whether_it_is_healthy(embedded_broker: Any) -> None:
    with urllib.request.urlopen(f"{embedded_broker.monitor_url}/healthz") as answer:
        assert json.load(answer) == {"status": "ok"}


async def test_without_the_token_nobody_is_let_in(embedded_broker: Any) -> None:
    for token in (None, "wrong"):
        with pytest.raises(BrokerRefused, match="CONCORD_NATS_TOKEN_FILE"):
            await connect(embedded_broker.url, token, "test", wait_seconds=1.0)


async def test_where_no_broker_is_it_says_what_to_do() -> None:
    with pytest.raises(BrokerRefused, match=r"no broker answers at nats://127.0.0.1:1.*CONCORD_NATS_URL"):
        await connect("nats://127.0.0.1:1", None, "test", wait_seconds=0.5)


async def test_a_broker_that_does_not_sync_each_write_is_refused(tmp_path: Path, broker: Any) -> None:
    await check_sync(broker.monitor_url)
    with (
        EmbeddedBroker(tmp_path, sync_interval=None) as careless,
        pytest.raises(BrokerRefused, match=r"power cut.*Set 'sync_interval: always'"),
    ):
        await check_sync(careless.monitor_url)


async def test_a_broker_that_cannot_be_asked_is_refused() -> None:
    for address in ("http://127.0.0.1:1", "file:///etc/passwd"):
        with pytest.raises(BrokerRefused, match="check the address"):
            await check_sync(address)


def test_an_old_broker_is_refused() -> None:
    def connected(*version: int) -> Any:
        major, minor, patch = version
        return SimpleNamespace(connected_server_version=SimpleNamespace(major=major, minor=minor, patch=patch))

    check_version(connected(2, 15, 1))
    check_version(connected(3, 0, 0))
    with pytest.raises(BrokerRefused, match=r"2\.15\.1 or newer"):
        check_version(connected(2, 9, 25))


def test_a_missing_token_file_is_named(tmp_path: Path) -> None:
    assert read_token(None) is None
    with pytest.raises(BrokerRefused, match="nowhere"):
        read_token(tmp_path / "nowhere")


def test_two_may_not_run_on_one_folder(embedded_broker: Any) -> None:
    with pytest.raises(BrokerTrouble, match="already runs"):
        EmbeddedBroker(embedded_broker.folder).start()
    assert embedded_broker.pid


def test_a_server_left_over_by_a_killed_parent_is_ended_first(tmp_path: Path) -> None:
    script = f"""
        import os, signal
        from pathlib import Path
        from concord_shared.messaging.embedded import EmbeddedBroker
        EmbeddedBroker(Path({str(tmp_path)!r})).start()
        os.kill(os.getpid(), signal.SIGKILL)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    left_over = int((tmp_path / "server.pid").read_text())
    with EmbeddedBroker(tmp_path) as broker:
        assert broker.pid not in (None, left_over)
        state = Path(f"/proc/{left_over}/stat")
        assert not state.exists() or state.read_text().split()[2] == "Z"


def test_a_server_that_cannot_start_points_to_its_log(tmp_path: Path) -> None:
    (tmp_path / "jetstream").write_text("in the way")
    with pytest.raises(BrokerTrouble, match=r"nats-server\.log"):
        EmbeddedBroker(tmp_path).start()
    shutil.rmtree(tmp_path)
