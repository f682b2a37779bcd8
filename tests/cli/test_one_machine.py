"""`concord run` and the commands that talk to it: one machine, from the first start to the audit after the last."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pypdf import PdfReader

from concord.reports.catalogue import KINDS

from .reports.pages import Page

READY = "Concord is ready"
RUN = "from concord.cli import main; main()"


@contextmanager
def running(data: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", RUN, "run", "--data", str(data), *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if READY in line:
                break
        else:
            raise AssertionError("".join(said))
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(120)


def stop(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=120)
    return said


@pytest.fixture(scope="module")
def example(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    data = tmp_path_factory.mktemp("machine") / "data"
    shutil.copytree(example_data, data)
    with running(data):
        yield data


@pytest.fixture
def case_in(concord, example: Path):
    def find(stage: str) -> str:
        """Of the few that are told by hand, not of the borough around them."""
        found = concord("case", "list", "--data", example, "--state", stage, "--json").data
        by_hand = [each for each in found if each["raising"] == ["eastwood-youth"] or stage != "mediation"]
        return str(by_hand[0]["case"])

    return find


def test_the_example_has_cases_at_different_stages(concord, example):
    found = concord("case", "list", "--data", example, "--json").data
    assert {(each["state"], each["stage"]) for each in found} >= {
        ("closed", None),
        ("open", "mediation"),
        ("open", "informal"),
        ("signposted", None),
        ("received", None),
    }
    assert "open(mediation)" in concord("case", "list", "--data", example).out


def test_the_example_shows_what_was_learned_and_what_is_done_about_it(concord, example):
    assert "Call first." in concord("lessons", "--data", example).out
    assert "calls them the day before" in " ".join(concord("actions", "--data", example).out.split())
    (meeting,) = concord("meetings", "--data", example, "--json").data
    assert meeting["status"] == "planned"


PERIOD = ("--from", "2024-01-01", "--to", "2026-12-31")


@pytest.mark.parametrize("what", KINDS)
def test_each_report_can_be_made_of_the_example(concord, example, case_in, tmp_path, what):
    period = PERIOD if "from" in KINDS[what].takes else ()
    case = ("--case", case_in("mediation")) if what == "RP1" else ()
    html, pdf = tmp_path / "report.html", tmp_path / "report.pdf"
    said = concord("report", what, *period, *case, "--data", example, "--html", html, "--pdf", pdf)
    assert said.code == 0, said.err
    page, paper = Page(html.read_text()), PdfReader(pdf)
    assert page.faults() == []
    assert paper.metadata is not None and page.all("h1")[0].text in str(paper.metadata.title)
    assert "officer-" not in html.read_text()


def test_what_the_public_gets_has_no_small_count(concord, example):
    found = concord("report", "RP4", *PERIOD, "--public", "--data", example, "--json").data
    blocks = [block for section in found["sections"] for block in section["blocks"]]
    numbers = [cell for block in blocks if block["kind"] == "table" for row in block["rows"] for cell in row[1:]]
    assert numbers and not {"1", "2", "3", "4"} & set(numbers)
    assert "fewer than 5" in numbers


def test_only_its_owner_can_read_where_it_runs(example):
    card = example / "concord.json"
    assert card.stat().st_mode & 0o777 == 0o600
    assert set(json.loads(card.read_text())) >= {"url", "token_file", "pid", "compacts"}


def test_a_second_run_on_the_same_data_is_refused_clearly(concord, example):
    said = concord("run", "--data", example)
    assert said.code == 1
    assert "Concord already runs on" in said.err
    assert str(json.loads((example / "concord.json").read_text())["pid"]) in said.err


def test_a_case_is_shown_in_words_with_its_pack_and_calendar(concord, example, case_in):
    case = case_in("mediation")
    said = concord("case", "show", case, "--data", example).out
    assert "open(mediation)" in said
    assert "pack version 2017.1; calendar england-" in said
    found = concord("case", "show", case, "--data", example, "--json").data
    assert found["parties"] == {"eastwood-youth": "raising", "syp": "responding"}
    assert {"ROT-D01": "open"}.items() <= {each["id"]: each["status"] for each in found["deadlines"]}.items()


def test_a_case_is_shown_as_it_stood_at_a_moment(concord, example, case_in):
    case = case_in("mediation")
    facts = concord("case", "history", case, "--data", example, "--json").data["facts"]
    accepted = next(each["recorded_at"] for each in facts if each["name"] == "ConcernAccepted")
    then = concord("case", "show", case, "--at", accepted[:10], "--data", example, "--json").data
    assert (then["state"], then["stage"]) == ("open", "informal")
    before = concord("case", "show", case, "--at", "2020-01-01", "--data", example)
    assert before.code == 1
    assert before.err


def test_history_is_composed_from_all_services_causes_before_effects(concord, example, case_in):
    case = case_in("closed")
    facts = concord("case", "history", case, "--data", example, "--json").data["facts"]
    assert {each["service"] for each in facts} >= {"intake", "mediation", "panel", "notify"}
    places = {each["event_id"]: place for place, each in enumerate(facts)}
    assert all(places.get(each["causation_id"], -1) < place for place, each in enumerate(facts) if each["causation_id"])
    said = concord("case", "history", case, "--data", example).out
    assert "panel.PanelRecommendation" in said


def test_each_asker_sees_what_is_theirs(concord, example, case_in):
    said = concord("case", "show", case_in("mediation"), "--as", "rmbc/representative", "--data", example)
    assert said.code == 1
    assert "you have no part in it" in said.err


def test_why_tells_the_derivation_day_by_day(concord, example, case_in):
    case = case_in("mediation")
    (found,) = concord("why", case, "ROT-D01", "--data", example, "--json").data
    assert [each["counted"] for each in found["days"] if each["counted"] is not None] == list(range(21))
    assert found["clause"] == "The Rotherham Compact, Appendix 1, Stage 2"
    assert found["calendar"].startswith("england-")
    said = concord("why", case, "ROT-D01", "--data", example).out
    assert "due at the end of this day" in said
    assert concord("why", case, "ROT-D99", "--data", example).code == 2


def test_a_command_is_accepted_once_however_often_it_is_given(concord, example, tmp_path):
    fields = tmp_path / "fields.yaml"
    fields.write_text("channel: post\nraiser_kind: person\nrespondent_orgs: [rmbc, trft]\n")
    (tmp_path / "text.txt").write_text("A letter of two pages.")
    words = ("do", "intake.RaiseConcern", "--as", "var/advice_body", "--id", "letter-7", "--with", fields)
    words += ("cited=9.2,1.1", f"text@={tmp_path / 'text.txt'}", "--data", example, "--json")
    first, second = concord(*words), concord(*words)
    assert first.code == second.code == 0, first
    assert first.data["case"] == second.data["case"]
    other = concord(*words, "foi_notice_shown=true")
    assert other.code == 1
    assert other.data["code"] == "CommandIdReused"


def test_a_refusal_is_said_in_words_with_its_rule(concord, example, case_in):
    words = ("do", "mediation.AppointMediator", "officer=officer-var-mediator", "--as", "var/coordinator")
    said = concord(*words, "--case", case_in("mediation"), "--data", example)
    assert said.code == 1
    assert said.out.startswith("Refused: mediation.AppointMediator")
    unheld = concord(
        "do", "intake.AcknowledgeConcern", "--as", "x/advice_body", "--case", case_in("mediation"), "--data", example
    )
    assert "is not held" in unheld.out


def test_nothing_is_put_aside_and_all_streams_are_well(concord, example):
    assert concord("refused", "list", "--data", example, "--json").data == []
    assert concord("refused", "show", 1, "--data", example).code == 2
    assert all(each["well"] for each in concord("reconcile", "--data", example, "--json").data)


def test_provisioning_again_changes_nothing(concord, example):
    card = json.loads((example / "concord.json").read_text())
    words = ("provision", "--nats", card["url"], "--token-file", card["token_file"])
    assert concord(*words, "--dry-run", "--json").data == []
    more = concord(*words, "--compact", "elsewhere", "--dry-run")
    assert "stream TOLD_INTAKE_ELSEWHERE: made" in more.out
    assert "Nothing was changed" in more.out


def test_one_interrupt_stops_it_and_the_next_run_goes_on_where_it_was(concord, tmp_path):
    data = tmp_path / "data"
    raise_one = ("do", "intake.RaiseConcern", "--as", "public/public", "channel=web", "raiser_kind=person", "text=x")
    with running(data) as process:
        case = concord(*raise_one, "--data", data, "--json").data["case"]
        assert "Stopped." in stop(process)
        assert process.returncode == 0
    assert not (data / "concord.json").exists()
    assert concord("case", "list", "--data", data).code == 1
    assert concord("audit", "--data", data).code == 0
    began = time.monotonic()
    with running(data, "--example", "--port", "45871"):
        ready = time.monotonic() - began
        assert [each["case"] for each in concord("case", "list", "--data", data, "--json").data] == [case]
        assert json.loads((data / "concord.json").read_text())["url"].endswith(":45871")
    assert ready < 60


def test_killed_outright_it_goes_on_too(concord, tmp_path):
    data = tmp_path / "data"
    with running(data) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
        said = concord("case", "list", "--data", data)
        assert said.code == 1
    with running(data):
        assert concord("case", "list", "--data", data, "--json").data == []


def test_a_store_set_back_is_named_and_cured_only_by_decision(concord, tmp_path):
    data = tmp_path / "data"
    raise_one = ("do", "intake.RaiseConcern", "--as", "public/public", "channel=web", "raiser_kind=person", "text=x")
    with running(data):
        assert concord(*raise_one, "--data", data).code == 0
        assert concord("reconcile", "--data", data).code == 0
    with closing(sqlite3.connect(data / "stores" / "rotherham" / "intake.sqlite")) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        db.execute("DELETE FROM stored_events WHERE rowid = (SELECT max(rowid) FROM stored_events)")
        for _, sql in triggers:
            db.execute(sql)
        db.commit()
    refused = concord("run", "--data", data)
    assert refused.code == 1
    assert "concord reconcile" in refused.err
    words = ("reconcile", "--data", data)
    assert concord(*words).code == 1
    assert "extra: 1 positions" in concord(*words, "--fix").out
    assert concord(*words, "--fix", "--store-is-right").code == 0
    with running(data):
        assert all(each["well"] for each in concord(*words, "--json").data)


def test_what_was_put_aside_is_shown_and_taken_up_again(concord, tmp_path):
    data = tmp_path / "data"
    raise_one = ("do", "intake.RaiseConcern", "--as", "public/public", "channel=web", "raiser_kind=person", "text=x")
    with running(data):
        case = concord(*raise_one, "--data", data, "--json").data["case"]
    with closing(sqlite3.connect(data / "stores" / "rotherham" / "notify.sqlite")) as db:
        copied = "SELECT service, position, case_id, name, body, 'ValueError', '2027-01-04T09:00:00' FROM kept"
        columns = "(service, position, case_id, name, body, why, parked_at)"
        done = db.execute(
            f"INSERT INTO parked {columns} {copied} WHERE case_id = ? AND name = 'ConcernRaised'", (case,)
        )
        assert done.rowcount == 1
        db.commit()
    with running(data):
        (one,) = concord("refused", "list", "--data", data, "--json").data
        assert (one["service"], one["case"], one["name"]) == ("notify", case, "ConcernRaised")
        assert "put aside by notify" in concord("refused", "show", one["number"], "--data", data).out
        said = concord("refused", "replay", one["number"], "--data", data)
        assert said.code == 0, said
        assert "Taken in: 1 messages" in said.out
        assert concord("refused", "list", "--data", data, "--json").data == []


def test_ended_before_it_is_ready_it_leaves_no_broker_behind(tmp_path):
    """The example is made in a folder for temporary files, with a broker of its own."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-c", RUN, "run", "--data", str(tmp_path / "data"), "--example"]
    env = {**os.environ, "TMPDIR": str(scratch)}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    while not (found := list(scratch.rglob("server.pid"))):
        assert process.poll() is None
        time.sleep(0.05)
    broker = found[0].read_text()
    assert Path(f"/proc/{broker}").exists()
    time.sleep(1)
    process.send_signal(signal.SIGTERM)
    process.wait(120)
    assert not Path(f"/proc/{broker}").exists()
    assert list(scratch.iterdir()) == []


def test_a_part_that_dies_ends_it_with_words_and_code_1(tmp_path):
    planted = """
import sys
from concord_shared.running.sweeper import Sweeper
async def dies(self):
    raise RuntimeError("planted")
Sweeper.run = dies
sys.argv = ["concord", "run", "--data", sys.argv[1]]
from concord.cli import main
main()
"""
    command = [sys.executable, "-c", planted, str(tmp_path / "data")]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    said = " ".join(ended.stderr.split())
    assert ended.returncode == 1
    assert "part of it stood still: the sweeper of directory of rotherham has stopped (RuntimeError)" in said
