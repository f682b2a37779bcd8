"""M12 to M17: mediation, appointments, reviews and what came of them; never by party."""

from collections.abc import Iterator

from concord_oversight.read_side.casebook import Casebook, Line
from concord_oversight.read_side.measuring.measure import ALL, SHARE, Entry, Measure

OPENED, AGREED = "intake.StageOpened", "mediation.MediationAgreedByAll"
SETTLED, FAILED = "mediation.MediationSettled", "mediation.MediationFailed"
REJECTED = ("mediation.AppointmentRejected", "panel.AppointmentRejected")
RECOMMENDED, CLOSED = "panel.PanelRecommendation", "intake.CaseClosed"
NEVER_RAN = ("declined", "consent_missing", "no_mediator")
ACCEPTED, YES = "accepted", "yes"


def _taken_up(book: Casebook) -> Iterator[Entry]:
    offered = [line for line in book.during(OPENED) if _asks_consent(line, book)]
    agreed = book.of_cases([line.about for line in offered], AGREED)
    for line in offered:
        yield Entry(line, counts=any(_is_after(each, line) for each in agreed.get(line.about, ())))


def _asks_consent(line: Line, book: Casebook) -> bool:
    stages = {stage.id: stage for stage in book.packs(line.pack_version).stages}
    stage = stages.get(line.figures["stage_id"])
    return stage is not None and stage.consent is not None and stage.consent.required == "all_parties"


def _is_after(line: Line, opened: Line) -> bool:
    return line.figures.get("stage_id") == opened.figures["stage_id"] and line.position > opened.position


def _succeeded(book: Casebook) -> Iterator[Entry]:
    for line in book.during(SETTLED):
        yield Entry(line, counts=True)
    for line in book.during(FAILED):
        if line.figures["reason"] not in NEVER_RAN:
            yield Entry(line, counts=False)


def _rejected(book: Casebook) -> Iterator[Entry]:
    for line in book.during(*REJECTED):
        yield Entry(line)
        yield Entry(line, "rule", line.figures["rule"])
        yield Entry(line, "office", line.figures["office"])


def _reviews(book: Casebook) -> list[Line]:
    return [line for line in book.during(RECOMMENDED) if line.figures["breach_found"] is not None]


def _found(book: Casebook) -> Iterator[Entry]:
    for line in _reviews(book):
        yield Entry(line, "", str(line.figures["breach_found"]))


def _reviewed(book: Casebook) -> Iterator[Entry]:
    return (Entry(line) for line in _reviews(book))


def _heard_fairly(book: Casebook) -> Iterator[Entry]:
    for line in _reviews(book):
        yield Entry(line, counts=bool(line.figures["fair_hearing_for_all"]))


def _accepted(book: Casebook) -> Iterator[Entry]:
    made = book.during(RECOMMENDED)
    closed = book.of_cases([line.about for line in made], CLOSED)
    for line in made:
        ended = [each for each in closed.get(line.about, ()) if each.position > line.position]
        yield Entry(line, counts=any(each.figures["reason"] == ACCEPTED for each in ended))


SHARED = (("", ALL, SHARE),)
MEASURES = (
    Measure(
        "M12",
        "Mediation taken up",
        "Of the stages opened in the period in which every party is asked whether it wants mediation, those in "
        "which all agreed. It is never counted by party: declining is a right.",
        _taken_up,
        (OPENED, AGREED),
        always=SHARED,
    ),
    Measure(
        "M13",
        "Mediation that ended in agreement",
        "Of the mediations that ran and ended in the period, those that ended in terms which every party "
        "confirmed. One that was declined, or for which nobody could be appointed, did not run.",
        _succeeded,
        (SETTLED, FAILED),
        unit="mediations",
        always=SHARED,
    ),
    Measure(
        "M14",
        "Appointments refused",
        "Appointments that were proposed in the period and refused, by the rule and by the office.",
        _rejected,
        REJECTED,
        unit="appointments",
    ),
    Measure(
        "M15",
        "Findings",
        "Reviews concluded in the period, by their answer to whether a commitment was kept: found, partly, not "
        "found or left undetermined. A finding is the review's, never this system's.",
        _found,
        (RECOMMENDED,),
        unit="reviews",
        whole=_reviewed,
        always=(),
    ),
    Measure(
        "M16",
        "Fair hearing",
        "Of the reviews concluded in the period, those which found that every party had a fair hearing.",
        _heard_fairly,
        (RECOMMENDED,),
        unit="reviews",
        always=SHARED,
    ),
    Measure(
        "M17",
        "Recommendations accepted",
        "Of the recommendations made in the period, those that every party accepted.",
        _accepted,
        (RECOMMENDED, CLOSED),
        unit="recommendations",
        always=SHARED,
    ),
)
