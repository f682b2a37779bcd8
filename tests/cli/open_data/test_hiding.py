"""Small counts are held back with what would give them away; a reader who adds up everything learns none of them."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.open_data.figures import ALL, Row
from concord.open_data.hiding import hidden, is_small


def shown(*rows):
    gone = hidden(rows)
    return {(row.part, row.group) for place, row in enumerate(rows) if place not in gone}


def settled(**at):
    total = sum(at.values())
    return Row("M06", "", ALL, total), *(Row("M06", "at stage", stage, number) for stage, number in at.items())


def test_a_small_count_takes_the_next_smallest_with_it_since_the_total_is_shown():
    assert shown(*settled(informal=20, mediation=3, review=9)) == {("", ALL), ("at stage", "informal")}


def test_two_small_ones_of_which_the_sum_is_small_take_a_third():
    assert shown(*settled(informal=20, mediation=1, review=1, responses=8)) == {("", ALL), ("at stage", "informal")}


def test_two_small_ones_that_leave_room_need_no_third():
    assert shown(*settled(informal=20, mediation=4, review=4)) == {("", ALL), ("at stage", "informal")}


def test_nothing_is_hidden_where_no_count_is_small():
    assert len(shown(*settled(informal=20, mediation=5, review=0))) == 4


def test_where_only_zeros_are_left_the_total_goes_too():
    assert shown(*settled(informal=3, mediation=2, review=0)) == {("at stage", "review")}


def test_what_is_left_of_a_whole_counts_as_much_as_what_is_named():
    assert shown(Row("M23", "", ALL, 18, 20)) == set()
    assert shown(Row("M23", "", ALL, 10, 20)) == {("", ALL)}


def test_a_median_of_few_is_hidden_and_one_of_enough_is_not():
    assert shown(Row("M08", "", "review", 31, n=4), Row("M08", "", "talks", 12, n=5)) == {("", "talks")}


def test_the_same_number_in_another_measure_does_not_give_it_away():
    alone = settled(informal=9, mediation=2, review=20)
    assert shown(*alone) == {("", ALL), ("at stage", "review")}
    with_the_lowest = (*alone, Row("M07", "", ALL, 9, 31))
    assert [with_the_lowest[place].group for place in sorted(hidden(with_the_lowest))] == [
        "informal",
        "mediation",
        "review",
    ]


def test_results_of_dates_cannot_be_worked_out_from_how_many_were_entered():
    numbers = {"entered": 22, "met": 12, "not met": 8, "excused": 2}
    assert shown(*(Row("M24", part, "9.2", number) for part, number in numbers.items())) == {
        ("entered", "9.2"),
        ("met", "9.2"),
    }


def test_how_cases_ended_cannot_be_worked_out_from_how_many_were_closed():
    rows = (
        Row("M06", "", ALL, 12, 20),
        Row("M18", "", ALL, 1, 20),
        Row("M19", "withdrawn", ALL, 7),
        Row("M19", "dormant", ALL, 0),
    )
    gone = {rows[place].measure for place in hidden(rows)}
    assert "M18" in gone
    assert len(gone) > 1


counts = st.integers(min_value=0, max_value=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(counts, min_size=1, max_size=4))
def test_no_small_count_can_be_worked_out_from_the_total_whatever_the_counts(numbers):
    rows = [Row("M06", "", ALL, sum(numbers))]
    rows += [Row("M06", "at stage", f"s{place}", number) for place, number in enumerate(numbers)]
    gone = hidden(rows)
    if 0 in gone:
        return
    unknown = [place for place in range(1, len(rows)) if place in gone]
    left = sum(numbers) - sum(number for place, number in enumerate(numbers, 1) if place not in gone)
    possible = [each for each in product(range(1, left + 1), repeat=len(unknown)) if sum(each) == left]
    for number, place in enumerate(unknown):
        if is_small(numbers[place - 1]):
            assert any(not is_small(each[number]) for each in possible), "a reader knows that this one is small"


@pytest.mark.parametrize("number", range(1, 5))
def test_counts_from_one_to_four_are_small_and_zero_and_five_are_not(number):
    assert is_small(number)
    assert not is_small(0) and not is_small(5)
