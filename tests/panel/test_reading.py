"""Who reads what: papers go to parties, investigator and reviewers; a left-out seat opens nothing, its party does."""

from datetime import date

import pytest

from concord_panel.read_side.words import say
from concord_shared.contracts.base import OfficeHeld
from concord_shared.contracts.directory import InterestDeclared
from concord_shared.contracts.intake import CaseSettled, CoordinatorObjectedTo
from concord_shared.envelope import Actor
from concord_shared.parts import Refused
from concord_shared.running.read_refused import ReadRefused

PARTY_SEAT = Actor(organisation="rmbc", office="ceo_group", officer="officer-rmbc-chief")
PARTY_OF_THE_SEAT = Actor(organisation="rmbc", office="representative")
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
APPOINTER = Actor(organisation="var", office="ceo_group", officer="officer-of-nobody")
LEARNING = Actor(organisation="syp", office="compact_leads_group", officer="officer-syp-learning")
ACTION = "Answer by post."
SECRET, RESULT = "Kept by the panel.", "Agree a date for answers."


@pytest.fixture
def answered(case):
    case.by(case.raiser, "SubmitEvidence", text=SECRET).accepted()
    case.recommended(actions=[{"for_org": "rmbc", "what": ACTION}])
    case.answer(case.respondent, "reject", reason="Our own words.").accepted()
    return case


@pytest.mark.parametrize("reader", [PARTY_OF_THE_SEAT, PARTY, REVIEWER, INVESTIGATOR, COORDINATOR, AUDITOR])
def test_papers_are_read_by_those_with_a_part_in_the_case(answered, reader):
    shown = answered.ask("Case", reader, case=answered.case)

    assert shown["report"]["parts"]["issues"] == "About issues."
    assert shown["evidence"][0]["text"] == SECRET
    assert shown["recommendation"]["text"] == RESULT
    assert SECRET in str(answered.ask("History", reader, case=answered.case))


@pytest.mark.parametrize("reader", [ADVISER, APPOINTER])
def test_papers_are_read_by_nobody_else(answered, reader):
    for question in ("Case", "History", "Why"):
        shown = str(answered.ask(question, reader, case=answered.case))
        assert SECRET not in shown and "About issues." not in shown


def test_the_advice_body_learns_what_came_of_it_and_no_words(answered):
    shown = answered.ask("Case", ADVISER, case=answered.case)
    assert shown["outcome"] == "rejected" and shown["recommendation"]["kind"] == "final_resolution"
    for reader in (ADVISER, APPOINTER):
        said = "".join(str(answered.ask(question, reader, case=answered.case)) for question in ("Case", "History"))
        assert not [text for text in (RESULT, "Our own words.", ACTION) if text in said]
    assert answered.ask("Case", APPOINTER, case=answered.case)["outcome"] is not None


@pytest.mark.parametrize("reader", [PARTY, REVIEWER, INVESTIGATOR, COORDINATOR, AUDITOR])
def test_actions_are_read_with_the_recommendation(answered, reader):
    shown = answered.ask("Case", reader, case=answered.case)
    assert shown["recommendation"]["actions"] == [{"for_org": "rmbc", "what": ACTION, "by": None}]
    assert ACTION in str(answered.ask("History", reader, case=answered.case))


def test_a_coordinator_who_was_objected_to_reads_no_more(answered):
    held = OfficeHeld(office="coordinator", officer="officer-var-coordinator", org="var")
    objected = CoordinatorObjectedTo(party=answered.raiser, coordinators=(held,))
    answered.hear("intake", objected, answered.case).accepted()
    with pytest.raises(Refused):
        answered.ask("Case", COORDINATOR, case=answered.case)


def test_a_seat_that_is_left_out_opens_nothing_as_a_reviewer(answered):
    for question in ("Case", "History", "Why"):
        with pytest.raises(Refused) as refused:
            answered.ask(question, PARTY_SEAT, case=answered.case)
        assert (refused.value.refusal.code, refused.value.refusal.rule) == ("ReviewerExcluded", "ROT-G20")


def test_before_there_is_a_review_the_seat_reads_as_the_party_that_it_is(case):
    case.by(case.raiser, "SubmitEvidence", text=SECRET).accepted()
    assert case.ask("Case", PARTY_SEAT, case=case.case)["evidence"][0]["text"] == SECRET


def test_a_member_who_left_the_group_reads_as_a_reviewer_no_more(case):
    case.convened()
    reader = Actor(organisation="trft", office="ceo_group", officer="officer-trft-chief")
    assert case.ask("Case", reader, case=case.case)["report"]["parts"]
    case.learn(InterestDeclared(officer=reader.officer, tie="family", with_org="rmbc"))
    assert "parts" not in case.ask("Case", reader, case=case.case)["report"]


def test_an_investigator_who_stood_down_reads_no_more_and_one_whose_work_ended_does(case):
    case.appoint().accepted()
    case.by(case.raiser, "SubmitEvidence", text=SECRET).accepted()
    case.chief("StandDownInvestigator").accepted()
    with pytest.raises(Refused):
        case.ask("Case", INVESTIGATOR, case=case.case)
    case.appoint().accepted()
    case.hear("intake", CaseSettled(at_stage="investigation", confirmed_by=case.orgs), case.case)
    assert case.ask("Case", INVESTIGATOR, case=case.case)["evidence"][0]["text"] == SECRET


@pytest.mark.parametrize("reader", [STRANGER, STRANGERS_LEAD, LEARNING, OTHERS_INVESTIGATOR])
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
        shown = str(dict(contract))
        assert not any(text in shown for text in (SECRET, RESULT, ACTION, "About issues.", "Our own words."))


def test_a_reading_refused_is_passed_over_and_told_to_those_who_oversee_alone(answered):
    stream, before = f"panel-{answered.case}", answered.now_known
    fact = ReadRefused(office="ceo_group", org="rmbc", what="Case", rule="ROT-G20")
    answered.record(stream, answered.case, fact, answered.today)

    assert answered.now_known == before
    assert ReadRefused in answered.service.facts and answered.service.tell(answered.recorded[-1]) is None
    said = "rmbc asked to read here (case) as ceo group and was turned away (rule ROT-G20)."
    for reader in (COORDINATOR, AUDITOR):
        assert answered.ask("History", reader, case=answered.case)["facts"][-1]["words"] == said
    for reader in (PARTY, PARTY_OF_THE_SEAT, REVIEWER, INVESTIGATOR):
        assert "ReadRefused" not in str(answered.ask("History", reader, case=answered.case))
