"""Both databases for every test of this folder; a broker, settings that fit it, and the keys of one kind."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from concord_shared.running.settings import ServiceSettings
from concord_shared.store.keys import KeyRing, make_keks, open_keys
from concord_shared.testing.brokers import Broker, a_broker
from concord_shared.testing.databases import (  # noqa: F401
    any_keys_url,
    any_store,
    any_store_url,
    opened_store,
    postgres_database,
    postgres_server,
)


@pytest.fixture
def broker() -> Iterator[Broker]:
    with a_broker() as broker:
        yield broker


@pytest.fixture
def settings(broker: Broker, any_store_url: str, any_keys_url: str, tmp_path: Path) -> ServiceSettings:  # noqa: F811
    make_keks(tmp_path / "keks")
    (tmp_path / "token").write_text(broker.token)
    return ServiceSettings(
        nats_url=broker.url,
        nats_token_file=tmp_path / "token",
        store_url=any_store_url,
        keys_url=any_keys_url,
        keks_dir=tmp_path / "keks",
    )


@pytest.fixture
def keys(any_keys_url: str) -> Iterator[KeyRing]:  # noqa: F811
    ring = open_keys(any_keys_url, {"case": secrets.token_bytes(32)})
    yield ring
    ring.close()
