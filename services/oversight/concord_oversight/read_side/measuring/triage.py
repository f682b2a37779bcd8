"""M01 to M05: what came in, and how it was received."""

from collections.abc import Iterator

from concord_oversight.read_side.casebook import Casebook, Line
from concord_oversight.read_side.measuring.measure import ALL, COUNT, SHARE, Entry, Measure
from concord_oversight.read_side.measuring.periods import RUNS, Period, periods_of

RAISED, ACKNOWLEDGED = "intake.ConcernRaised", "intake.ConcernAcknowledged"
ADVISED, ACCEPTED = "intake.CompactRelatednessAdvised", "intake.ConcernAccepted"
SIGNPOSTED, ADOPTED = "intake.ConcernSignposted", "intake.ConcernAdopted"
IMPOSSIBLE = "impossible"


def _received(book: Casebook) -> Iterator[Entry]:
    for line in book.during(RAISED):
        yield Entry(line)
        yield Entry(line, "channel", line.figures["channel"])
        yield Entry(line, "raised by", line.figures["raiser_kind"])


def _signposted(book: Casebook) -> Iterator[Entry]:
    decided = _first_by_case(book.during(ADVISED, ACCEPTED, SIGNPOSTED))
    sent = {line.about: line for line in book.during(SIGNPOSTED) if not line.figures["partial"]}
    for case, line in decided.items():
        yield Entry(sent.get(case, line), counts=case in sent)
    for line in sent.values():
        yield Entry(line, "reason", line.figures["reason"])


def _acknowledged(book: Casebook) -> Iterator[Entry]:
    yield from _in_time(book, "ConcernAcknowledged")


def _advised(book: Casebook) -> Iterator[Entry]:
    yield from _in_time(book, "CompactRelatednessAdvised")


def _in_time(book: Casebook, ends_on: str) -> Iterator[Entry]:
    """Concerns raised in the period whose period for that answer has ended, or was answered."""
    raised = book.during(RAISED)
    cases = [line.about for line in raised]
    answers = book.of_cases(cases, ACKNOWLEDGED)
    periods = periods_of(book, cases, "intake")
    for line in raised:
        if any(each.figures["how"] == IMPOSSIBLE for each in answers.get(line.about, ())):
            continue
        period = next((each for each in periods.get(line.about, ()) if _is_for(each, ends_on, book)), None)
        if period is not None and (period.met or period.is_past(book.as_of)):
            yield Entry(line, counts=period.kept)


def _is_for(period: Period, ends_on: str, book: Casebook) -> bool:
    rule = book.packs(period.begun.pack_version).deadline(period.deadline_id)
    return rule is not None and ends_on in rule.ends_on


def _accepted(book: Casebook) -> Iterator[Entry]:
    for line in book.during(ACCEPTED):
        yield Entry(line)
        if not line.figures["raising_sectors"]:
            yield Entry(line, "waiting for a member", ALL)
        if line.figures["same_sector"]:
            yield Entry(line, "inside one sector", ALL)
    for line in _first_by_case(book.during(ADOPTED)).values():
        yield Entry(line, "taken up by a member", ALL)


def _first_by_case(lines: tuple[Line, ...]) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for line in lines:
        found.setdefault(line.about, line)
    return found


MEASURES = (
    Measure(
        "M01",
        "Concerns received",
        "Concerns raised in the period, in all, by the way they came in and by who raised them.",
        _received,
        (RAISED,),
        unit="concerns",
    ),
    Measure(
        "M02",
        "Signposted",
        "Of the concerns that were looked at in the period, those that were sent on to another procedure as a "
        "whole; then how many for which reason.",
        _signposted,
        (ADVISED, ACCEPTED, SIGNPOSTED),
        unit="concerns",
        always=(("", ALL, SHARE),),
    ),
    Measure(
        "M03",
        "Acknowledged in time",
        "Of the concerns raised in the period that could be acknowledged and were, or whose time for it is over: "
        "those acknowledged by the day first set.",
        _acknowledged,
        (RAISED, ACKNOWLEDGED, *RUNS["intake"]),
        unit="concerns",
        always=(("", ALL, SHARE),),
    ),
    Measure(
        "M04",
        "Advised in time",
        "Of the concerns raised in the period that were advised on, or whose time for it is over: those advised "
        "on by the day first set. Compacts without a first advice have none.",
        _advised,
        (RAISED, ACKNOWLEDGED, *RUNS["intake"]),
        unit="concerns",
        always=(("", ALL, SHARE),),
    ),
    Measure(
        "M05",
        "Cases accepted",
        "Concerns accepted as cases in the period; apart from that, those accepted before a member took them up, "
        "and those that a member took up in the period.",
        _accepted,
        (ACCEPTED, ADOPTED),
        always=(("", ALL, COUNT), ("waiting for a member", ALL, COUNT), ("taken up by a member", ALL, COUNT)),
    ),
)
