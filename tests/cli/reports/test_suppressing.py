"""Counts under five are kept from the public, and so is what would give them away."""

import pytest

from concord.reports.suppressing import ALSO_HIDDEN, HIDDEN, Row, suppressed


def counts(*values, out_of=None):
    return [Row("at stage", f"stage-{number}", value, out_of) for number, value in enumerate(values)]


def hidden(rows):
    return [row.hidden for row in suppressed(rows)]


@pytest.mark.parametrize(("value", "said"), [(0, None), (1, HIDDEN), (4, HIDDEN), (5, None)])
def test_from_one_to_four_is_hidden(value, said):
    assert hidden([Row("", "all", value)]) == [said]


def test_a_single_hidden_count_takes_the_next_smallest_with_it():
    assert hidden(counts(3, 12, 7)) == [HIDDEN, None, ALSO_HIDDEN]
    assert hidden(counts(3, 12, 2)) == [HIDDEN, None, HIDDEN]
    assert hidden(counts(6, 12, 7)) == [None, None, None]


def test_a_count_of_none_gives_nothing_away_and_does_not_stand_in():
    assert hidden(counts(3, 0, 8)) == [HIDDEN, None, ALSO_HIDDEN]


def test_parts_are_looked_at_apart():
    rows = [Row("a", "x", 2), Row("a", "y", 9), Row("b", "x", 6), Row("b", "y", 9)]
    assert hidden(rows) == [HIDDEN, ALSO_HIDDEN, None, None]


@pytest.mark.parametrize(
    ("value", "out_of", "said"), [(48, 50, HIDDEN), (50, 50, None), (45, 50, None), (0, 3, HIDDEN)]
)
def test_those_that_were_not_counted_are_few_as_well(value, out_of, said):
    assert hidden([Row("", "all", value, out_of)]) == [said]


@pytest.mark.parametrize(("n", "said"), [(4, HIDDEN), (5, None)])
def test_a_median_of_few_is_hidden(n, said):
    assert hidden([Row("", "all", 12.5, None, 1, 40, n)]) == [said]
