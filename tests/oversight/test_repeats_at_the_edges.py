"""Where a count turns: the ends of the window, what comes in late, what is counted apart (handbook 5.1)."""

from datetime import date
from itertools import permutations

import pytest

from concord_oversight.domain import facts
from concord_shared.contracts.base import Party
from concord_shared.contracts.intake import CaseClosed, PartyAdded, StageOpened

LEAP = date(2028, 2, 29)


def counts(desk, key):
    return [each.count for each in desk.facts(facts.RepeatCounted) if each.key == key]


def test_a_theme_is_no_business_of_a_commitment_that_is_met_there_even_for_a_case_that_comes_in_late(desk, accepted):
    accepted("CASE-1", date(2026, 9, 1), "5.1", raising=("group-1",))
    accepted("CASE-2", date(2026, 9, 2), "5.2", raising=("group-2",))
    accepted("CASE-4", date(2026, 9, 9), "5.3", raising=("group-4",))
    accepted("CASE-3", date(2026, 9, 5), "5.3", raising=("group-3",))

    late = [each for each in desk.facts(facts.Repeat) if "CASE-3" in each.case_ids]
    assert [(each.level, each.count) for each in late] == [("same_commitment", 2)]


@pytest.mark.parametrize(
    ("first", "last", "inside"),
    [
        (date(2025, 1, 25), date(2027, 1, 25), False),
        (date(2025, 1, 26), date(2027, 1, 25), True),
        (date(2026, 2, 28), LEAP, False),
        (date(2026, 3, 1), LEAP, True),
        (LEAP, date(2030, 2, 28), True),
        (date(2028, 2, 28), date(2030, 2, 28), False),
        (LEAP, date(2030, 3, 1), False),
    ],
)
def test_the_window_is_open_at_its_old_end_leap_days_included(desk, accepted, first, last, inside):
    accepted("CASE-1", first, "11.2", raising=("group-1",))
    accepted("CASE-2", last, "11.2", raising=("group-2",))

    assert counts(desk, "rmbc/11.2") == [1, 2 if inside else 1]


DAYS = {"CASE-1": date(2025, 3, 3), "CASE-2": date(2026, 5, 5), "CASE-3": date(2027, 3, 2)}


@pytest.mark.parametrize("order", [*permutations(DAYS)])
def test_in_whichever_order_three_are_heard_the_last_of_them_makes_the_pattern(desk, accepted, order):
    for case in order:
        accepted(case, DAYS[case], "11.2", raising=(case.lower(),))

    (pattern,) = desk.facts(facts.RepeatedDisputePatternDetected)
    assert (pattern.count, pattern.case_ids) == (3, ("CASE-1", "CASE-2", "CASE-3"))
    assert (pattern.window_from, pattern.window_to) == (date(2025, 3, 2), date(2027, 3, 2))
    of_the_pattern = [each for each in desk.recorded if each.stream == pattern.pattern_id][-2:]
    assert [type(each.fact).__name__ for each in of_the_pattern][-1] == "FurtherDialogueRecommended"
    assert {each.envelope.occurred_on for each in of_the_pattern} == {date(2027, 3, 2)}


def test_a_case_entered_late_counts_on_its_own_day_where_no_later_window_holds_more(desk, accepted):
    accepted("CASE-2", date(2027, 3, 3), "11.2", raising=("group-2",))
    accepted("CASE-1", date(2025, 3, 3), "11.2", raising=("group-1",))

    assert counts(desk, "rmbc/11.2") == [1, 1]
    assert not desk.facts(facts.RepeatedDisputeNoted)


def test_a_concern_that_nobody_took_up_is_counted_apart_and_said_beside_the_count(desk, accepted):
    accepted("CASE-1", date(2026, 9, 1), "11.2", raising=(), adopted=False)
    accepted("CASE-2", date(2026, 9, 2), "11.2", raising=("group-2",))
    assert not desk.facts(facts.RepeatedDisputeNoted)

    accepted("CASE-3", date(2026, 9, 3), "11.2", raising=("group-3",))

    (noted,) = desk.facts(facts.RepeatedDisputeNoted)
    assert (noted.count, noted.unadopted, noted.case_ids) == (2, 1, ("CASE-2", "CASE-3"))
    apart = [each for each in desk.facts(facts.RepeatCounted) if not each.adopted]
    assert {(each.case_id, each.count) for each in apart} == {("CASE-1", 0)}


def test_a_concern_that_a_member_raised_counts_once_and_at_once(desk, accepted):
    """Intake calls a concern adopted only where another took it up; one that a member raised needs nobody to."""
    accepted("CASE-1", date(2026, 9, 1), "11.2", raising=("green-doorstep",), adopted=False)

    assert counts(desk, "rmbc/11.2") == [1]


def test_concerns_that_nobody_took_up_never_make_a_note_among_themselves(desk, accepted):
    for number in range(1, 6):
        accepted(f"CASE-{number}", date(2026, 9, number), "11.2", raising=(), adopted=False)

    assert not desk.facts(facts.Repeat)


def test_a_concern_taken_up_moves_from_the_one_count_to_the_other(desk, accepted, pack):
    accepted("CASE-1", date(2026, 9, 1), "11.2", raising=(), adopted=False)
    accepted("CASE-2", date(2026, 9, 2), "11.2", raising=("group-2",))
    parties = (Party(org="eastwood-youth", side="raising"), Party(org="rmbc", side="responding"))
    said = {"stage_id": pack.first_stage, "stage_type": "informal", "label": "talks", "caused_by": "ConcernAdopted"}
    opened = StageOpened(**said, parties=parties, pack_version=pack.version)
    desk.hear("intake", opened, "CASE-1", date(2026, 9, 9))

    (noted,) = desk.facts(facts.RepeatedDisputeNoted)
    assert (noted.count, noted.unadopted, noted.case_ids) == (2, 0, ("CASE-1", "CASE-2"))


def test_who_joins_the_raising_side_makes_another_pair(desk, accepted):
    """So it is with a case that was merged into this one: the pair is still one of this case."""
    accepted("CASE-1", date(2026, 9, 1), "5.1", raising=("var",))
    accepted("CASE-2", date(2026, 9, 2), "11.2", raising=("green-doorstep",))
    desk.hear("intake", PartyAdded(org="var", side="raising"), "CASE-2", date(2026, 9, 20))
    desk.receive(desk.heard[-1])

    (noted,) = desk.facts(facts.RepeatedDisputeNoted)
    assert (noted.level, noted.key, noted.case_ids) == ("same_pair", "rmbc+var", ("CASE-1", "CASE-2"))
    assert counts(desk, "rmbc/11.2") == [1]


def test_three_respondents_of_one_case_are_three_distinct_ones(desk, accepted):
    accepted("CASE-1", date(2026, 9, 1), "11.2", responding=("rmbc", "trft", "syp"))

    (pattern,) = desk.facts(facts.RepeatedDisputePatternDetected)
    assert (pattern.level, pattern.count, pattern.case_ids) == ("systemic", 3, ("CASE-1",))


def test_the_same_respondent_over_and_over_is_never_systemic(desk, accepted):
    for number in range(1, 5):
        accepted(f"CASE-{number}", date(2026, 9, number), "11.2", raising=(f"group-{number}",))

    assert counts(desk, "11.2") == [1, 1, 1, 1]
    assert {each.level for each in desk.facts(facts.RepeatedDisputePatternDetected)} == {"same_commitment"}


def test_a_fourth_case_updates_the_pattern_with_one_recommendation_ever(desk, accepted):
    for number in range(1, 6):
        accepted(f"CASE-{number}", date(2026, 9, number), "11.2", raising=(f"group-{number}",))

    patterns = desk.facts(facts.RepeatedDisputePatternDetected)
    assert [(each.count, each.first) for each in patterns] == [(3, True), (4, False), (5, False)]
    assert len({each.pattern_id for each in patterns}) == 1
    assert len(desk.facts(facts.FurtherDialogueRecommended)) == 1


def test_each_key_speaks_for_itself_where_a_case_has_several(desk, accepted):
    for number in range(1, 4):
        raising = (f"group-{number}",)
        accepted(f"CASE-{number}", date(2026, 9, number), "9.2", "11.2", raising=raising, responding=("rmbc", "syp"))

    keys = {each.key for each in desk.facts(facts.RepeatedDisputePatternDetected)}
    assert keys == {"rmbc/9.2", "rmbc/11.2", "syp/9.2", "syp/11.2"}


def test_an_ending_of_any_kind_leaves_the_count_as_it_is(desk, accepted):
    for number, ends in enumerate(("settled", "withdrawn", "unresolved"), 1):
        on = date(2026, 9, number)
        accepted(f"CASE-{number}", on, "11.2", raising=(f"group-{number}",))
        desk.hear("intake", CaseClosed(reason=ends, opened_on=on, closed_on=on), f"CASE-{number}", on)

    assert counts(desk, "rmbc/11.2") == [1, 2, 3]
