"""What cannot be understood is said in plain English: what, where, what to do; exit 2, never a stack trace."""

import pytest

CASE = "ROT-7K3M-9QP"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("do", "intake.RaiseConcern"), "Say who acts with --as"),
        (("do", "intake.RaiseConcern", "--as", "nobody"), "Write the organisation and the office"),
        (("do", "intake.RaiseConcern", "--as", "a b/c"), "names nobody"),
        (("do", "intake.RaiseConcrn", "--as", "a/b"), "Did you mean intake.RaiseConcern"),
        (("do", "intake.RaiseConcern", "--as", "a/b", "text"), "write key=value"),
        (("do", "intake.RaiseConcern", "--as", "a/b", "colour=red"), "has no field 'colour'"),
        (("do", "intake.RaiseConcern", "--as", "a/b", "channel=pigeon"), "channel"),
        (("do", "intake.RaiseConcern", "--as", "a/b", "text@=/no/such/file"), "cannot be read"),
        (("do", "intake.RaiseConcern", "--as", "a/b", "--with", "/no/such/file"), "cannot be read"),
        (("do", "intake.ConfirmExhausted", "--as", "a/b", "--case", "ROT-1"), "last character checks the others"),
        (("do", "intake.ConfirmExhausted", "--as", "a/b", "--on", "yesterday"), "Write it as year-month-day"),
        (("do", "panel.RecordFindings", "--as", "a/b", "fair_hearing={"), "not valid JSON"),
        (("case", "show", "ROT-7K3M-9Q0"), "is no case reference"),
        (("case", "show", "7"), "is no case reference"),
        (("case", "history", "ROT-0000-000", "--at", "then"), "is no moment"),
        (("case", "show", "ROT-0000-000", "--as", "x"), "names nobody"),
        (("why", "nonsense"), "is no case reference"),
        (("check", "atlantis"), "It has: darlington"),
        (("check", "/no/such/pack.yaml"), "cannot be used as a pack"),
        (("check", "rotherham", "99"), "has no commitment of that number"),
        (("check", "rotherham", "1.1"), "is a judgement"),
        (("check", "rotherham", "11.2", "payment_made"), "write field=date"),
        (("check", "rotherham", "11.2", "paid=2026-12-01"), "takes no field 'paid'"),
        (("check", "rotherham", "11.2", "payment_made=soon"), "Write a date like 2026-12-01"),
        (("check", "rotherham", "11.2", "payment_made=none", "payment_made=none"), "given twice"),
        (("check", "rotherham", "11.2", "payment_made=none", "--on", "today"), "Write it as year-month-day"),
        (("simulate", "/no/such/file.yaml"), "cannot be read"),
        (("audit", "--data", "/no/such/folder"), "There are no stores"),
        (("reconcile", "--data", "/no/such/folder"), "There is no store of directory"),
        (("run", "--port", "0"), "--port"),
        (("nonsense",), "No such command"),
    ],
)
def test_misuse_exits_2_and_says_what_to_do(concord, words, says):
    said = concord(*words)
    assert said.code == 2, said
    assert says in " ".join(said.err.split())


@pytest.mark.parametrize(
    "words",
    [
        ("case", "list"),
        ("case", "show", "ROT-0000-000"),
        ("refused", "list"),
        ("do", "directory.RetirePack", "--as", "system/administrator", "pack_id=x", "version=1", "reason=x"),
    ],
)
def test_where_nothing_runs_it_says_how_to_start(concord, tmp_path, words):
    said = concord(*words, "--data", tmp_path)
    assert said.code == 1
    assert "concord run --data" in " ".join(said.err.split())


def test_a_broker_that_does_not_answer_is_said_so(concord):
    said = concord("provision", "--nats", "nats://127.0.0.1:1")
    assert said.code == 1
    assert "no broker answers" in said.err


def test_an_unknown_error_is_a_sentence_and_no_stack_trace(concord, monkeypatch):
    monkeypatch.delenv("CONCORD_DEBUG", raising=False)
    monkeypatch.setattr("concord.due._calendar", lambda compact: 1 / 0)
    said = concord("due", "--start", "2026-12-12", "--weeks", 1)
    assert said.code == 1
    assert "Something went wrong that should not (ZeroDivisionError)" in said.err
