"""S11 and S12 of the handbook, line by line, with their figures."""

from datetime import date

import pytest

from concord_oversight.domain import facts
from concord_shared.calendar.months import add_months
from concord_shared.contracts import oversight as contracts
from concord_shared.contracts.intake import CaseClosed, ConcernSignposted

GROUPS = ("green-doorstep",), ("swallownest-lunch-club",), ("eastwood-youth",)
FIRST, SECOND, THIRD = date(2025, 11, 10), date(2026, 9, 14), date(2027, 1, 25)


@pytest.fixture
def s11(desk, accepted):
    def closed(case, reason, on):
        desk.hear("intake", CaseClosed(reason=reason, opened_on=on, closed_on=on), case, on)

    accepted("CASE-1", FIRST, "11.2", raising=GROUPS[0])
    closed("CASE-1", "settled", date(2025, 12, 15))
    accepted("CASE-2", SECOND, "11.2", raising=GROUPS[1])
    closed("CASE-2", "withdrawn", date(2026, 11, 2))
    accepted("CASE-3", THIRD, "11.2", raising=GROUPS[2])
    return desk


def test_s11_1_the_second_is_noted_on_its_day(s11):
    (noted,) = s11.facts(facts.RepeatedDisputeNoted)

    assert (noted.level, noted.key, noted.count, noted.first) == ("same_commitment", "rmbc/11.2", 2, True)
    assert (noted.window_from, noted.window_to) == (date(2024, 9, 14), SECOND)


def test_s11_2_the_third_is_a_pattern_with_counts_dates_commitment_and_outcomes(s11):
    (pattern,) = s11.facts(facts.RepeatedDisputePatternDetected)

    assert (pattern.count, pattern.accepted_on) == (3, (FIRST, SECOND, THIRD))
    assert (pattern.commitments, pattern.respondents) == (("11.2",), ("rmbc",))
    assert pattern.outcomes == {"open": 1, "settled": 1, "withdrawn": 1}
    assert len(s11.facts(facts.FurtherDialogueRecommended)) == 1


def test_s11_2_what_is_told_names_nobody_who_raised_it(s11):
    told = [each for each in s11.told() if isinstance(each, contracts.RepeatedDisputeNoted)]

    assert [each.count for each in told] == [2, 3]
    assert not [org for groups in GROUPS for org in groups if any(org in each.model_dump_json() for each in told)]


def test_s11_3_a_fourth_updates_the_same_pattern_and_is_no_first_notice(s11, accepted):
    accepted("CASE-4", date(2027, 3, 1), "11.2", raising=("var",))

    third, fourth = s11.facts(facts.RepeatedDisputePatternDetected)
    assert (fourth.pattern_id, fourth.count, fourth.first) == (third.pattern_id, 4, False)
    assert len(s11.facts(facts.FurtherDialogueRecommended)) == 1


def test_s12_1_both_cases_of_two_years_ago_are_outside_and_nothing_happens(desk, accepted):
    assert add_months(THIRD, -24) == date(2025, 1, 25)
    accepted("CASE-1", date(2025, 1, 20), "11.2", raising=GROUPS[0])
    accepted("CASE-2", date(2025, 1, 25), "11.2", raising=GROUPS[1])
    before = len(desk.told())

    accepted("CASE-3", THIRD, "11.2", raising=GROUPS[2])

    assert desk.told()[before:] == []
    assert [each.count for each in desk.facts(facts.RepeatCounted) if each.key == "rmbc/11.2"] == [1, 2, 1]


def test_s12_1_a_day_later_it_would_be_inside(desk, accepted):
    accepted("CASE-1", date(2025, 1, 26), "11.2", raising=GROUPS[0])
    accepted("CASE-2", THIRD, "11.2", raising=GROUPS[1])

    assert [each.count for each in desk.facts(facts.RepeatedDisputeNoted)] == [2]


def test_s12_2_signposted_never_counts_and_another_body_only_for_the_systemic_rule(desk, accepted):
    signposted = ConcernSignposted(reason="service_complaint", route=None)
    desk.hear("intake", signposted, "CASE-S", date(2026, 6, 1))
    accepted("CASE-1", date(2026, 10, 5), "11.2", responding=("rotherham_ccg",), raising=GROUPS[0])
    accepted("CASE-2", THIRD, "11.2", raising=GROUPS[1])

    systemic = [each.count for each in desk.facts(facts.RepeatCounted) if each.level == "systemic"]
    assert systemic == [1, 2]
    assert desk.told() == []


def test_one_withdrawn_before_it_was_accepted_is_not_counted(desk):
    ended = CaseClosed(reason="withdrawn", opened_on=FIRST, closed_on=FIRST)

    assert desk.hear("intake", ended, "CASE-1", FIRST).names == ["Reported"]
