"""What somebody asked of a report, read from the command line, and the errors where it is not enough."""

from dataclasses import dataclass
from datetime import date, timedelta

from concord.acting import AUDITOR, Acting
from concord.open_data.spans import spans
from concord.saying import Misused, in_words

NEAR = 7


@dataclass(frozen=True)
class Asked:
    """`at` is a position in oversight's record, or for a case file a moment, as it was written. A `public` edition
    shows no count under five."""

    what: str
    who: Acting = AUDITOR
    case: str | None = None
    from_on: date | None = None
    until_on: date | None = None
    at: str | None = None
    near: int = NEAR
    public: bool = False

    @property
    def position(self) -> int | None:
        """Raises Misused for a position that is none."""
        if self.at is None:
            return None
        if not self.at.isdecimal():
            raise Misused(f"--at: '{self.at}' is no position. Write the number that a report says it was made at.")
        return int(self.at)

    @property
    def days(self) -> dict[str, str]:
        """The period as questions take it, as far as one was given."""
        given = {"from_on": self.from_on, "until_on": self.until_on}
        return {name: day.isoformat() for name, day in given.items() if day is not None}

    @property
    def said_period(self) -> str:
        first = in_words(self.from_on) if self.from_on else "the beginning of the record"
        return f"{first} to {in_words(self.until_on) if self.until_on else 'its end'}"

    def covers(self, on: str) -> bool:
        """Whether a day, like 2027-01-13, lies in the period."""
        return self.days.get("from_on", on) <= on <= self.days.get("until_on", on)

    def period(self) -> "Period":
        """Raises Misused where it is missing, or where a public edition would not be of whole months: part of one
        beside the whole would give away what is not shown."""
        if self.from_on is None or self.until_on is None:
            raise Misused(f"{self.what} covers a period: say which, like --from 2026-04-01 --to 2027-03-31.")
        if self.public:
            spans(self.from_on, self.until_on, "month")
        return Period(self.from_on, self.until_on)


@dataclass(frozen=True)
class Period:
    """Both days belong to it."""

    from_on: date
    until_on: date

    @property
    def said(self) -> str:
        return f"{in_words(self.from_on)} to {in_words(self.until_on)}"

    @property
    def before(self) -> "Period":
        """The same days of the year before; 29 February becomes the 28th, and a month's end stays one."""
        return Period(_year_before(self.from_on), _year_before(self.until_on))


def _year_before(day: date) -> date:
    if (day + timedelta(days=1)).day == 1:
        first_after = day + timedelta(days=1)
        return first_after.replace(year=first_after.year - 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)
