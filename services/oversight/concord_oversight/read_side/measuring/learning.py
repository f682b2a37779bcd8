"""M25, M26, M29, M30: what is learnt, and who carries it."""

from collections.abc import Iterator
from datetime import date

from concord_oversight.domain.leads import is_lead
from concord_oversight.read_side.casebook import Casebook, Line
from concord_oversight.read_side.measuring.measure import ALL, SHARE, SPREAD, Entry, Measure

LESSON, CLOSED, ACTION = "intake.LessonRecorded", "intake.CaseClosed", "oversight.ActionItemRecorded"
SURVEY = "intake.SurveyAnswered"
PLANNED, HELD = "oversight.LearningMeetingPlanned", "oversight.LearningMeetingHeld"
MOVED, CALLED_OFF = "oversight.LearningMeetingMoved", "oversight.LearningMeetingCancelled"
SIGNED, NAMED, ENDED = "directory.OrganisationSignedUp", "directory.RoleAssigned", "directory.RoleEnded"
QUESTIONS = ("fair", "clear", "useful")


def _lessons(book: Casebook) -> Iterator[Entry]:
    closed = book.during(CLOSED)
    taught = book.of_cases([line.about for line in closed], LESSON)
    for line in closed:
        yield Entry(line, "lessons for each closed case", number=len(taught.get(line.about, ())))
        yield Entry(line, "closed cases with a lesson", counts=line.about in taught)
    taken = {line.figures["lesson"] for line in book.ever(ACTION) if line.figures["from_lesson"]}
    for line in book.during(LESSON):
        yield Entry(line, "lessons", line.figures["kind"])
        yield Entry(line, "lessons taken into an action", counts=line.figures["lesson"] in taken)


def _useful(book: Casebook) -> Iterator[Entry]:
    for line in book.during(SURVEY):
        for question in QUESTIONS:
            if line.figures[question] is not None:
                yield Entry(line, "", question, number=line.figures[question])


def _meetings(book: Casebook) -> Iterator[Entry]:
    """A meeting belongs to the period of the day for which it was last planned."""
    moved = {line.about: line for line in book.ever(MOVED)}
    off = {line.about for line in book.ever(CALLED_OFF)}
    held = {line.about: line for line in book.ever(HELD)}
    for line in book.ever(PLANNED):
        day = date.fromisoformat(moved.get(line.about, line).figures["meets_on"])
        if book.wanted.from_on <= day <= min(book.wanted.until_on, book.as_of) and line.about not in off:
            yield Entry(line, "held", counts=line.about in held)
    for line in book.during(HELD):
        yield Entry(line, "partners present", number=line.figures["partners_present"])


def _named(book: Casebook) -> Iterator[Entry]:
    """By the end of the period, or on the last day on record; what was said last of an organisation's office counts."""
    held: dict[tuple[str, str], bool] = {}
    rules = (book.packs(None).monitoring.repeat_rule,)
    noted = (line for line in book.ever(NAMED, ENDED) if is_lead(line.figures["office"], rules))
    for line in sorted(noted, key=lambda each: each.position):
        holds = line.figures["still_held"] if line.of == ENDED else _is_now(line, book.as_of)
        held[line.about, line.figures["office"]] = holds
    with_one = {about for (about, _), holds in held.items() if holds}
    for line in {each.about: each for each in book.ever(SIGNED)}.values():
        yield Entry(line, counts=line.about in with_one)


def _is_now(line: Line, day: date) -> bool:
    starts, ends = line.figures["starts_on"], line.figures["ends_on"]
    return date.fromisoformat(starts) <= day and (ends is None or date.fromisoformat(ends) >= day)


MEASURES = (
    Measure(
        "M25",
        "Lessons",
        "Lessons for each case closed in the period, and how many of those cases have one; lessons recorded in "
        "the period by kind, and how many of them were taken into an action.",
        _lessons,
        (LESSON, CLOSED, ACTION),
        unit="lessons",
        always=(
            ("lessons for each closed case", ALL, SPREAD),
            ("closed cases with a lesson", ALL, SHARE),
            ("lessons taken into an action", ALL, SHARE),
        ),
    ),
    Measure(
        "M26",
        "Usefulness",
        "Answers given in the period to the three voluntary questions after closing, each from 1 (not at all) to "
        "5 (very): was it fair, was it clear, was it useful. Median, lowest and highest.",
        _useful,
        (SURVEY,),
        unit="points",
        always=tuple(("", question, SPREAD) for question in QUESTIONS),
    ),
    Measure(
        "M29",
        "Learning meetings",
        "Of the learning meetings planned for a day of the period that has come, those held; and the partners "
        "present at those held in the period.",
        _meetings,
        (PLANNED, MOVED, CALLED_OFF, HELD),
        unit="meetings",
        always=(("held", ALL, SHARE), ("partners present", ALL, SPREAD)),
    ),
    Measure(
        "M30",
        "Champions and leads",
        "Of the organisations that had signed up by the end of the period, those with a named champion or lead then.",
        _named,
        (SIGNED, NAMED, ENDED),
        unit="organisations",
        always=(("", ALL, SHARE),),
    ),
)
