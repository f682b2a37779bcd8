"""`concord check`: dates held against a commitment, for people and for programs."""

import pytest

from concord_shared.packs.loading import builtin

LATE = ("invoice_received_by_department=2025-12-19", "payment_made=2026-01-08")


def test_a_late_payment_is_told_with_the_days_that_do_not_count_and_exits_0(concord):
    said = concord("check", "rotherham", "11.2", *LATE)

    assert said.code == 0
    for line in (
        "Not met by these dates.",
        "10 working days from there: Wednesday 7 January 2026.",
        "Not counted: Thursday 25 December 2025, Christmas Day.",
        "Payment made on Thursday 8 January 2026: 1 working day late.",
        "(001:357); the rule stands in the text; how days are counted is ours",
    ):
        assert line in said.out


def test_programs_are_given_the_result_the_arithmetic_and_the_clause(concord):
    data = concord("check", "rotherham", "11.2", *LATE, "--on", "2026-02-01", "--json").data

    assert (data["result"], data["on"], data["missing"], data["basis"]) == ("not_met", "2026-02-01", [], "text")
    assert data["clause"].startswith("The Rotherham Compact")
    rule = data["rules"][0]
    assert (rule["due_on"], rule["off"], rule["off_unit"]) == ("2026-01-07", 1, "working_day")
    assert [day["on"] for day in rule["skipped"]] == ["2025-12-25", "2025-12-26", "2026-01-01"]


def test_what_is_missing_is_said(concord):
    data = concord("check", "rotherham", "11.2", LATE[0], "--json").data

    assert (data["result"], data["missing"]) == ("undecided", ["payment_made"])


def test_without_fields_it_lists_those_that_the_commitment_takes(concord):
    data = concord("check", "derbyshire", "9.2", "--json").data

    assert {each["name"]: each["needed"] for each in data["fields"]} == {
        "funding_decision_notified": True,
        "funding_expected_start": True,
        "possible": False,
        "departure_explained": False,
    }
    said = concord("check", "derbyshire", "9.2").out
    assert "At least 3 months from funding decision notified to funding expected start." in said
    assert "departure_explained (if need be)" in said


@pytest.mark.parametrize("pack", builtin())
def test_without_a_number_it_lists_what_dates_can_be_held_against(concord, pack):
    data = concord("check", pack, "--json").data

    assert data
    assert {each["measurable"] for each in data} <= {"yes", "partly"}
    assert data[0]["commitment"] in concord("check", pack).out


def test_a_pack_of_ones_own_is_checked_by_its_file(concord):
    file = str(builtin()["darlington"])

    assert concord("check", file, "DA-G.3", "year_from=2026-01-01", "compact_reviewed=2026-05-01").code == 0
