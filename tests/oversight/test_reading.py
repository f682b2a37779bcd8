"""Who reads patterns and figures, page by page; and that no word stands in the clear."""

from datetime import date

import pytest

from concord_oversight.domain import facts
from concord_shared.contracts.base import Party
from concord_shared.contracts.intake import (
    CaseClosed,
    CaseSettled,
    CaseUnresolved,
    CompactRelatednessAdvised,
    ConcernRaised,
    ConcernSignposted,
    ConfirmationWithheld,
    ExplanationGiven,
    ExternalRemedyRecorded,
    InformalExhaustionConfirmed,
)
from concord_shared.envelope import Actor
from concord_shared.parts import Refused
from concord_shared.testing.sealing import stored

AUDITOR = Actor(organisation="system", office="auditor")
COORDINATOR = Actor(organisation="var", office="coordinator")
PARTY = Actor(organisation="rmbc", office="representative")
STRANGER = Actor(organisation="syp", office="representative")
ACTION, REASON = "Send invoices to one address.", "All of it was settled in talk."
TALKED_ON = date(2026, 11, 2)


@pytest.fixture
def learner(sample):
    return Actor(organisation="trft", office=sample.offices.learning, officer="officer-trft-learning")


@pytest.fixture
def patterns(desk, accepted):
    """Five commitments of different themes, each a pattern of its own; the last also makes its pair one."""
    for number, cited in enumerate(("11.2", "22.2", "9.2", "5.1", "13.3"), 1):
        for again in (1, 2, 3):
            accepted(f"CASE-{number}-{again}", date(2026, number, again), cited, raising=(f"group-{number}-{again}",))
    return desk


def test_a_page_of_patterns_is_no_longer_than_asked_for(patterns):
    first = patterns.ask("Patterns", AUDITOR, open_only=True, limit=2)
    second = patterns.ask("Patterns", AUDITOR, open_only=True, limit=2, skip=2)
    last = patterns.ask("Patterns", AUDITOR, open_only=True, limit=2, skip=4)

    assert [len(page["patterns"]) for page in (first, second, last)] == [2, 2, 1]
    assert [page["more"] for page in (first, second, last)] == [True, True, False]
    keys = [each["key"] for page in (first, second, last) for each in page["patterns"]]
    assert keys == ["rmbc/13.3", "rmbc/5.1", "rmbc/9.2", "rmbc/22.2", "rmbc/11.2"]


@pytest.mark.parametrize("page", [{"limit": 0}, {"limit": 501}, {"skip": -1}])
def test_a_page_has_a_size(patterns, page):
    with pytest.raises(ValueError):
        patterns.ask("Patterns", AUDITOR, **page)


def test_a_respondent_sees_its_own_and_others_none(patterns):
    assert len(patterns.ask("Patterns", PARTY)["patterns"]) == 5
    assert patterns.ask("Patterns", STRANGER)["patterns"] == []


def test_a_case_taken_back_is_in_no_row(desk, accepted):
    for number in (1, 2):
        accepted(f"CASE-{number}", date(2026, 9, number), "11.2", raising=(f"group-{number}",))
    ended = CaseClosed(reason="merged", opened_on=TALKED_ON, closed_on=TALKED_ON)
    desk.hear("intake", ended, "CASE-2", TALKED_ON)

    (row,) = desk.ask("Patterns", AUDITOR)["patterns"]
    assert (row["count"], row["case_ids"], row["status"]) == (1, ["CASE-1"], "closed")


def test_what_the_group_means_to_do_is_sealed_and_read_by_those_it_concerns(desk, accepted, learner, tmp_path):
    for number in (1, 2, 3):
        accepted(f"CASE-{number}", date(2026, 9, number), "11.2", raising=(f"group-{number}",))
    pattern = desk.facts(facts.RepeatedDisputePatternDetected)[0].pattern_id
    present = {"offices_present": [learner.office], "actions": [ACTION]}
    desk.do("RecordDialogue", learner, None, TALKED_ON, pattern_id=pattern, **present).accepted()
    (open_row,) = desk.ask("Patterns", AUDITOR)["patterns"]
    desk.do("ClosePattern", learner, None, TALKED_ON, pattern_id=pattern, reason=REASON).accepted()

    with stored(desk, tmp_path) as on_record:
        on_record.stays_sealed([ACTION, REASON])
    assert open_row["dialogue_on"] == "2026-11-02"
    read = {each["name"]: each["data"] for each in desk.ask("Pattern", PARTY, pattern_id=pattern)["facts"]}
    assert read["FurtherDialogueHeld"]["actions"] == [ACTION]
    assert read["RepeatedDisputePatternClosed"]["reason"] == REASON
    assert desk.ask("Pattern", STRANGER, pattern_id=pattern) == {"facts": []}


@pytest.fixture
def a_year(desk, accepted, learner):
    """One of each: raised, sent elsewhere, accepted, not taken up, withheld, unresolved, withdrawn."""
    parties = (Party(org="rmbc", side="responding"),)

    def closed(reason, at):
        return CaseClosed(reason=reason, opened_on=TALKED_ON, closed_on=TALKED_ON, at_stage=at, parties=parties)

    desk.hear("intake", ConcernRaised(channel="web", raiser_kind="person"), "CASE-0", date(2026, 8, 1))
    advised = CompactRelatednessAdvised(advice="no", advice_body="x")
    desk.hear("intake", advised, "CASE-0", date(2026, 8, 2))
    desk.hear("intake", ConcernSignposted(reason="service_complaint"), "CASE-0", date(2026, 8, 2))
    accepted("CASE-1", date(2026, 9, 1), "11.2")
    accepted("CASE-2", date(2026, 9, 2), "11.2", raising=(), adopted=False)
    accepted("CASE-3", date(2026, 9, 3), "11.2", raising=("eastwood-youth",))
    confirmed = InformalExhaustionConfirmed(party="rmbc", statements=("tried", "no_agreement"))
    desk.hear("intake", confirmed, "CASE-1", date(2026, 9, 20))
    desk.hear("intake", ConfirmationWithheld(party_side="raising", reminders=2), "CASE-1", date(2026, 10, 5))
    desk.hear("intake", CaseUnresolved(after_stage="responses", why="rejected"), "CASE-1", TALKED_ON)
    desk.hear("intake", closed("unresolved", "responses"), "CASE-1", TALKED_ON)
    desk.hear("intake", closed("withdrawn", None), "CASE-2", TALKED_ON)
    desk.hear("intake", ExplanationGiven(by_party="rmbc", admits="partly"), "CASE-3", date(2026, 9, 20))
    outside = ExternalRemedyRecorded(kind="ombudsman", by_party="eastwood-youth", effect="record")
    desk.hear("intake", outside, "CASE-3", date(2026, 10, 1))
    desk.hear("intake", CaseSettled(at_stage="mediation", confirmed_by=("rmbc",)), "CASE-3", TALKED_ON)
    desk.hear("intake", closed("settled", "mediation"), "CASE-3", TALKED_ON)
    return desk


def measures(desk, who, **asked):
    return {each["id"]: each for each in desk.ask("Measures", who, **asked)["measures"]}


def value(measure, part="", group="all"):
    found = [each for each in measure["rows"] if (each["part"], each["group"]) == (part, group)]
    return (found[0]["value"], found[0]["out_of"]) if found else None


def test_the_figures_are_counts_alone(a_year, learner):
    found = measures(a_year, learner)

    assert list(found) == [f"M{number:02}" for number in range(1, 31)]
    assert value(found["M01"]) == (1, None)
    assert value(found["M02"]) == (1, 4)
    assert value(found["M02"], "reason", "service_complaint") == (1, None)
    assert value(found["M05"]) == (3, None)
    assert value(found["M05"], "waiting for a member") == (1, None)
    assert value(found["M11"]) == (1, 1)
    assert value(found["M06"], "at stage", "mediation") == (1, 3)
    assert value(found["M20"], "kind", "ombudsman") == (1, None)
    assert value(found["M23"]) == (1, 3)
    assert value(found["M18"]) == (1, 3)
    assert value(found["M18"], "review prompts", "unresolved") == (1, None)
    assert value(found["M19"], "withdrawn at", "before any stage") == (1, None)
    assert value(found["M21"], "notes by level", "same_commitment") == (1, None)


def test_figures_are_of_a_period(a_year, learner):
    found = measures(a_year, learner, from_on=date(2026, 9, 15), until_on=date(2026, 10, 31))

    assert value(found["M11"]) == (1, 1)
    assert value(found["M05"]) == (0, None)


def test_figures_say_at_which_position_and_by_which_pack_they_were_computed(a_year, learner, pack):
    found = a_year.ask("Measures", learner, ids=["M01"])

    last = max(each.position for each in a_year.recorded if isinstance(each.fact, facts.Reported))
    assert (found["position"], found["as_of"], found["pack_versions"]) == (last, TALKED_ON, [pack.version])


def test_an_earlier_position_gives_what_was_said_then_and_the_difference_is_explained(a_year, learner):
    then = a_year.ask("Measures", learner, ids=["M01"])
    a_year.hear("intake", ConcernRaised(channel="post", raiser_kind="person"), "CASE-9", date(2026, 8, 2))

    again = a_year.ask("Measures", learner, ids=["M01"], position=then["position"])
    found = a_year.ask("Measures", learner, ids=["M01"], earlier=then["position"])

    assert again == then
    (change,) = found["changes"]
    assert change["rows"][0]["was"]["value"] + 1 == change["rows"][0]["is"]["value"]
    assert change["rows"][0]["because"][0]["fact"] == "intake.ConcernRaised"


@pytest.mark.parametrize(
    ("asked", "code"), [({"ids": ["M99"]}, "UnknownMeasure"), ({"position": 10**9}, "NotOnRecordYet")]
)
def test_what_is_no_measure_or_not_on_record_yet_is_refused(a_year, learner, asked, code):
    with pytest.raises(Refused) as refused:
        a_year.ask("Measures", learner, **asked)

    assert refused.value.refusal.code == code


@pytest.mark.parametrize("who", [PARTY, STRANGER, Actor(organisation="var", office="advice_body")])
def test_figures_are_not_for_everybody(a_year, who):
    with pytest.raises(Refused) as refused:
        a_year.ask("Measures", who)

    assert refused.value.refusal.code == "NoAuthority"


@pytest.mark.parametrize("who", [AUDITOR, COORDINATOR])
def test_figures_are_for_the_coordinator_and_auditors_too(a_year, who):
    assert value(measures(a_year, who, ids=["M11"])["M11"]) == (1, 1)
