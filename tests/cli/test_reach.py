"""Every command that talks to a running Concord finds it by its data folder, or by the broker that it is given."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

SET_UP = ("--as", "system/administrator")


@pytest.fixture
def broker(machine: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((machine / "concord.json").read_text())
    return found


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which nothing runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_broker_that_is_named_is_used_where_no_folder_is(concord, broker, elsewhere):
    where = ("--nats", broker["url"], "--token-file", broker["token_file"])
    assert concord("case", "list", *where).out.startswith("No cases yet")
    assert concord("refused", "list", *where).code == 0
    given = ("org=eastwood", "name=Eastwood", "sector=vcs", "kind=vcs_org")
    said = concord("do", "directory.RegisterOrganisation", *SET_UP, *given, *where, "--json")
    assert said.data["accepted"], said
    assert concord("overdue", *where).code == 0


def test_settings_of_the_environment_name_it_too(concord, broker, elsewhere, monkeypatch):
    monkeypatch.setenv("CONCORD_NATS_URL", broker["url"])
    monkeypatch.setenv("CONCORD_NATS_TOKEN_FILE", broker["token_file"])
    assert concord("case", "list").code == 0
    assert concord("why", "ROT-0000-000").code == 1


def test_a_broker_that_is_named_counts_before_a_folder(concord, machine, elsewhere):
    said = concord("case", "list", "--data", machine, "--nats", "nats://127.0.0.1:1")
    assert said.code == 1
    assert "no broker answers at nats://127.0.0.1:1" in said.err and "CONCORD_NATS_TOKEN_FILE" in said.err


def test_without_its_token_it_is_refused_and_the_token_is_never_said(concord, broker, elsewhere):
    said = concord("case", "list", "--nats", broker["url"])
    assert said.code == 1
    token = Path(broker["token_file"]).read_text().strip()
    assert token not in said.err + said.out
    lost = concord("case", "list", "--nats", broker["url"], "--token-file", elsewhere / "none")
    assert "token cannot be read" in lost.err


def test_another_compact_than_those_served_is_said_by_name(concord, machine, broker):
    said = concord("case", "list", "--data", machine, "--compact", "darlington")
    assert said.code == 1 and "This Concord serves: rotherham" in said.err
    where = ("--nats", broker["url"], "--token-file", broker["token_file"])
    assert "No answer" in concord("case", "list", *where, "--compact", "darlington").err


def test_a_folder_whose_concord_has_died_says_how_to_go_on(concord, machine, tmp_path):
    shutil.copytree(machine, tmp_path / "copy", ignore=shutil.ignore_patterns("broker", "*.sqlite*", "*.lock"))
    card = json.loads((machine / "concord.json").read_text()) | {"url": "nats://127.0.0.1:1"}
    (tmp_path / "copy" / "concord.json").write_text(json.dumps(card))
    said = concord("case", "list", "--data", tmp_path / "copy")
    assert said.code == 1 and "does not answer any more" in said.err
