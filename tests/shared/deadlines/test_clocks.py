"""Deadlines of Rotherham's pack: what sets, ends and cancels them."""

from datetime import date

from concord_shared.deadlines.clocks import (
    cancel_all,
    cancel_stage,
    derive,
    evolve_clocks,
    extended,
    next_on,
    open_clocks,
    recount,
    tell_clock,
)
from concord_shared.deadlines.facts import FACTS, DeadlineMet, DeadlineSet
from concord_shared.deadlines.moving import paused, resumed
from concord_shared.testing.clocked import ClockedCase

from .conftest import CALENDAR, STAFFORDSHIRE, a_case, day


def a_mediation(opened: date = date(2026, 12, 18), *owned: str) -> ClockedCase:
    case = a_case(*(owned or ("ROT-D01",)))
    case.happens("StageOpened", opened, stage="mediation")
    return case


def test_the_mediation_period_starts_with_its_stage_and_keeps_its_derivation() -> None:
    case = a_mediation()
    fact = case.clocks["ROT-D01"].set
    assert (fact.due_on, fact.first_due_on, fact.warn_on) == (day("01-20"), day("01-20"), day("01-13"))
    assert [each.on.isoformat() for each in fact.skipped] == ["2026-12-25", "2026-12-28", "2027-01-01"]
    assert (fact.start_fact, fact.source, fact.length_basis, fact.start_basis) == (
        "StageOpened",
        "001:638",
        "text",
        "ours",
    )
    assert fact.place == "The Rotherham Compact, Appendix 1, Stage 2"
    assert fact.calendar_version == CALENDAR.version


def test_another_stage_does_not_start_it() -> None:
    case = a_case("ROT-D01")
    assert case.happens("StageOpened", day("01-04"), stage="investigation") == []
    assert case.happens("StageOpened", day("01-04"), stage_id="mediation") == ["DeadlineSet"]


def test_a_rule_that_is_not_ours_is_not_set() -> None:
    case = a_case("ROT-D02")
    assert case.happens("StageOpened", day("01-04"), stage="mediation") == []


def test_met_in_time_is_not_late() -> None:
    case = a_mediation()
    assert case.happens("MediationSettled", day("01-14")) == ["DeadlineMet"]
    assert case.last(DeadlineMet).working_days_late == 0
    assert case.clocks["ROT-D01"].status == "met"
    assert next_on(case.clocks) is None


def test_met_late_counts_the_working_days_and_records_the_lapse_that_no_sweep_had_seen() -> None:
    case = a_mediation()
    assert case.happens("MediationFailed", day("01-22")) == ["DeadlineLapsed", "DeadlineMet"]
    assert case.dates()[1:] == [("DeadlineLapsed", "2027-01-21"), ("DeadlineMet", "2027-01-22")]
    assert case.last(DeadlineMet).working_days_late == 2


def test_a_lapse_is_dated_the_day_after_and_the_deadline_stays_open() -> None:
    case = a_mediation()
    case.swept(day("01-22"))
    assert case.dates()[1:] == [("DeadlineApproaching", "2027-01-13"), ("DeadlineLapsed", "2027-01-21")]
    assert case.clocks["ROT-D01"].status == "lapsed"
    assert case.clocks["ROT-D01"].is_open
    assert case.happens("MediationFailed", day("01-22")) == ["DeadlineMet"]


def test_a_late_entry_puts_a_wrong_lapse_right() -> None:
    case = a_mediation()
    case.swept(day("01-22"))
    assert case.happens("MediationSettled", day("01-19")) == ["DeadlineChanged", "DeadlineMet"]
    assert case.last(DeadlineMet).working_days_late == 0


def test_nothing_comes_due_before_its_day() -> None:
    case = a_mediation()
    assert next_on(case.clocks) == day("01-13")
    assert case.swept(day("01-12")) == []
    assert case.swept(day("01-13")) == ["DeadlineApproaching"]
    assert next_on(case.clocks) == day("01-21")
    assert case.swept(day("01-20")) == []
    assert case.swept(day("01-21")) == ["DeadlineLapsed"]
    assert next_on(case.clocks) is None
    assert case.swept(day("06-30")) == []


def test_an_open_deadline_is_not_set_again() -> None:
    case = a_mediation()
    assert case.happens("StageOpened", day("01-04"), stage="mediation") == []


def test_each_party_has_its_own_answer_period() -> None:
    case = a_mediation(day("03-15"), "ROT-D15")
    assert set(case.clocks) == {"ROT-D15/vcs_group", "ROT-D15/council"}
    assert case.happens("MediationConsentGiven", day("03-17"), party="council") == ["DeadlineMet"]
    assert [each.key for each in open_clocks(case.clocks)] == ["ROT-D15/vcs_group"]
    case.swept(day("03-23"))
    assert case.dates()[-2:] == [("ReminderDue", "2027-03-22"), ("DeadlineLapsed", "2027-03-23")]


def test_a_fact_about_no_single_party_ends_the_periods_of_all() -> None:
    case = a_mediation(day("03-15"), "ROT-D15")
    assert case.happens("MediationDeclined", day("03-16")) == ["DeadlineMet", "DeadlineMet"]


def test_the_first_confirmation_starts_the_reminders_and_the_second_does_not() -> None:
    case = a_case("ROT-D14")
    assert case.happens("InformalExhaustionConfirmed", day("02-01"), party="vcs_group") == ["DeadlineSet"]
    assert case.clocks["ROT-D14"].remind_on == (day("02-08"), day("02-15"))
    case.swept(day("02-16"))
    assert case.dates()[1:] == [
        ("ReminderDue", "2027-02-08"),
        ("ReminderDue", "2027-02-15"),
        ("DeadlineLapsed", "2027-02-16"),
    ]
    assert case.facts[-1].fact.model_dump()["do"] == "note_fact"
    assert case.happens("FormalResolutionInvoked", day("03-02")) == ["DeadlineMet"]
    assert case.happens("InformalExhaustionConfirmed", day("03-02"), party="council") == []


def test_a_referral_back_starts_its_own_period_and_not_the_first_one() -> None:
    case = a_case("ROT-D02", "ROT-D19")
    case.happens("StageOpened", day("01-04"), stage="investigation", first_time=True)
    case.happens("InvestigationReportSubmitted", day("01-20"))
    assert case.happens("ReportReferredBack", day("02-01")) == ["DeadlineSet"]
    assert case.happens("StageOpened", day("02-01"), stage="investigation", first_time=False) == []
    assert case.clocks["ROT-D19"].due_on == day("02-15")


def an_answer_period(party: str = "council") -> ClockedCase:
    case = a_case("ROT-D18")
    case.happens("NoticeDelivered", day("06-01"), party=party, notice="recommendation")
    return case


def test_a_partys_period_starts_with_the_delivery_of_its_own_letter() -> None:
    case = an_answer_period()
    assert set(case.clocks) == {"ROT-D18/council"}
    assert case.happens("NoticeDelivered", day("06-02"), party="vcs_group", notice_type="closure") == []
    assert case.happens("NoticeDelivered", day("06-02"), party="ombudsman", notice="recommendation") == []
    assert case.happens("NoticeDelivered", day("06-02"), notice="recommendation") == []


def test_a_letter_sent_again_does_not_begin_the_period_anew() -> None:
    case = an_answer_period()
    assert case.happens("NoticeDelivered", day("06-09"), party="council", notice="recommendation") == []
    case.happens("RecommendationResponseRecorded", day("06-10"), party="council")
    assert case.happens("NoticeDelivered", day("06-11"), party="council", notice="recommendation") == []


def test_a_prompt_repeats_until_the_stage_ends() -> None:
    case = a_case("ROT-D12")
    case.happens("StageOpened", day("01-04"), stage="informal")
    case.swept(day("03-10"))
    assert case.dates() == [
        ("DeadlineSet", "2027-01-04"),
        ("DeadlineLapsed", "2027-02-02"),
        ("DeadlineSet", "2027-02-02"),
        ("DeadlineLapsed", "2027-03-02"),
        ("DeadlineSet", "2027-03-02"),
    ]
    assert case.happens("CaseSettled", day("03-10")) == ["DeadlineMet"]
    assert case.swept(day("12-31")) == []


def test_weeks_roll_to_the_next_working_day() -> None:
    starts = {"2027-01-11": "2027-02-22", "2026-11-20": "2027-01-04", "2027-02-12": "2027-03-30"}
    (six_weeks,) = [each for each in STAFFORDSHIRE.deadlines if each.unit == "week"]
    for start, due in starts.items():
        assert derive(six_weeks, date.fromisoformat(start), CALENDAR).due_on.isoformat() == due


def test_a_stage_that_ends_cancels_its_deadlines_and_no_others() -> None:
    case = a_mediation(date(2026, 12, 18), "ROT-D01", "ROT-D16", "ROT-D20")
    case.happens("CaseClosed", day("01-05"))
    assert case.take(cancel_stage(case.clocks, "mediation", day("01-05"), "case closed")) == [
        "DeadlineCancelled",
        "DeadlineCancelled",
    ]
    assert [each.deadline_id for each in open_clocks(case.clocks)] == ["ROT-D20"]


def test_everything_can_be_cancelled_but_what_is_kept() -> None:
    case = a_mediation(date(2026, 12, 18), "ROT-D01", "ROT-D20")
    case.happens("CaseClosed", day("01-05"))
    case.take(cancel_all(case.clocks, day("01-05"), "case closed", keep=("after_closing",)))
    assert {each.deadline_id: each.status for each in case.clocks.values()} == {
        "ROT-D01": "cancelled",
        "ROT-D20": "open",
    }


def test_a_fact_of_an_unknown_deadline_changes_nothing() -> None:
    case = a_mediation()
    assert evolve_clocks({}, case.last(DeadlineSet).model_copy(), day("01-04")) != {}
    cancelled = cancel_all(case.clocks, day("01-04"), "over")[0].fact
    assert evolve_clocks({}, cancelled, day("01-04")) == {}


def test_what_others_hear_of_a_deadline() -> None:
    case = a_mediation()
    told = tell_clock(case.last(DeadlineSet))
    assert told is not None
    assert told.model_dump()["due_on"] == day("01-20")


def test_what_others_hear_when_a_deadline_moves() -> None:
    case = a_mediation()
    told = [
        tell_clock(extended(case.clocks["ROT-D01"], 5, ("council",), None, day("01-19"), CALENDAR)),
        tell_clock(paused(case.clocks["ROT-D01"], "CaseSuspended", day("01-04"), CALENDAR)),
        tell_clock(resumed(case.clocks["ROT-D01"], "CaseResumed", day("01-19"), CALENDAR)),
        *map(tell_clock, recount(case.clocks, CALENDAR.with_declared({day("01-07"): "Day of a jubilee"}))),
    ]
    assert [type(each).__name__ for each in told] == [
        "DeadlineExtended",
        "DeadlinePaused",
        "DeadlineResumed",
        "DeadlineChanged",
    ]
    shown = [each.model_dump() for each in told if each is not None]
    assert [each["deadline_id"] for each in shown] == ["ROT-D01"] * 4
    assert (shown[0]["old_due_on"], shown[0]["new_due_on"], shown[0]["agreed_by"]) == (
        day("01-20"),
        day("01-27"),
        ("council",),
    )
    assert (shown[1]["used"], shown[1]["left"], shown[3]["reason"]) == (8, 12, "calendar")


def test_every_fact_of_the_clock_has_a_name_of_its_own() -> None:
    names = [fact.stored_name for fact in FACTS]
    assert len(set(names)) == len(names)
    assert all(name.startswith("clock.") and name.endswith(".v1") for name in names)
