"""Calendar months: the same day of the month, clamped to the end of a short one."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """`months` may be negative. 30 Nov + 3 months = 28 Feb (handbook 0.3)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_window(day: date, ends_on: date, months: int) -> bool:
    """True within `months` up to and including `ends_on`; the old end is open, so the same day of the month
    is out."""
    return add_months(ends_on, -months) < day <= ends_on
