"""M08 to M11: how long things took, and which days were kept."""

from collections.abc import Iterator
from datetime import date

from concord_oversight.read_side.casebook import Casebook, Line
from concord_oversight.read_side.measuring.measure import ALL, SHARE, SPREAD, Entry, Measure
from concord_oversight.read_side.measuring.periods import (
    CANCELLED,
    EVERY_RUN,
    EXTENDED,
    MET,
    SET,
    TARGET,
    is_target,
    put_together,
)

OPENED, CLOSED = "intake.StageOpened", "intake.StageClosed"
STOPPED, RESUMED = "intake.CaseSuspended", "intake.CaseResumed"
CONFIRMED, WITHHELD = "intake.InformalExhaustionConfirmed", "intake.ConfirmationWithheld"


def _days_in_stage(book: Casebook) -> Iterator[Entry]:
    closed = book.during(CLOSED)
    told = book.of_cases([line.about for line in closed], OPENED, STOPPED, RESUMED)
    for line in closed:
        earlier = [each for each in told.get(line.about, ()) if each.position < line.position]
        opened = [each for each in earlier if each.of == OPENED and _stage(each) == _stage(line)]
        if opened:
            days = _working_days(opened[-1], line, earlier, book)
            yield Entry(line, "", _stage(line), number=days)


def _working_days(opened: Line, closed: Line, told: list[Line], book: Casebook) -> int:
    days = book.calendar.between(opened.on, closed.on)
    stopped: date | None = None
    for line in told:
        if line.position < opened.position or line.of == OPENED:
            continue
        if line.of == STOPPED:
            stopped = line.on
        elif stopped is not None:
            days, stopped = days - book.calendar.between(stopped, line.on), None
    return days - (book.calendar.between(stopped, closed.on) if stopped else 0)


def _stage(line: Line) -> str:
    return str(line.figures["stage_id"])


def _kept(book: Casebook) -> Iterator[Entry]:
    for line in book.during(*MET):
        if is_target(line, book):
            yield from _ended(line, line.on <= date.fromisoformat(line.figures["first_due_on"]))
    for line in book.during(*CANCELLED):
        if is_target(line, book) and date.fromisoformat(line.figures["due_on"]) < line.on:
            yield from _ended(line, kept=False)
    for line in book.during(*EXTENDED):
        if is_target(line, book):
            yield Entry(line, "given more time", line.figures["deadline_id"])


def _ended(line: Line, kept: bool) -> Iterator[Entry]:
    yield Entry(line, "kept", ALL, counts=kept)
    yield Entry(line, "kept", line.figures["deadline_id"], counts=kept)


def _overdue(book: Casebook) -> Iterator[Entry]:
    """The longest of each kind: entries are all that are open and past due."""
    unfinished = book.unfinished(SET, (*MET, *CANCELLED), TARGET)
    for case, lines in book.of_cases(unfinished, *EVERY_RUN).items():
        own = [line for line in lines if line.figures["deadline_id"] in unfinished[case]]
        for period in put_together(own):
            if period.is_past(book.as_of):
                days = book.calendar.between(period.due_on, book.as_of)
                yield Entry(period.begun, "", ALL, number=days)
                yield Entry(period.begun, "by deadline", period.deadline_id, number=days)


def _withheld(book: Casebook) -> Iterator[Entry]:
    held_back = {line.about: line for line in book.ever(WITHHELD)}
    seen: set[str] = set()
    for line in book.ever(CONFIRMED):
        if line.about not in seen and line.on >= book.wanted.from_on:
            yield Entry(line, counts=line.about in held_back)
        seen.add(line.about)


MEASURES = (
    Measure(
        "M08",
        "Working days in each stage",
        "For the stages that ended in the period: working days from the day they opened to the day they ended, "
        "without those on which the case stood still. Median, shortest and longest.",
        _days_in_stage,
        (OPENED, CLOSED, STOPPED, RESUMED),
        unit="working days",
        always=(),
    ),
    Measure(
        "M09",
        "Kept deadlines",
        "Of the deadlines that are targets and ended in the period, those met by the day first set, whatever "
        "time was given later; one that was past due when the case went another way was not kept. Apart from "
        "that, how often more time was given.",
        _kept,
        (*MET, *CANCELLED, *EXTENDED),
        unit="deadlines",
        always=(("kept", ALL, SHARE),),
    ),
    Measure(
        "M10",
        "Longest overdue",
        "Deadlines that are targets, open and past due at the end of the period, or on the last day on record "
        "where that is earlier: working days past due, the longest being what this measure is about.",
        _overdue,
        EVERY_RUN,
        unit="working days",
        always=(("", ALL, SPREAD),),
    ),
    Measure(
        "M11",
        "Confirmations withheld",
        "Of the cases in which a party first confirmed in the period that talk is exhausted, those in which "
        "another party's confirmation stayed out after every reminder.",
        _withheld,
        (CONFIRMED, WITHHELD),
        always=(("", ALL, SHARE),),
    ),
)
