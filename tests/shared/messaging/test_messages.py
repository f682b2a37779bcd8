"""Subjects cannot be widened; what is no told fact of ours is named, never repeated."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from concord_shared.contracts.base import Told
from concord_shared.contracts.mediation import MediationFailed
from concord_shared.messaging import subjects
from concord_shared.messaging.cloudevents import Unreadable, from_json, from_message, to_message

FAILED = MediationFailed(
    stage_id="s2",
    reason="declined",
    stage_opened_on=date(2026, 11, 2),
    ended_on=date(2026, 12, 14),
    working_days_used=30,
    sessions=0,
)
TOLD = Told(
    service="mediation",
    position=12,
    about="ROT-7K3M-9QX",
    case="ROT-7K3M-9QX",
    event_id="e-12",
    occurred_on=date(2026, 12, 14),
    recorded_at=datetime(2026, 12, 14, 9, 30, tzinfo=UTC),
    correlation_id="ROT-7K3M-9QX",
    contract=FAILED,
    causation_id="e-3",
    pack="rotherham",
    pack_version="2026-01",
    previous=9,
    heard={"intake": 44, "directory": 7},
)


def test_a_told_fact_is_a_cloudevent_in_headers() -> None:
    subject, headers, payload = to_message(TOLD, "rotherham")
    assert subject == "concord.rotherham.told.mediation.MediationFailed.v1.ROT-7K3M-9QX"
    assert headers["ce-type"] == "concord.mediation.MediationFailed.v1"
    assert headers["ce-time"] == "2026-12-14T09:30:00Z"
    assert (headers["ce-occurredon"], headers["ce-subject"]) == ("2026-12-14", "ROT-7K3M-9QX")
    assert (headers["Concord-Position"], headers["Concord-Prev"]) == ("12", "9")
    assert headers["Concord-Heard"] == '{"directory":7,"intake":44}'
    assert from_message(headers, payload) == TOLD


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"ce-id": None}, "id"),
        ({"ce-specversion": "7"}, "specversion"),
        ({"ce-time": "yesterday"}, "time"),
        ({"ce-time": None}, "time"),
        ({"ce-type": "com.example.Other"}, "none of ours"),
        ({"ce-type": "concord.mediation.Unknown.v1"}, "upgrade this service"),
        ({"ce-type": "concord.mediation.MediationFailed.v2"}, "another major version"),
        ({"ce-subject": None}, "subject"),
        ({"ce-occurredon": "soon"}, "occurredon"),
        ({"ce-correlationid": None}, "correlationid"),
        ({"Concord-Position": "twelve"}, "Concord-Position"),
        ({"Concord-Prev": None}, "Concord-Prev"),
        ({"Concord-Heard": "[]"}, "MediationFailed"),
    ],
)
def test_an_unreadable_message_is_named_by_what_is_wrong(change: dict[str, Any], named: str) -> None:
    _, headers, payload = to_message(TOLD, "rotherham")
    changed = {name: value for name, value in (headers | change).items() if value is not None}
    with pytest.raises(Unreadable, match=named):
        from_message(changed, payload)


@pytest.mark.parametrize("payload", [b"", b"not json: Jane Doe", b'{"reason": {"Jane Doe": 1}}', b"\xff\xfe"])
def test_the_words_of_an_unreadable_message_are_never_repeated(payload: bytes) -> None:
    _, headers, _ = to_message(TOLD, "rotherham")
    with pytest.raises(Unreadable) as refused:
        from_message(headers, payload)
    assert "Jane" not in str(refused.value) and refused.value.__cause__ is None


def test_a_message_without_headers_is_unreadable() -> None:
    for headers in (None, {}):
        with pytest.raises(Unreadable):
            from_message(headers, b"{}")


def test_a_kept_message_that_is_none_is_unreadable() -> None:
    for body in (b"", b"[]", b"{}", b'{"headers": {}, "data": 1}'):
        with pytest.raises(Unreadable):
            from_json(body)


@pytest.mark.parametrize("text", ["", "a.b", "*", ">", "a b", "-a", "é", "a" * 129, "a\n"])
def test_a_token_that_could_widen_a_subject_is_refused(text: str) -> None:
    with pytest.raises(subjects.UnsafeToken) as refused:
        subjects.do("rotherham", "intake", "RaiseConcern", text)
    assert not text or text not in str(refused.value).split()


@pytest.mark.parametrize("text", ["Rotherham", "a_b", "a.b", "", "-a", "a-"])
def test_a_compact_is_named_so_that_streams_stay_apart(text: str) -> None:
    with pytest.raises(subjects.UnsafeToken):
        subjects.told_stream(text, "intake")


def test_a_request_subject_is_read_back() -> None:
    subject = subjects.do("rotherham", "intake", "RaiseConcern", "org-example")
    found = subjects.addressed(subject)
    assert (found.compact, found.service, found.name, found.organisation) == (
        "rotherham",
        "intake",
        "RaiseConcern",
        "org-example",
    )
    with pytest.raises(subjects.UnsafeToken):
        subjects.addressed("concord.rotherham.told.intake.X.v1")
