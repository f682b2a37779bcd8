"""The period of a report and the one before it."""

from datetime import date

import pytest

from concord.reports.asked import Period


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        (date(2026, 4, 1), date(2027, 3, 31), (date(2025, 4, 1), date(2026, 3, 31))),
        (date(2028, 2, 1), date(2028, 2, 29), (date(2027, 2, 1), date(2027, 2, 28))),
        (date(2029, 2, 1), date(2029, 2, 28), (date(2028, 2, 1), date(2028, 2, 29))),
        (date(2028, 2, 29), date(2029, 2, 27), (date(2027, 2, 28), date(2028, 2, 27))),
        (date(2027, 1, 1), date(2027, 12, 31), (date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_the_year_before_has_the_same_days_and_a_month_ends_where_it_ends(first, last, before):
    found = Period(first, last).before
    assert (found.from_on, found.until_on) == before
