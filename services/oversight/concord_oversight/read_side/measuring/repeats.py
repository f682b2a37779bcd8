"""M21 to M24: like issues again, commitments, and what was said and shown about them."""

from collections.abc import Iterator

from concord_oversight.read_side.casebook import Casebook
from concord_oversight.read_side.measuring.measure import ALL, COUNT, SHARE, Entry, Measure

NOTED, DETECTED = "oversight.RepeatedDisputeNoted", "oversight.RepeatedDisputePatternDetected"
ENDED = "oversight.RepeatedDisputePatternClosed"
ACCEPTED, RECOMMENDED = "intake.ConcernAccepted", "panel.PanelRecommendation"
EXPLAINED, EVIDENCE = "intake.ExplanationGiven", "intake.DateEvidenceEntered"
FOUND = ("yes", "partly")


def _repeats(book: Casebook) -> Iterator[Entry]:
    for part, of in (("notes", NOTED), ("patterns", DETECTED)):
        for line in book.during(of):
            if line.figures["first"]:
                yield Entry(line, part, ALL)
                yield Entry(line, f"{part} by level", line.figures["level"])
    for line in book.during(ENDED):
        yield Entry(line, "patterns closed", line.figures["why"])


def _heat(book: Casebook) -> Iterator[Entry]:
    for line in book.during(ACCEPTED):
        for number in line.figures["cited"]:
            yield Entry(line, "alleged", number)
        for theme in line.figures["themes"]:
            yield Entry(line, "theme", theme)
    for line in book.during(RECOMMENDED):
        if line.figures["breach_found"] in FOUND:
            for number in line.figures["commitments_found"] or ():
                yield Entry(line, "found by a review", number)


def _explained(book: Casebook) -> Iterator[Entry]:
    accepted = book.during(ACCEPTED)
    given = book.of_cases([line.about for line in accepted], EXPLAINED)
    for line in accepted:
        yield Entry(line, counts=line.about in given)


def _evidence(book: Casebook) -> Iterator[Entry]:
    for line in book.during(EVIDENCE):
        yield Entry(line, "entered", line.figures["commitment"])
        yield Entry(line, str(line.figures["result"]).replace("_", " "), line.figures["commitment"])


MEASURES = (
    Measure(
        "M21",
        "Repeats",
        "Keys that were noted for the first time in the period, and patterns that were first called, by level; "
        "with the patterns that closed, and why.",
        _repeats,
        (NOTED, DETECTED, ENDED),
        unit="keys",
        always=(("notes", ALL, COUNT), ("patterns", ALL, COUNT)),
    ),
    Measure(
        "M22",
        "Commitments",
        "Cases accepted in the period by the commitment or principle that they name, and by theme: what is "
        "alleged. Apart from that, what reviews of the period found. A case that names several counts once under "
        "each.",
        _heat,
        (ACCEPTED, RECOMMENDED),
        always=(),
    ),
    Measure(
        "M23",
        "Explanations given",
        "Of the cases accepted in the period, those in which a party said why it did not keep to a commitment.",
        _explained,
        (ACCEPTED, EXPLAINED),
        always=(("", ALL, SHARE),),
    ),
    Measure(
        "M24",
        "Dates entered as evidence",
        "For each commitment whose rule is one of dates: how often a party entered dates in the period, and how "
        "often the rule was met by them, not met or excused. It is evidence, not a finding.",
        _evidence,
        (EVIDENCE,),
        unit="entries",
        always=(),
    ),
)
