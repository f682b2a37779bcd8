"""The review waits for the next meeting of the group where that is later than its working days."""

from datetime import date

import pytest

from concord_shared.contracts.directory import MeetingScheduled
from concord_shared.deadlines.facts import DeadlineSet

from .conftest import CALENDAR, a_case, day


def test_the_review_period_starts_with_the_report_and_again_with_a_new_one() -> None:
    case = a_case("ROT-D03")
    case.happens("InvestigationReportSubmitted", day("04-19"))
    assert case.clocks["ROT-D03"].due_on == day("05-04")
    assert case.happens("ReportReferredBack", day("04-26")) == ["DeadlineMet"]
    case.happens("InvestigationReportSubmitted", day("05-04"))
    assert case.clocks["ROT-D03"].set.start_on == day("05-04")
    assert case.clocks["ROT-D03"].status == "open"


def reviewed(*meetings: date) -> DeadlineSet:
    case = a_case("ROT-D03")
    for meeting in meetings:
        case.directory.apply(MeetingScheduled(body="ceo_group", meets_on=meeting))
    case.happens("InvestigationReportSubmitted", day("04-19"))
    return case.clocks["ROT-D03"].set


@pytest.mark.parametrize(
    ("meetings", "due", "chosen"),
    [
        ([day("05-20")], day("05-20"), "meeting"),
        ([day("04-26")], day("05-04"), "length"),
        ([day("04-26"), day("05-20")], day("05-04"), "length"),
        ([day("04-18")], day("05-04"), "length"),
        ([day("04-19")], day("05-04"), "length"),
        ([], day("05-04"), "length"),
        ([day("05-22")], day("05-24"), "meeting"),
    ],
)
def test_the_review_waits_for_the_next_meeting_if_that_is_later(meetings: list[date], due: date, chosen: str) -> None:
    fact = reviewed(*meetings)
    assert fact.alternative is not None
    assert (fact.due_on, fact.alternative.chosen) == (due, chosen)
    assert (fact.alternative.length_due_on, fact.alternative.pinned_on) == (day("05-04"), day("04-19"))


def test_a_meeting_more_than_twenty_working_days_away_advises_delegation() -> None:
    near, far = reviewed(day("05-18")).alternative, reviewed(day("05-19")).alternative
    assert near is not None and far is not None
    assert (CALENDAR.between(day("04-19"), day("05-18")), near.advise_delegation) == (20, False)
    assert far.advise_delegation


def test_a_meeting_moved_later_does_not_move_the_due_day() -> None:
    case = a_case("ROT-D03")
    case.directory.apply(MeetingScheduled(body="ceo_group", meets_on=day("05-20")))
    case.happens("InvestigationReportSubmitted", day("04-19"))
    case.directory.apply(MeetingScheduled(body="ceo_group", meets_on=day("06-03"), replaces=day("05-20")))
    assert case.swept(day("05-21")) == ["DeadlineApproaching", "DeadlineLapsed"]
    assert case.facts[-1].occurred_on == day("05-21")
