"""RP10: who read what is confidential, who was turned away, what was released and what went out."""

import pytest

from concord.reports.asked import Asked
from concord.saying import Trouble

from .conftest import blocks, table
from .measuring import YEAR

READ = {
    "position": 7,
    "read_on": "2027-01-05",
    "read_at": "2027-01-05T10:00:00+00:00",
    "org": "rmbc",
    "office": "representative",
    "officer": "officer-rmbc-representative",
    "what": "Case",
    "about": "ROT-7K3M-9QE",
    "case_id": "ROT-7K3M-9QE",
    "shown": True,
    "rule": None,
}
AWAY = {
    **READ,
    "position": 3,
    "read_at": "2027-01-04T10:00:00+00:00",
    "read_on": "2027-01-04",
    "shown": False,
    "rule": "ROT-G28",
}
DECIDED = {
    "disclosure_id": "disclosure-1",
    "request_ref": "FOI-12",
    "holder": "rmbc",
    "released": True,
    "decided_on": "2027-01-06",
    "items": ["The agenda", "The notes"],
    "ground": "Nothing in it was given in confidence.",
}
WENT_OUT = {
    "report": "RP4",
    "from_on": "2025-04-01",
    "until_on": "2026-03-31",
    "published_on": "2026-06-01",
    "at_position": 812,
    "sha256": "c" * 64,
}


def log(*lines):
    return {"readings": list(lines), "more": False, "on": "2027-02-01"}


ANSWERS = {
    "intake.AccessLog": log(READ),
    "mediation.AccessLog": log(AWAY),
    "oversight.Disclosures": {"disclosures": [DECIDED, {**DECIDED, "decided_on": "2020-01-01"}], "more": False},
    "oversight.Published": {"published": [WENT_OUT], "more": False},
}


def test_readings_of_every_service_that_keeps_them_stand_apart_from_refusals(gathered):
    found = gathered(Asked("RP10", **YEAR), ANSWERS)
    (read,), (away,) = table(found, "Who read").rows, table(found, "Who was turned").rows
    assert read[1:] == ("representative, Rotherham Council", "Case", "ROT-7K3M-9QE", "intake")
    assert away[-2:] == ("mediation", "ROT-G28")
    assert "officer-" not in found.model_dump_json()


def test_what_was_decided_in_the_period_and_what_went_out(gathered):
    found = gathered(Asked("RP10", **YEAR), ANSWERS)
    (decided,) = table(found, "Released").rows
    assert decided[:3] == ("FOI-12", "Rotherham Council", "released")
    assert decided[4:] == ("The agenda; The notes", "Nothing in it was given in confidence.")
    (published,) = blocks(found, "steps")[0].steps
    assert published.words.startswith("RP4 of ")
    assert published.small == (f"Made at position 812 of the record. SHA-256 {'c' * 64}",)


def test_of_one_case_only_readings_are_shown(gathered):
    found = gathered(Asked("RP10", case="ROT-7K3M-9QE"), ANSWERS)
    assert [section.heading for section in found.sections] == ["Who read what is confidential", "Who was turned away"]


def test_a_refusal_is_passed_on(gathered):
    with pytest.raises(Trouble, match="information officer"):
        gathered(Asked("RP10"), {**ANSWERS, "intake.AccessLog": "This is for the information officer."})


def test_where_no_service_keeps_a_log_that_is_said(gathered):
    with pytest.raises(Trouble, match="No service here keeps"):
        gathered(Asked("RP10"), {})
