"""Deadlines as they ran: put together again from what was told of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from concord_oversight.read_side.casebook import Casebook, Line

TARGET = "target"
KINDS = (
    "DeadlineSet",
    "DeadlineExtended",
    "DeadlineChanged",
    "DeadlineResumed",
    "DeadlineMet",
    "DeadlineCancelled",
)
SERVICES = ("intake", "mediation", "panel")
RUNS = {service: tuple(f"{service}.{kind}" for kind in KINDS) for service in SERVICES}
MET = tuple(f"{service}.DeadlineMet" for service in SERVICES)
CANCELLED = tuple(f"{service}.DeadlineCancelled" for service in SERVICES)
SET = tuple(f"{service}.DeadlineSet" for service in SERVICES)
EXTENDED = tuple(f"{service}.DeadlineExtended" for service in SERVICES)
EVERY_RUN = tuple(of for service in SERVICES for of in RUNS[service])


@dataclass(frozen=True)
class Period:
    """One deadline of one case; which party it is for is not on record here, so that parties' periods of the same day
    are told apart by number alone."""

    begun: Line
    deadline_id: str
    due_on: date
    met: Line | None = None
    cancelled: Line | None = None

    @property
    def first_due_on(self) -> date:
        return date.fromisoformat(self.begun.figures["due_on"])

    @property
    def kept(self) -> bool:
        """Whether it was met by the day first set."""
        return self.met is not None and self.met.on <= self.first_due_on

    @property
    def is_open(self) -> bool:
        return self.met is None and self.cancelled is None

    def is_past(self, day: date) -> bool:
        return self.is_open and self.due_on < day


def is_target(line: Line, book: Casebook) -> bool:
    """Prompts and reminders are no measure of anybody: only targets are counted (pack format, Deadlines)."""
    rule = book.packs(line.pack_version).deadline(line.figures["deadline_id"])
    return rule is not None and rule.kind == TARGET


def periods_of(book: Casebook, cases: Iterable[str], *services: str) -> dict[str, list[Period]]:
    """By case, in the order set."""
    named = tuple(of for service in services for of in RUNS[service])
    return {case: put_together(lines) for case, lines in book.of_cases(cases, *named).items()}


def put_together(lines: Iterable[Line]) -> list[Period]:
    """The periods of one case, of lines in the order of the record."""
    periods: list[Period] = []
    for line in sorted(lines, key=lambda each: each.position):
        if line.of.endswith(".DeadlineSet"):
            due_on = date.fromisoformat(line.figures["due_on"])
            periods.append(Period(line, line.figures["deadline_id"], due_on))
        else:
            _go_on(periods, line)
    return periods


def _go_on(periods: list[Period], line: Line) -> None:
    """What was told without a known beginning is passed over: nothing can be said of it."""
    was_due = date.fromisoformat(line.figures.get("old_due_on") or line.figures["due_on"])
    of_same = [number for number, each in enumerate(periods) if _is_of(each, line)]
    exact = [number for number in of_same if periods[number].due_on == was_due]
    if not of_same:
        return
    number = (exact or of_same)[0]
    periods[number] = _after(periods[number], line)


def _is_of(period: Period, line: Line) -> bool:
    return period.is_open and period.deadline_id == line.figures["deadline_id"]


def _after(period: Period, line: Line) -> Period:
    match line.of.partition(".")[2]:
        case "DeadlineMet":
            return replace(period, met=line)
        case "DeadlineCancelled":
            return replace(period, cancelled=line)
        case _:
            return replace(period, due_on=date.fromisoformat(line.figures["new_due_on"]))
