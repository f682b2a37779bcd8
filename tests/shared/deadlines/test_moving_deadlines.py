"""What moves a due day: pauses, extensions, and days declared holidays later."""

from datetime import date

from concord_shared.deadlines.clocks import (
    Occurrence,
    agreed,
    clock_facts,
    extended,
    extension_unmet,
    proposed,
    recount,
)
from concord_shared.deadlines.facts import DeadlineMet
from concord_shared.directory import DirectoryCopy
from concord_shared.facts import On
from concord_shared.packs.model import DeadlineRule
from concord_shared.testing.clocked import ClockedCase

from .conftest import CALENDAR, PACK, PARTIES, a_case, day


def rule(deadline_id: str) -> DeadlineRule:
    found = PACK.deadline(deadline_id)
    assert found is not None
    return found


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


def test_an_agreed_extension_keeps_the_first_due_day() -> None:
    case = a_mediation()
    running = case.clocks["ROT-D01"]
    case.take([On(proposed(running, 10, "council", "illness", day("01-19"), CALENDAR), day("01-19"))])
    assert case.clocks["ROT-D01"].due_on == day("01-20")
    facts = agreed(case.clocks["ROT-D01"], "vcs_group", PARTIES, day("01-19"), CALENDAR)
    assert case.take([On(fact, day("01-19")) for fact in facts]) == ["ExtensionAgreed", "DeadlineExtended"]
    running = case.clocks["ROT-D01"]
    assert (running.due_on, running.set.first_due_on) == (day("02-03"), day("01-20"))
    assert case.facts[-1].fact.model_dump()["old_due_on"] == day("01-20")
    case.happens("MediationSettled", day("02-03"))
    met = case.last(DeadlineMet)
    assert (met.due_on, met.first_due_on, met.working_days_late) == (day("02-03"), day("01-20"), 0)


def test_an_extension_waits_for_every_party() -> None:
    case = a_mediation()
    running = case.clocks["ROT-D01"]
    case.take([On(proposed(running, 10, "mediator_org", "illness", day("01-19"), CALENDAR), day("01-19"))])
    facts = agreed(case.clocks["ROT-D01"], "council", PARTIES, day("01-19"), CALENDAR)
    assert [type(fact).__name__ for fact in facts] == ["ExtensionAgreed"]
    assert agreed(running, "council", PARTIES, day("01-19"), CALENDAR) == ()


def test_an_extension_after_the_lapse_opens_the_deadline_again() -> None:
    case = a_mediation()
    case.swept(day("01-22"))
    moved = extended(case.clocks["ROT-D01"], 5, ("council",), "illness", day("01-22"), CALENDAR)
    case.take([On(moved, day("01-22"))])
    assert (case.clocks["ROT-D01"].status, moved.new_due_on) == ("open", day("01-27"))
    assert case.swept(day("01-28")) == ["DeadlineLapsed"]


def test_what_stands_in_the_way_of_an_extension() -> None:
    case = a_mediation()
    running, of = case.clocks["ROT-D01"], rule("ROT-D01")
    assert extension_unmet(running, of, 20) is None
    codes = [
        extension_unmet(running, of, 21),
        extension_unmet(None, of, 5),
        extension_unmet(running, rule("ROT-D16"), 5),
    ]
    assert [each.code for each in codes if each] == ["ExtensionTooLong", "DeadlineNotOpen", "NotExtendable"]
    moved = extended(running, 15, PARTIES, "illness", day("01-19"), CALENDAR)
    case.take([On(moved, day("01-19"))])
    assert extension_unmet(case.clocks["ROT-D01"], of, 6) is not None


def test_a_declared_holiday_moves_only_the_deadlines_that_it_touches() -> None:
    case = a_mediation(date(2026, 12, 18), "ROT-D01", "ROT-D16")
    jubilee = CALENDAR.with_declared({day("01-07"): "Day of a jubilee"})
    (moved,) = recount(case.clocks, jubilee)
    assert (moved.deadline_id, moved.reason) == ("ROT-D01", "calendar")
    assert (moved.old_due_on, moved.new_due_on, moved.warn_on) == (day("01-20"), day("01-21"), day("01-14"))
    assert (moved.calendar_version, moved.skipped[-1].why) == (jubilee.version, "Day of a jubilee")
    case.take([On(moved, day("01-04"))])
    assert recount(case.clocks, jubilee) == ()


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
