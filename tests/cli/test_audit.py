"""`concord audit`: what was changed in a store behind Concord's back is named."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from concord.cli import app

SCENARIO = Path(__file__).parents[1] / "flows" / "scenarios" / "S05-one-party-refuses-mediation.yaml"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("audit") / "data"
    with pytest.raises(SystemExit) as ended:
        app(["simulate", str(SCENARIO), "--data", str(data)])
    assert ended.value.code == 0
    return data


@pytest.fixture
def copy(kept: Path, tmp_path: Path) -> Path:
    shutil.copytree(kept, tmp_path / "copy")
    return tmp_path / "copy"


class Tampering:
    """Rewrites one store file with its triggers dropped, and puts them back so that only the change shows."""

    def __init__(self, data: Path, service: str) -> None:
        self.path = data / "stores" / "rotherham" / f"{service}.sqlite"

    def __enter__(self) -> "Tampering":
        self.db = sqlite3.connect(self.path)
        self.triggers = self.db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in self.triggers:
            self.db.execute(f"DROP TRIGGER {name}")
        return self

    def __exit__(self, *_: object) -> None:
        for _, sql in self.triggers:
            self.db.execute(sql)
        self.db.commit()
        self.db.close()

    def change(self, topic: str, field: str, value: Any, **where: Any) -> None:
        for row, state in self.db.execute(
            "SELECT rowid, state FROM stored_events WHERE topic = ?", (topic,)
        ).fetchall():
            stored = json.loads(state)
            if all(stored["f"].get(key) == wanted for key, wanted in where.items()):
                stored["f"][field] = value
                self.db.execute(
                    "UPDATE stored_events SET state = ? WHERE rowid = ?", (json.dumps(stored).encode(), row)
                )
                return
        raise AssertionError(f"no {topic} with {where}")

    def remove(self, topic: str) -> None:
        done = self.db.execute("DELETE FROM stored_events WHERE topic = ?", (topic,))
        assert done.rowcount == 1


def test_an_untouched_store_follows_from_its_facts(concord, copy):
    said = concord("audit", "--data", copy, "--json")
    assert said.code == 0
    (found,) = said.data
    assert found["differences"] == []
    assert found["facts"] > 300
    assert found["waiting"] == {}
    assert "Everything follows from the facts" in concord("audit", "--data", copy).out


def differences(concord, copy: Path) -> list[dict[str, Any]]:
    said = concord("audit", "--data", copy, "--json")
    assert said.code == 1
    return said.data[0]["differences"]


def test_a_changed_due_day_is_named_with_the_right_one(concord, copy):
    with Tampering(copy, "mediation") as store:
        store.change("clock.deadline-set.v1", "due_on", "2027-04-15", deadline_id="ROT-D01")
    found = differences(concord, copy)
    (one,) = [each for each in found if each["what"] == "due_on of ROT-D01"]
    assert (one["service"], one["expected"], one["found"]) == ("mediation", "2027-04-14", "2027-04-15")
    assert one["stream"].startswith("mediation-")
    assert one["version"]


def test_a_changed_end_is_named(concord, copy):
    with Tampering(copy, "panel") as store:
        store.change("clock.deadline-met.v1", "working_days_late", 3, deadline_id="ROT-D02")
    (one,) = differences(concord, copy)
    assert (one["what"], one["expected"], one["found"]) == ("working days late of ROT-D02", "0", "3")


def test_a_missing_fact_is_named_in_its_stream_and_by_its_answer(concord, copy):
    with Tampering(copy, "intake") as store:
        store.remove("intake.informal-attempt-recorded.v1")
    found = differences(concord, copy)
    assert any(each["what"] == "a fact of the stream" and each["service"] == "intake" for each in found)
    assert any(each["what"].startswith("facts of the accepted command") for each in found)


def test_a_missing_cause_in_one_store_is_named_by_the_others(concord, copy):
    with Tampering(copy, "mediation") as store:
        store.remove("mediation.failed.v1")
    found = differences(concord, copy)
    assert any(each["service"] == "intake" and "was caused by" in each["what"] for each in found)


def test_a_changed_stage_is_named_with_the_one_that_the_pack_gives(concord, copy):
    with Tampering(copy, "intake") as store:
        store.change("intake.stage-opened.v1", "stage_id", "review", stage_id="investigation")
    found = differences(concord, copy)
    assert any(
        each["expected"] == "investigation" and each["found"] == "review" and "'failed'" in each["what"]
        for each in found
    )
    assert any(each["service"] == "panel" and "that intake opened" in each["what"] for each in found)


def test_a_changed_answer_is_named_with_its_command(concord, copy):
    with Tampering(copy, "intake") as store:
        store.db.execute(
            "UPDATE answers SET body = ? WHERE command_id = 'step-4'", (b'{"accepted":false,"code":"NotAParty"}',)
        )
    (one,) = differences(concord, copy)
    assert one["what"] == "the answer to command step-4"
    assert "InformalAttemptRecorded" in one["expected"]
    assert "NotAParty" in one["found"]


def test_an_answer_that_names_another_case_is_named(concord, copy):
    with Tampering(copy, "intake") as store:
        body = b'{"accepted":true,"case":"ROT-0000-000"}'
        store.db.execute("UPDATE answers SET body = ? WHERE command_id = 'step-4'", (body,))
    (one,) = differences(concord, copy)
    assert one["found"] == "ROT-0000-000"


def test_dropped_guards_are_named(concord, copy):
    with Tampering(copy, "intake") as store:
        store.triggers = []
    (one,) = differences(concord, copy)
    assert one["what"] == "the guards of the store"


def test_a_position_heard_that_was_never_told_is_named(concord, copy):
    with Tampering(copy, "panel") as store:
        store.db.execute("UPDATE heard SET position = 9999 WHERE service = 'intake'")
    found = differences(concord, copy)
    assert any(each["what"] == "the position heard of intake" and each["found"] == "9999" for each in found)


def test_an_unreadable_fact_is_named_and_the_rest_is_still_replayed(concord, copy):
    with Tampering(copy, "intake") as store:
        store.db.execute("UPDATE stored_events SET state = x'7b7d' WHERE topic = 'intake.case-closed.v1'")
    found = differences(concord, copy)
    assert any(each["what"] == "the fact" and each["expected"] == "readable" for each in found)


def test_nothing_is_changed_by_looking(concord, copy):
    before = {path: path.read_bytes() for path in sorted(copy.rglob("*.sqlite"))}
    concord("audit", "--data", copy)
    assert {path: path.read_bytes() for path in sorted(copy.rglob("*.sqlite"))} == before


def test_a_changed_count_is_named_with_what_the_cases_come_to(concord, copy):
    with Tampering(copy, "oversight") as store:
        store.change("oversight.repeat-counted.v1", "count", 2, level="same_commitment")
    (one,) = differences(concord, copy)
    assert one["service"] == "oversight" and one["stream"].startswith("pattern-")
    assert '"count":1' in one["expected"] and '"count":2' in one["found"]


def test_a_count_that_is_gone_and_one_too_many_are_named(concord, copy):
    with Tampering(copy, "oversight") as store:
        store.change("oversight.dispute-counted.v1", "respondents", ["syp"])
    found = [each for each in differences(concord, copy) if each["what"] == "what the cases come to"]
    assert "nothing" in {each["expected"] for each in found}
    assert "nothing" in {each["found"] for each in found}


@pytest.mark.parametrize(
    ("topic", "field", "value", "what"),
    [
        ("notify.notice-prepared.v1", "subject", "Another matter", "subject of the letter"),
        ("notify.notice-prepared.v1", "send_on", "2030-01-01", "send_on of the letter"),
        ("notify.notice-prepared.v1", "notice_id", "0" * 24, "the letter"),
        ("notify.notice-issued.v1", "content_sha256", "0" * 64, "the text of the letter"),
    ],
)
def test_a_letter_that_its_cause_does_not_give_is_named(concord, copy, topic, field, value, what):
    with Tampering(copy, "notify") as store:
        store.change(topic, field, value, notice_type="stage_opened")
    found = differences(concord, copy)
    assert any(each["service"] == "notify" and each["what"].startswith(what) for each in found)
