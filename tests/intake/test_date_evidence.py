"""Dates held against a commitment in a case: what is stored and told, and that it is evidence in words."""

from datetime import date

import pytest

from concord_intake.domain import facts
from concord_intake.messaging.outbound import tell
from concord_intake.read_side.words import say

from .conftest import ADVISER, RAISER, RESPONDENT, actor

NOTICE = {"funding_decision_notified": "2026-11-30", "funding_expected_start": "2027-02-27"}
NOT_MET = {**NOTICE, "departure_explained": "none"}
ON = date(2027, 3, 1)


@pytest.fixture
def case(intake):
    return intake.advised()


def enter(intake, case, by=RESPONDENT, commitment="9.2", **fields):
    who = by if not isinstance(by, str) else actor(by)
    return intake.do("EnterDateEvidence", who, case, ON, commitment=commitment, fields=fields)


def test_what_came_out_is_stored_with_the_whole_arithmetic_and_no_text(intake, case):
    fact = enter(intake, case, **NOT_MET).accepted().one(facts.DateEvidenceEntered)

    assert (fact.by_party, fact.by_side, fact.result) == (RESPONDENT, "responding", "not_met")
    rule = fact.rules[0]
    assert (rule.start_on, rule.due_on, rule.off, rule.off_unit) == (date(2026, 11, 30), date(2027, 2, 28), 1, "day")
    assert rule.clamped
    assert {each.field: each.value for each in fact.entered} == NOT_MET
    assert fact.weighed_on == ON


@pytest.mark.parametrize(
    ("last", "result", "words"),
    [
        ({"funding_expected_start": "2027-02-28"}, "met", "met by these dates"),
        ({"departure_explained": "none"}, "not_met", "not met by these dates"),
        ({"departure_explained": "2026-12-01"}, "excused", "excused"),
    ],
)
def test_it_is_told_by_codes_and_shown_as_evidence(intake, case, last, result, words):
    enter(intake, case, by=RAISER, **{**NOTICE, **last}).accepted()
    recorded = next(each for each in intake.recorded if isinstance(each.fact, facts.DateEvidenceEntered))

    assert tell(recorded).model_dump() == {"commitment": "9.2", "result": result, "by_side": "raising"}
    assert say(recorded.fact) == f"{RAISER} entered dates about 9.2: {words}. That is evidence."


def test_each_side_enters_its_own_and_nothing_else_follows(intake, case):
    for by in (RAISER, RESPONDENT, RESPONDENT):
        assert enter(intake, case, by=by, **NOT_MET).accepted().names == ["DateEvidenceEntered"]


def test_an_adviser_records_it_for_a_caller_and_others_do_not(intake, case):
    for_caller = actor("var", "advice_body", on_behalf_of=RAISER)

    assert enter(intake, case, by=for_caller, **NOT_MET).accepted().one(facts.DateEvidenceEntered).by_party == RAISER
    enter(intake, case, by=ADVISER, **NOT_MET).refused("NotAParty")
    enter(intake, case, by="syfr", **NOT_MET).refused("NotAParty")


@pytest.mark.parametrize(
    ("commitment", "fields", "code", "says"),
    [
        ("99", NOT_MET, "NotMeasurableByDates", "no commitment of that number"),
        ("1.1", NOT_MET, "NotMeasurableByDates", "a judgement"),
        ("9.2", {**NOT_MET, "funding_expected_start": "in spring"}, "EntryNotUsable", "Write a date"),
        ("9.2", {**NOT_MET, "payment_made": "2027-01-04"}, "EntryNotUsable", "takes no field"),
        ("9.2", NOTICE, "NotDecidedByDates", "Enter as well: departure_explained"),
        (
            "12.1",
            {"monitoring_agreed": "none", "financial_agreement_signed": "none"},
            "NotDecidedByDates",
            "may still come",
        ),
    ],
)
def test_what_dates_cannot_decide_is_refused_with_what_to_do(intake, case, commitment, fields, code, says):
    said = enter(intake, case, commitment=commitment, **fields).refused(code).refusal.message
    assert says in said
    assert "in spring" not in said


def test_it_stands_in_any_open_stage_and_ends_with_the_case(intake, pack):
    formal = intake.formal()
    enter(intake, formal, **NOT_MET).accepted()
    intake.do("WithdrawCase", actor(RAISER), formal).accepted()

    enter(intake, formal, **NOT_MET).refused("AlreadyClosed")
    enter(intake, intake.raised(), **NOT_MET).refused("ConcernNotAccepted")
