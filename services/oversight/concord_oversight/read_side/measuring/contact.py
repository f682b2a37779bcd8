"""M27, M28: how people reach us, and how we reach them."""

from collections.abc import Iterator
from datetime import datetime

from concord_oversight.read_side.casebook import Casebook
from concord_oversight.read_side.measuring.measure import ALL, COUNT, SHARE, Entry, Measure

RAISED, ACCEPTED = "intake.ConcernRaised", "intake.ConcernAccepted"
ASKED, GIVEN = "intake.SupportRequested", "intake.SupportProvided"
ISSUED, DELIVERED, FAILED = "notify.NoticeIssued", "notify.NoticeDelivered", "notify.NoticeFailed"
ALL_TRIED, SECONDS_AN_HOUR = "all_tried", 3600


def _access(book: Casebook) -> Iterator[Entry]:
    for line in book.during(RAISED):
        yield Entry(line, "channel", line.figures["channel"])
        if line.figures["adjustments_asked"]:
            yield Entry(line, "adjustments asked for", "with the concern")
    for part, of in (("adjustments asked for", ASKED), ("adjustments made", GIVEN)):
        for line in book.during(of):
            yield Entry(line, part, line.figures["kind"])
    for line in book.during(ACCEPTED):
        yield Entry(line, "raised by a small group", ALL, counts=bool(line.figures["small_groups"]))


def _notices(book: Casebook) -> Iterator[Entry]:
    delivered = book.during(DELIVERED)
    issued = book.pairs([line.about for line in delivered], ISSUED, "notice", "issued_at")
    for line in book.during(ISSUED):
        yield Entry(line, "issued", ALL)
        yield Entry(line, "issued by", line.figures["channel"])
    for line in delivered:
        yield Entry(line, "delivered", ALL)
        began = issued.get(line.figures["notice"])
        if began is not None:
            taken = datetime.fromisoformat(line.figures["at"]) - datetime.fromisoformat(began)
            yield Entry(line, "hours to delivery", ALL, number=taken.total_seconds() / SECONDS_AN_HOUR)
    for line in book.during(FAILED):
        if line.figures["channels"] == ALL_TRIED:
            yield Entry(line, "failed on every channel", ALL)


MEASURES = (
    Measure(
        "M27",
        "Access",
        "Concerns raised in the period by channel; adjustments asked for and made, by kind; and, of the cases "
        "accepted in the period, those in which a small informal group is on the raising side.",
        _access,
        (RAISED, ACCEPTED, ASKED, GIVEN),
        unit="times",
        always=(("raised by a small group", ALL, SHARE),),
    ),
    Measure(
        "M28",
        "Letters",
        "Letters issued in the period, delivered in it, and failed on every channel; with the hours from issue to "
        "delivery: median, shortest and longest.",
        _notices,
        (ISSUED, DELIVERED, FAILED),
        unit="letters",
        always=(("issued", ALL, COUNT), ("delivered", ALL, COUNT), ("failed on every channel", ALL, COUNT)),
    ),
)
