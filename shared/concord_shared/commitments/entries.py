"""What people enter, read by the kind of each field: a date, `none`, yes or no, several dates, a term, a number."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from concord_shared.calendar.working import WorkingCalendar
from concord_shared.commitments.fields import Field, Kind, said

NEVER = "none"
"""Said of a day: it has not happened."""
LONGEST = 400
SEVERAL_AT_MOST = 60
TERM = re.compile(r"(?:(?P<years>\d{1,3})y)?(?:(?P<months>\d{1,4})m)?")
HOW = {
    "day": "Write a date like 2026-12-01, or 'none' if it has not happened.",
    "days": "Write dates like 2026-12-01, several with commas between them, or 'none'.",
    "yes_no": "Write 'yes' or 'no'.",
    "term": "Write a length like 3y, 18m or 2y6m, its first and last day like 2026-04-01/2029-03-31, or 'none'.",
    "number": "Write a whole number like 120.",
}


class EntryWrong(ValueError):
    """A field that cannot be read, or that goes against another; says what to do and never what was written, which may
    be about a person. `field` is None where the whole is meant."""

    def __init__(self, field: str | None, why: str) -> None:
        super().__init__(why)
        self.field = field


@dataclass(frozen=True)
class Term:
    """A length in whole months, or from its first to its last day."""

    months: int | None = None
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True)
class Said:
    """What was entered, as given; each rule reads it by its own kinds."""

    entries: Mapping[str, str]
    calendar: WorkingCalendar
    on: date

    def day(self, name: str | None) -> date | str | None:
        """The date, `NEVER`, or None where nothing was said. Raises EntryWrong."""
        return self._read(name, "day")  # type: ignore[no-any-return]

    def days(self, name: str | None) -> tuple[date, ...] | None:
        return self._read(name, "days")  # type: ignore[no-any-return]

    def yes(self, name: str | None) -> bool | None:
        return self._read(name, "yes_no")  # type: ignore[no-any-return]

    def term(self, name: str | None) -> Term | str | None:
        return self._read(name, "term")  # type: ignore[no-any-return]

    def number(self, name: str | None) -> int | None:
        return self._read(name, "number")  # type: ignore[no-any-return]

    def check(self, field: Field) -> None:
        """Raises EntryWrong where the field's entry cannot be read."""
        self._read(field.name, field.kind)

    def _read(self, name: str | None, kind: Kind) -> Any:
        text = self.entries.get(name or "")
        if name is None or text is None:
            return None
        try:
            if len(text) > LONGEST:
                raise ValueError
            found = READ[kind](text.strip())
        except ValueError:
            raise EntryWrong(name, f"{name} cannot be read. {HOW[kind]}") from None
        for day in _days_in(found):
            self._check(name, day)
        return found

    def _check(self, name: str, day: date) -> None:
        if not self.calendar.covers(day):
            first, last = self.calendar.first_day, self.calendar.last_day
            why = f"{name}: {day} lies outside the calendar, which covers {first} to {last}. Check the date."
            raise EntryWrong(name, why)


def one_of(name: str, fields: tuple[Field, ...], where: str) -> Field:
    """The field of that name. Raises EntryWrong, naming those that there are."""
    for field in fields:
        if field.name == name:
            return field
    known = ", ".join(field.name for field in fields)
    raise EntryWrong(name, f"{where} takes no field '{said(name)[:80]}'. It takes: {known}.")


def _day(text: str) -> date | str:
    return text if text == NEVER else _date(text)


def _date(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError
    return date.fromisoformat(text)


def _several(text: str) -> tuple[date, ...]:
    if text == NEVER:
        return ()
    found = tuple(_date(part.strip()) for part in text.split(","))
    if len(set(found)) != len(found) or len(found) > SEVERAL_AT_MOST:
        raise ValueError
    return tuple(sorted(found))


def _yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError
    return text == "yes"


def _term(text: str) -> Term | str:
    if text == NEVER:
        return text
    if "/" in text:
        first, last = (_date(part) for part in text.split("/", 1))
        if last < first:
            raise ValueError
        return Term(first_on=first, last_on=last)
    found = TERM.fullmatch(text)
    if not text or found is None:
        raise ValueError
    return Term(months=12 * int(found["years"] or 0) + int(found["months"] or 0))


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text):
        raise ValueError
    return int(text)


def _days_in(found: Any) -> tuple[date, ...]:
    if isinstance(found, Term):
        return tuple(day for day in (found.first_on, found.last_on) if day)
    if isinstance(found, tuple):
        return found
    return (found,) if isinstance(found, date) else ()


READ: Mapping[Kind, Callable[[str], Any]] = {
    "day": _day,
    "days": _several,
    "yes_no": _yes_no,
    "term": _term,
    "number": _number,
}
