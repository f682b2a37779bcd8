"""A store restored from an older backup: refused at start, put back from the record, and everything adds up again."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

Running = Callable[[Path], AbstractContextManager[None]]
SET_UP = ("--as", "system/administrator")
CONCERN = ("channel=web", "raiser_kind=person", "text=They did not ask us", "--as", "public/public")
STORES = ("directory", "intake", "mediation", "panel", "notify", "oversight")


def concern(concord, data: Path, command_id: str, *more: str):
    return concord("do", "intake.RaiseConcern", *CONCERN, "--id", command_id, "--data", data, "--json", *more)


def organisation(concord, data: Path, org: str) -> None:
    fields = (f"org={org}", f"name={org}", "sector=vcs", "kind=vcs_org")
    assert concord("do", "directory.RegisterOrganisation", *SET_UP, *fields, "--data", data).code == 0


@pytest.fixture
def set_back(concord, running: Running, tmp_path: Path) -> Path:
    """The data of a Concord that went on after a backup, with the stores of that backup."""
    data = tmp_path / "data"
    with running(data):
        organisation(concord, data, "eastwood")
        assert concern(concord, data, "before").code == 0
    shutil.copytree(data / "stores", tmp_path / "backup")
    with running(data):
        organisation(concord, data, "westgate")
        for number in range(5):
            assert concern(concord, data, f"after-{number}").code == 0
    shutil.copytree(data / "stores", tmp_path / "lost")
    shutil.rmtree(data / "stores")
    shutil.copytree(tmp_path / "backup", data / "stores")
    return data


def facts_of(concord, folder: Path) -> int:
    (found,) = concord("audit", "--data", folder, "--stores", f"sqlite:///{folder / 'stores'}", "--json").data
    return int(found["facts"])


def test_it_is_refused_at_start_put_back_and_goes_on(concord, running: Running, set_back: Path, tmp_path: Path):
    with pytest.raises(Exception, match="restored from an older backup"), running(set_back):
        pass
    before = facts_of(concord, set_back)
    would = concord("reconcile", "intake", "--refill-store", "--dry-run", "--data", set_back)
    assert "would be put back" in would.out and facts_of(concord, set_back) == before
    said = {name: concord("reconcile", name, "--refill-store", "--data", set_back) for name in STORES}
    assert {each.code for each in said.values()} == {0}, said
    assert "5 commands left these facts" in said["intake"].out
    assert "AnswerLost" in said["intake"].out and "decided anew" in said["intake"].out
    again = concord("reconcile", "intake", "--refill-store", "--data", set_back, "--json")
    assert again.data["put_back"] == [] and not again.data["changed"] and again.code == 0
    (tmp_path / "then").mkdir()
    shutil.move(tmp_path / "lost", tmp_path / "then" / "stores")
    assert facts_of(concord, set_back) == facts_of(concord, tmp_path / "then") > before
    assert concord("audit", "--data", set_back).code == 0
    with running(set_back):
        assert len(concord("case", "list", "--data", set_back, "--json").data) == 6
        repeated = concern(concord, set_back, "after-3")
        assert (repeated.code, repeated.data["code"]) == (1, "AnswerLost")
        assert concern(concord, set_back, "before").code == 0
        assert concern(concord, set_back, "new").code == 0
        assert len(concord("case", "list", "--data", set_back, "--json").data) == 7
    assert concord("audit", "--data", set_back).code == 0
    assert concord("reconcile", "--data", set_back).code == 0


def test_while_concord_runs_nothing_is_put_back(concord, machine: Path):
    said = concord("reconcile", "intake", "--refill-store", "--data", machine)
    assert said.code == 1 and "already runs" in said.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--refill-store",), "Name one service"),
        (("intake",), "belong to --refill-store"),
        (("--dry-run",), "belong to --refill-store"),
        (("nobody", "--refill-store"), "is no service"),
        (("intake", "--refill-store", "--compact", "a", "--compact", "b"), "one --compact"),
        (("intake", "--refill-store"), "There is no store of intake"),
    ],
)
def test_misuse_is_said_plainly(concord, tmp_path: Path, words, says):
    said = concord("reconcile", *words, "--data", tmp_path)
    assert said.code == 2 and says in " ".join(said.err.split())
