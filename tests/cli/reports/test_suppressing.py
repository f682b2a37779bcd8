"""What the public does not see: small counts, what would give them away, and what is of one case."""

import asyncio
from datetime import date

import pytest

from concord.reports.asked import Asked
from concord.reports.catalogue import KINDS
from concord.reports.suppressing import ALSO_HIDDEN, HIDDEN, Row, suppressed
from concord.saying import Misused

from .measuring import YEAR, answered, row


def hidden(**measures):
    return {id: [row.hidden for row in rows] for id, rows in suppressed(measures).items()}


@pytest.mark.parametrize(("value", "said"), [(0, None), (1, HIDDEN), (4, HIDDEN), (5, None)])
def test_from_one_to_four_is_hidden(value, said):
    assert hidden(M01=[Row("", "all", value)]) == {"M01": [said]}


@pytest.mark.parametrize(
    ("value", "out_of", "said"), [(48, 50, HIDDEN), (50, 50, None), (45, 50, None), (0, 3, HIDDEN)]
)
def test_those_that_were_not_counted_are_few_as_well(value, out_of, said):
    assert hidden(M11=[Row("", "all", value, out_of)]) == {"M11": [said]}


@pytest.mark.parametrize(("n", "said"), [(4, HIDDEN), (5, None)])
def test_a_median_of_few_is_hidden(n, said):
    assert hidden(M08=[Row("", "all", 12.5, None, 1, 40, n)]) == {"M08": [said]}


def test_what_a_sum_would_give_away_is_hidden_with_it():
    rows = [Row("", "all", 22), Row("channel", "web", 3), Row("channel", "phone", 12), Row("channel", "post", 7)]
    assert hidden(M27=rows)["M27"][1:] == [HIDDEN, None, ALSO_HIDDEN]


def test_what_is_hidden_in_one_measure_does_not_stand_in_another():
    channels = [Row("channel", "web", 3), Row("channel", "phone", 12)]
    assert hidden(M01=channels, M27=channels) == {"M01": [HIDDEN, None], "M27": [HIDDEN, None]}


def test_lowest_and_highest_are_of_one_case_and_left_out():
    (shown,) = suppressed({"M08": [Row("", "all", 12.5, None, 1, 40, 9)]})["M08"]
    assert (shown.value, shown.lowest, shown.highest, shown.n) == (12.5, None, None, 9)


def test_all_measures_are_looked_at_even_where_one_is_asked_for(services):
    talking = services(answered(M22=[row("alleged", "3.7", 9)], M24=[], M05=[row("", "all", 9)]))
    asyncio.run(KINDS["RP9"].gather(talking, Asked("RP9", public=True, **YEAR)))
    assert [body["ids"] for what, _, body in talking.asked if what[1] == "Measures"] == [[]]


def test_a_public_edition_is_of_whole_months():
    with pytest.raises(Misused, match="begin with the first day of a month"):
        Asked("RP4", public=True, from_on=date(2026, 4, 2), until_on=date(2027, 3, 31)).period()
    assert Asked("RP4", from_on=date(2026, 4, 2), until_on=date(2027, 3, 31)).period()
