"""M06, M07, M18 to M20: where cases ended, and which other ways were taken."""

from collections.abc import Iterator

from concord_oversight.read_side.casebook import Casebook, Line
from concord_oversight.read_side.measuring.measure import ALL, COUNT, SHARE, Entry, Measure

SETTLED, CLOSED, UNRESOLVED = "intake.CaseSettled", "intake.CaseClosed", "intake.CaseUnresolved"
OPENED, OUTSIDE, PROMPTED = "intake.StageOpened", "intake.ExternalRemedyRecorded", "oversight.CompactReviewSuggested"
BEFORE_ANY, INFORMAL = "before any stage", "informal"


def _closed(book: Casebook) -> Iterator[Entry]:
    return (Entry(line) for line in book.during(CLOSED))


def _settled(book: Casebook) -> Iterator[Entry]:
    for line in book.during(SETTLED):
        yield Entry(line)
        yield Entry(line, "at stage", line.figures["at_stage"])


def _at_the_lowest(book: Casebook) -> Iterator[Entry]:
    settled = book.during(SETTLED)
    opened = book.of_cases([line.about for line in settled], OPENED)
    for line in settled:
        types = {each.figures["stage_id"]: each.figures["stage_type"] for each in opened.get(line.about, ())}
        yield Entry(line, counts=types.get(line.figures["at_stage"]) == INFORMAL)


def _unresolved(book: Casebook) -> Iterator[Entry]:
    ended = {line.about: line for line in book.during(UNRESOLVED)}
    for line in book.during(CLOSED):
        yield Entry(line, counts=line.about in ended)
    for line in ended.values():
        yield Entry(line, "why", line.figures["why"])
    for line in book.during(PROMPTED):
        yield Entry(line, "review prompts", line.figures["why"])


def _gone_quiet(book: Casebook) -> Iterator[Entry]:
    for line in book.during(CLOSED):
        reason = line.figures["reason"]
        if reason in ("withdrawn", "dormant"):
            yield Entry(line, reason, ALL)
            yield Entry(line, f"{reason} at", line.figures["at_stage"] or BEFORE_ANY)


def _outside(book: Casebook) -> Iterator[Entry]:
    gone = book.during(OUTSIDE)
    opened = book.of_cases([line.about for line in gone], OPENED)
    for line in gone:
        yield Entry(line, "", ALL)
        yield Entry(line, "kind", line.figures["kind"])
        yield Entry(line, "stage", _stage_then(line, opened.get(line.about, [])))


def _stage_then(line: Line, opened: list[Line]) -> str:
    earlier = [each for each in opened if each.position < line.position]
    return str(earlier[-1].figures["stage_id"]) if earlier else BEFORE_ANY


MEASURES = (
    Measure(
        "M06",
        "Settled at each stage",
        "Cases settled in the period, in all and by the stage they were at, out of all cases closed in the period.",
        _settled,
        (SETTLED, CLOSED),
        whole=_closed,
    ),
    Measure(
        "M07",
        "Settled at the lowest level",
        "Of the cases settled in the period, those settled while the parties were still talking informally.",
        _at_the_lowest,
        (SETTLED, OPENED),
        always=(("", ALL, SHARE),),
    ),
    Measure(
        "M18",
        "Unresolved",
        "Of the cases closed in the period, those left unresolved after every stage, and why; with the prompts to "
        "review the Compact.",
        _unresolved,
        (UNRESOLVED, CLOSED, PROMPTED),
        always=(("", ALL, SHARE),),
    ),
    Measure(
        "M19",
        "Withdrawn and dormant",
        "Cases closed in the period because they were withdrawn or had gone quiet, by the stage they were at.",
        _gone_quiet,
        (CLOSED,),
        always=(("withdrawn", ALL, COUNT), ("dormant", ALL, COUNT)),
    ),
    Measure(
        "M20",
        "Outside routes",
        "Times in the period that a party went to a body outside, by kind and by the stage the case was at.",
        _outside,
        (OUTSIDE, OPENED),
        unit="times",
    ),
)
