"""What moves a due day: pauses, extensions, and days declared holidays later."""

from datetime import date

from concord_shared.deadlines.clocks import (
    Occurrence,
    clock_facts,
    explain,
    extended,
    recount,
)
from concord_shared.deadlines.facts import DeadlineChanged, DeadlineMet
from concord_shared.directory import DirectoryCopy
from concord_shared.facts import On
from concord_shared.testing.clocked import ClockedCase

from .conftest import CALENDAR, PACK, PARTIES, a_case, day


def a_mediation(opened: date = date(2026, 12, 18), *owned: str) -> ClockedCase:
    case = a_case(*(owned or ("ROT-D01",)))
    case.happens("StageOpened", opened, stage="mediation")
    return case


def test_days_used_and_left_when_the_clock_stops_and_the_rest_runs_from_resumption() -> None:
    case = a_mediation(day("02-08"))
    assert case.happens("CaseSuspended", day("02-22")) == ["DeadlinePaused"]
    stop = case.facts[-1].fact.model_dump()
    assert (stop["used"], stop["left"], case.clocks["ROT-D01"].status) == (10, 10, "paused")
    assert case.swept(day("03-30")) == []
    assert case.happens("CaseResumed", day("04-06")) == ["DeadlineResumed"]
    moved = case.facts[-1].fact.model_dump()
    assert (moved["used"], moved["left"], moved["new_due_on"]) == (10, 10, day("04-20"))
    assert case.swept(day("04-21")) == ["DeadlineApproaching", "DeadlineLapsed"]


def test_only_the_packs_own_fact_stops_a_clock() -> None:
    case = a_case("ROT-D11", "ROT-D10")
    case.happens("ConcernRaised", day("01-04"))
    assert case.happens("ConcernInformationRequested", day("01-06")) == ["DeadlinePaused"]
    assert case.clocks["ROT-D11"].paused_by == "ConcernInformationRequested"
    assert case.clocks["ROT-D10"].status == "open"
    assert case.happens("ConcernInformationSupplied", day("01-13")) == ["DeadlineResumed"]
    assert case.clocks["ROT-D11"].due_on == day("01-25")


def test_a_period_that_has_run_out_is_not_stopped() -> None:
    case = a_mediation()
    assert case.happens("CaseSuspended", day("01-20")) == []
    assert case.swept(day("01-21")) == ["DeadlineApproaching", "DeadlineLapsed"]
    assert case.happens("CaseSuspended", day("01-22")) == []


def test_a_deadline_met_while_its_clock_stands_is_not_late() -> None:
    case = a_mediation()
    case.happens("CaseSuspended", day("01-18"))
    assert case.happens("MediationSettled", day("02-26")) == ["DeadlineMet"]
    assert case.last(DeadlineMet).working_days_late == 0


def test_a_deadline_set_during_a_suspension_starts_stopped() -> None:
    occurrence = Occurrence("NoticeDelivered", day("06-01"), {"notice": "recommendation"}, "council")
    facts = clock_facts(
        {}, PACK, lambda of: True, occurrence, CALENDAR, DirectoryCopy(), PARTIES, paused_by=("CaseSuspended",)
    )
    assert [type(each.fact).__name__ for each in facts] == ["DeadlineSet", "DeadlinePaused"]


def test_an_extension_after_the_lapse_opens_the_deadline_again() -> None:
    case = a_mediation()
    case.swept(day("01-22"))
    moved = extended(case.clocks["ROT-D01"], 5, ("council",), None, day("01-22"), CALENDAR)
    case.take([On(moved, day("01-22"))])
    assert (case.clocks["ROT-D01"].status, moved.new_due_on) == ("open", day("01-27"))
    assert case.swept(day("01-28")) == ["DeadlineLapsed"]


def test_a_declared_holiday_moves_only_the_deadlines_that_it_touches() -> None:
    case = a_mediation(date(2026, 12, 18), "ROT-D01", "ROT-D16")
    jubilee = CALENDAR.with_declared({day("01-07"): "Day of a jubilee"})
    (moved,) = recount(case.clocks, jubilee)
    assert (moved.deadline_id, moved.reason) == ("ROT-D01", "calendar")
    assert (moved.old_due_on, moved.new_due_on, moved.warn_on) == (day("01-20"), day("01-21"), day("01-14"))
    assert (moved.calendar_version, moved.skipped[-1].why) == (jubilee.version, "Day of a jubilee")
    case.take([On(moved, day("01-04"))])
    assert recount(case.clocks, jubilee) == ()


def test_an_entry_made_late_keeps_the_days_that_were_declared_meanwhile() -> None:
    jubilee = CALENDAR.with_declared({day("01-07"): "Day of a jubilee"})
    case = a_mediation()
    case.take([On(fact, day("01-04")) for fact in recount(case.clocks, jubilee)])
    case.swept(day("01-25"))
    assert case.happens("MediationSettled", day("01-20")) == ["DeadlineChanged", "DeadlineMet"]
    corrected = case.last(DeadlineChanged)
    assert (corrected.reason, corrected.new_due_on, corrected.calendar_version) == (
        "late_entry",
        day("01-21"),
        jubilee.version,
    )
    rows = {row.on: row for row in explain(case.clocks["ROT-D01"].set, [corrected])}
    assert (rows[day("01-07")].why, rows[day("01-21")].counted) == ("Day of a jubilee", 20)


def test_a_case_that_was_put_aside_when_the_day_was_declared_catches_up_before_anything_lapses() -> None:
    case = a_mediation()
    case.calendar = CALENDAR.with_declared({day("01-07"): "Day of a jubilee"})
    assert case.swept(day("01-21")) == ["DeadlineChanged", "DeadlineApproaching"]
    assert case.dates()[-2:] == [("DeadlineChanged", "2027-01-21"), ("DeadlineApproaching", "2027-01-14")]
    assert case.swept(day("01-21")) == []
    assert case.swept(day("01-22")) == ["DeadlineLapsed"]


def test_a_day_declared_outside_its_time_leaves_a_sweep_as_it_was() -> None:
    case, as_before = a_mediation(), a_mediation()
    case.calendar = CALENDAR.with_declared({day("03-10"): "A day"})
    assert case.swept(day("02-10")) == as_before.swept(day("02-10"))


def test_a_declared_holiday_does_not_touch_what_has_ended_lapsed_or_stopped() -> None:
    jubilee = CALENDAR.with_declared({day("01-07"): "Day of a jubilee"})
    lapsed, stopped, ended = a_mediation(), a_mediation(), a_mediation()
    lapsed.swept(day("01-22"))
    stopped.happens("CaseSuspended", day("01-05"))
    ended.happens("MediationSettled", day("01-05"))
    assert [recount(case.clocks, jubilee) for case in (lapsed, stopped, ended)] == [(), (), ()]
    stopped.calendar = jubilee
    stopped.happens("CaseResumed", day("01-06"))
    assert stopped.clocks["ROT-D01"].due_on == day("01-22")
