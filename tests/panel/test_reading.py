"""Who reads what: papers go to parties, investigator and reviewers; a left-out seat reads its party's copy."""

from datetime import date

import pytest

from concord_panel.read_side.words import say
from concord_shared.envelope import Actor
from concord_shared.parts import Refused

PARTY_SEAT = Actor(organisation="rmbc", office="ceo_group", officer="officer-rmbc-chief")
PARTY = Actor(organisation="green-doorstep", office="representative")
REVIEWER = Actor(organisation="syp", office="ceo_group", officer="officer-syp-chief")
INVESTIGATOR = Actor(organisation="review-associates", office="investigator", officer="officer-independent-1")
COORDINATOR = Actor(organisation="var", office="coordinator", officer="officer-var-coordinator")
AUDITOR = Actor(organisation="system", office="auditor", officer="officer-system-auditor")
ADVISER = Actor(organisation="var", office="advice_body", officer="officer-var-advice")
ADMINISTRATOR = Actor(organisation="system", office="administrator")
STRANGER = Actor(organisation="eastwood-youth", office="representative")
STRANGERS_LEAD = Actor(organisation="eastwood-youth", office="compact_lead")
OTHERS_INVESTIGATOR = Actor(organisation="eastwood-youth", office="investigator", officer="officer-of-another-case")
SECRET, RESULT = "Kept by the panel.", "Agree a date for answers."


@pytest.fixture
def answered(case):
    case.by(case.raiser, "SubmitEvidence", text=SECRET).accepted()
    case.recommended()
    case.answer(case.respondent, "reject", reason="Our own words.").accepted()
    return case


@pytest.mark.parametrize("reader", [PARTY_SEAT, PARTY, REVIEWER, INVESTIGATOR, COORDINATOR, AUDITOR])
def test_papers_are_read_by_those_with_a_part_in_the_case(answered, reader):
    shown = answered.ask("Case", reader, case=answered.case)

    assert shown["report"]["parts"]["issues"] == "About issues."
    assert shown["evidence"][0]["text"] == SECRET
    assert shown["recommendation"]["text"] == RESULT
    assert SECRET in str(answered.ask("History", reader, case=answered.case))


@pytest.mark.parametrize("reader", [ADVISER, ADMINISTRATOR])
def test_papers_are_read_by_nobody_else(answered, reader):
    for question in ("Case", "History", "Why"):
        shown = str(answered.ask(question, reader, case=answered.case))
        assert SECRET not in shown and "About issues." not in shown


def test_the_advice_body_sees_the_result_and_the_installation_does_not(answered):
    assert answered.ask("Case", ADVISER, case=answered.case)["recommendation"]["text"] == RESULT
    shown = answered.ask("Case", ADMINISTRATOR, case=answered.case)
    assert RESULT not in str(shown) and "Our own words." not in str(shown)


@pytest.mark.parametrize("reader", [STRANGER, STRANGERS_LEAD, OTHERS_INVESTIGATOR])
def test_who_has_no_part_in_the_case_is_refused(answered, reader):
    for question in ("Case", "History", "Why"):
        with pytest.raises(Refused):
            answered.ask(question, reader, case=answered.case)


def test_findings_are_the_groups_own_until_it_recommends(case):
    case.convened().findings().accepted()

    assert "ReviewFindingsRecorded" not in str(case.ask("History", PARTY, case=case.case))
    assert "ReviewFindingsRecorded" in str(case.ask("History", REVIEWER, case=case.case))
    case.recommend().accepted()
    assert "ReviewFindingsRecorded" in str(case.ask("History", PARTY, case=case.case))


def test_the_group_is_shown_by_organisation_never_by_person(answered):
    shown = answered.ask("Case", PARTY, case=answered.case)

    assert "officer-" not in str({name: shown[name] for name in ("group", "investigator", "recommendation")})
    assert shown["excluded"] == ["rmbc"]


def test_why_explains_a_day_that_waits_for_a_meeting(case):
    from concord_shared.contracts.directory import MeetingScheduled
    from concord_shared.testing.directory_sample import told_by_directory

    meeting = MeetingScheduled(body="ceo_group", meets_on=date(2027, 5, 20))
    case.directory.hear(told_by_directory(case.directory.position + 1, meeting))
    case.reported(date(2027, 4, 19))

    (line,) = case.ask("Why", PARTY, case=case.case, deadline="ROT-D03")["deadlines"]
    assert line["due_on"] == date(2027, 5, 20)
    assert line["derivation"]["alternative"]["length_due_on"] == "2027-05-04"


def test_every_fact_has_its_sentence(answered):
    for each in answered.recorded:
        words = say(each.fact)
        assert words.endswith(".") and SECRET not in words, words


def test_what_is_told_holds_no_text_in_the_clear(answered):
    for contract in answered.told():
        shown = contract.model_dump(exclude={"resolution"})
        assert not any(text in str(shown) for text in (SECRET, RESULT, "About issues.", "Our own words."))
