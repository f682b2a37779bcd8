"""Dates held against a rule: what is still to come, what was never done, what is taken as so, and what cannot be read."""

from datetime import date

import pytest

from concord_shared.calendar.snapshot import england
from concord_shared.commitments.checking import NotMeasurable, check
from concord_shared.commitments.entries import EntryWrong
from concord_shared.commitments.words import lines_of
from concord_shared.packs.loading import builtin, load

ROTHERHAM, STAFFORDSHIRE = load(builtin()["rotherham"]), load(builtin()["staffordshire"])
CALENDAR = england()
RECEIVED, PAID = "invoice_received_by_department", "payment_made"
NOTICE, ENDS, REASONS = "written_end_notice_given", "support_ends", "written_reasons_given"


def asked(number, on="2026-11-30", pack=ROTHERHAM, **entries):
    return check(pack, number, entries, CALENDAR, date.fromisoformat(on))


def says(checked):
    return "\n".join(lines_of(checked))


def test_three_months_from_30_november_end_on_28_february_and_do_not_move_to_a_working_day():
    found = asked("13.3", **{NOTICE: "2026-11-30", ENDS: "2027-02-28", REASONS: "2026-11-30"})

    assert (found.result, found.rules[0].due_on, found.rules[0].clamped) == ("met", date(2027, 2, 28), True)
    assert found.rules[0].due_on.weekday() == 6
    assert "3 months from there: Sunday 28 February 2027, the last day of a shorter month." in says(found)


def test_days_that_do_not_count_are_named():
    found = asked("11.2", **{RECEIVED: "2025-12-19", PAID: "2026-01-12"})

    assert [each.why for each in found.rules[0].skipped] == ["Christmas Day", "Boxing Day", "New Year's Day"]
    assert (found.rules[0].took, found.rules[0].off) == (13, 3)
    assert "Payment made on Monday 12 January 2026: 3 working days late." in says(found)


def test_a_payment_not_made_yet_is_open_until_the_due_day_has_passed():
    waiting = asked("11.2", on="2026-01-07", **{RECEIVED: "2025-12-19", PAID: "none"})
    lapsed = asked("11.2", on="2026-01-08", **{RECEIVED: "2025-12-19", PAID: "none"})

    assert (waiting.result, waiting.rules[0].why, waiting.missing) == ("undecided", "still_running", ())
    assert (lapsed.result, lapsed.rules[0].off) == ("not_met", 1)


def test_a_consultation_that_still_runs_is_met_once_it_has_run_long_enough():
    opened = {"consultation_opened": "2026-06-02", "consultation_closed": "none"}

    assert asked("3.7", on="2026-08-24", **opened).result == "undecided"
    assert asked("3.7", on="2026-08-25", **opened).result == "met"


def test_notice_never_given_is_not_met_once_there_is_no_time_left_for_it():
    entries = {NOTICE: "none", ENDS: "2027-02-28", REASONS: "none"}

    assert asked("13.3", on="2026-11-28", **entries).rules[0].why == "still_time"
    assert asked("13.3", on="2026-12-01", **entries).rules[0].why == "never_begun"


def test_a_year_that_still_runs_may_yet_reach_its_number():
    met = {
        "year_from": "2026-04-01",
        "compact_meeting_held": "2026-05-01",
        "partner_represented_at_compact_meeting": "none",
    }

    assert asked("SS-G.5", pack=STAFFORDSHIRE, **met).result == "undecided"
    assert asked("SS-G.5", on="2027-04-01", pack=STAFFORDSHIRE, **met).result == "not_met"


def test_what_has_to_come_first_may_still_be_done_while_the_second_is_to_come():
    entries = {"monitoring_agreed": "none", "financial_agreement_signed": "2026-12-01"}

    assert asked("12.1", **entries).rules[0].why == "still_time"
    assert asked("12.1", on="2026-12-01", **entries).result == "not_met"
    assert asked("12.1", monitoring_agreed="2026-10-01", financial_agreement_signed="none").result == "met"
    assert asked("12.1", monitoring_agreed="none", financial_agreement_signed="none").rules[0].why == "nothing_yet"


def test_an_exception_of_the_text_excuses_without_a_reason_given():
    short = {"consultation_opened": "2026-06-02", "consultation_closed": "2026-07-02"}
    exception = {"statutory_timetable_is_shorter_or_extensive_engagement_has_gone_before": "yes"}

    assert asked("3.7", **short).missing == ("shorter_timeframe_rationale_published",)
    found = asked("3.7", **short, **exception)
    assert (found.result, found.rules[0].excuse, found.rules[0].off) == ("excused", "exception", 54)
    assert "Excused, as the text provides for it: statutory timetable is shorter" in says(found)


def test_a_rule_that_does_not_apply_weighs_nothing_beside_one_that_does():
    offered = {"response_opportunity_given": "2026-03-01", "end_of_funding_decided": "2026-04-01"}
    found = asked("13.4", **offered, response_considered="none", a_response_was_made="no")

    assert (found.result, found.rules[1].outcome) == ("met", "does_not_apply")


def test_a_condition_of_which_nothing_is_said_is_taken_as_so_and_that_is_said():
    found = asked("11.2", **{RECEIVED: "2026-06-01", PAID: "2026-06-02"})

    assert found.rules[0].assumed == ("invoice_is_eligible_and_correctly_submitted",)
    assert "Nothing was said of this, so it was taken as so: invoice is eligible and correctly submitted" in says(found)


def test_days_after_the_day_of_asking_are_named():
    found = asked("13.3", **{NOTICE: "2026-11-30", ENDS: "2027-03-31", REASONS: "2026-11-30"})

    assert (found.result, found.rules[0].to_come) == ("met", (ENDS,))


def test_what_is_measurable_in_part_leaves_the_rest_to_people():
    assert "for people to judge" in says(
        asked("3.3", consultation_publicised="2026-03-01", accessible_formats_offered="2026-03-01")
    )
    assert "for people to judge" not in says(asked("9.3", unsuccessful_applicant_feedback_sent="2026-03-01"))


@pytest.mark.parametrize("pack", [load(path) for path in builtin().values()], ids=builtin())
def test_no_answer_speaks_of_breach_fault_or_winners(pack):
    for commitment in pack.commitments.values():
        if commitment.rules:
            text = says(asked(commitment.no, pack=pack)).lower()
            assert not {"breach", "broken", "fault", "failed", "guilty", "winner", "loser"} & set(text.split())


@pytest.mark.parametrize(
    ("number", "entries", "what", "field"),
    [
        ("11.2", {RECEIVED: "2026-13-01"}, "Write a date like 2026-12-01", RECEIVED),
        ("11.2", {RECEIVED: "01/12/2026"}, "Write a date like 2026-12-01", RECEIVED),
        ("11.2", {RECEIVED: "20261201"}, "Write a date like 2026-12-01", RECEIVED),
        ("11.2", {RECEIVED: "1999-12-01"}, "outside the calendar", RECEIVED),
        ("11.2", {RECEIVED: "2040-12-31", PAID: "none"}, "covers", None),
        ("11.2", {"paid": "2026-12-01"}, "takes no field 'paid'", "paid"),
        ("11.2", {RECEIVED: "2026-12-02", PAID: "2026-12-01"}, "check the two dates", PAID),
        ("11.2", {RECEIVED: "none", PAID: "2026-12-01"}, "check the two", PAID),
        ("3.7", {"consultation_opened": "2026-12-02", "consultation_closed": "2026-12-01"}, "check the two", None),
        ("11.2", {"invoice_is_eligible_and_correctly_submitted": "maybe"}, "Write 'yes' or 'no'", None),
        ("11.2", {RECEIVED: "x" * 500}, "cannot be read", RECEIVED),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(number, entries, what, field):
    with pytest.raises(EntryWrong, match=what) as wrong:
        asked(number, **entries)
    assert field is None or wrong.value.field == field
    assert "xxx" not in str(wrong.value) and "maybe" not in str(wrong.value)


@pytest.mark.parametrize("term", ["3", "y", "", "3 years", "2026-04-01/2026-03-31", "2026-04-01", "3y12"])
def test_a_term_is_a_length_or_its_first_and_last_day(term):
    with pytest.raises(EntryWrong, match="first and last day"):
        asked("SS-1.12", pack=STAFFORDSHIRE, contract_term=term)


@pytest.mark.parametrize("days", ["2026-05-01,2026-05-01", "2026-05-01;2026-05-02", "2026-05-01,", "four"])
def test_several_days_are_given_once_each(days):
    with pytest.raises(EntryWrong, match="with commas"):
        asked("SS-G.7", pack=STAFFORDSHIRE, year_from="2026-01-01", annual_report_published=days)


@pytest.mark.parametrize(("number", "what"), [("99", "no commitment of that number"), ("1.1", "is a judgement")])
def test_without_rules_there_is_nothing_for_dates_to_say(number, what):
    with pytest.raises(NotMeasurable, match=what):
        asked(number)
