"""The spans of time that figures are published for: whole months, quarters or years, never overlapping."""

from collections.abc import Iterator
from datetime import date, timedelta

from concord.saying import Misused, in_words
from concord_shared.calendar.months import add_months

GRAINS = {"month": 1, "quarter": 3, "year": 12}
MOST = 60
Span = tuple[date, date]


def spans(first: date, last: date, grain: str) -> tuple[Span, ...]:
    """Each with its first and last day. Raises Misused where the days are no whole spans: part of a month beside the
    whole of it would give away what is held back."""
    if last < first:
        raise Misused(f"The period ends ({last}) before it begins ({first}): give the earlier day with --from.")
    if first.day != 1:
        raise Misused(f"--from: begin with the first day of a month, like {first.replace(day=1)}.")
    found = tuple(_from(first, last, GRAINS[grain]))
    if found[-1][1] != last:
        nearest = found[-2][1] if len(found) > 1 else found[-1][1]
        raise Misused(
            f"--to: {in_words(last)} cuts a {grain} short that begins with {in_words(found[-1][0])}. "
            f"End with {nearest} or {found[-1][1]}."
        )
    if len(found) > MOST:
        raise Misused(f"These are {len(found)} {grain}s; {MOST} can be written at once. Ask for a shorter period.")
    return found


def _from(first: date, last: date, months: int) -> Iterator[Span]:
    while first <= last:
        following = add_months(first, months)
        yield first, following - timedelta(days=1)
        first = following
