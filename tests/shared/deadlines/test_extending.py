"""More time: who gives it, what moves, and what stays as it was."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from concord_shared.deadlines.clocks import tell_clock
from concord_shared.deadlines.facts import FACTS, DeadlineExtended, DeadlineMet, ExtensionProposed
from concord_shared.envelope import TIMER, Envelope
from concord_shared.facts import Fact, On
from concord_shared.store.keys import open_keys
from concord_shared.store.mapper import Mapper

from .conftest import PARTIES, a_case, day
from .more_time import CASE, WORDS, Extended, a_mediation, a_review, code, names


def test_both_parties_agree_to_ten_days_more_and_the_first_due_day_stays() -> None:
    mediation = a_mediation()
    assert names(mediation.ask(10, "council", day("01-19"))) == ["ExtensionProposed"]
    assert mediation.due == day("01-20")
    assert names(mediation.agree("vcs_group", day("01-19"))) == ["ExtensionAgreed", "DeadlineExtended"]
    assert mediation.due == day("02-03")
    moved: DeadlineExtended = mediation.case.last(DeadlineExtended)
    assert (moved.old_due_on, moved.agreed_by) == (day("01-20"), ("council", "vcs_group"))
    mediation.case.happens("MediationSettled", day("02-03"))
    met: DeadlineMet = mediation.case.last(DeadlineMet)
    assert (met.due_on, met.first_due_on, met.working_days_late) == (day("02-03"), day("01-20"), 0)


def test_the_reason_is_sealed_under_the_case_and_leaves_as_it_is() -> None:
    mediation = a_mediation()
    mediation.ask(10, "council", day("01-19"))
    mediation.agree("vcs_group", day("01-19"))
    for kind in (ExtensionProposed, DeadlineExtended):
        reason = mediation.case.last(kind).reason
        assert (reason.key, reason.clear) == (f"case:{CASE}", WORDS)
        assert WORDS not in repr(mediation.case.last(kind))
    told: Any = tell_clock(mediation.case.last(DeadlineExtended))
    assert (told.working_days, told.reason.key) == (10, f"case:{CASE}")


def test_every_one_of_three_parties_has_to_agree() -> None:
    mediation = a_mediation()
    mediation.parties = ("council", "vcs_group", "trust")
    mediation.ask(5, "council", day("01-19"))
    assert names(mediation.agree("vcs_group", day("01-19"))) == ["ExtensionAgreed"]
    assert mediation.due == day("01-20")
    assert names(mediation.agree("trust", day("01-20"))) == ["ExtensionAgreed", "DeadlineExtended"]


def test_when_the_missing_party_has_left_another_carries_it_through() -> None:
    mediation = a_mediation()
    mediation.parties = ("council", "vcs_group", "trust")
    mediation.ask(5, "council", day("01-19"))
    mediation.agree("vcs_group", day("01-19"))
    mediation.parties = PARTIES
    assert names(mediation.agree("council", day("01-20"))) == ["DeadlineExtended"]


def test_who_says_how_many_days_agrees_to_no_others() -> None:
    mediation = a_mediation()
    mediation.ask(10, "council", day("01-19"))
    assert names(mediation.ask(15, "council", day("01-19"))) == ["ExtensionProposed"]
    refused = mediation.agree("vcs_group", day("01-19"), working_days=10)
    assert (code(refused), refused.refusal and refused.refusal.field) == ("AgreementOfAllRequired", "working_days")
    assert names(mediation.agree("vcs_group", day("01-19"), working_days=15))[-1] == "DeadlineExtended"
    assert mediation.case.last(DeadlineExtended).working_days == 15


def test_the_chair_alone_gives_more_time_before_the_lapse() -> None:
    review = a_review()
    given = review.ask(10, "trft", day("05-04"), id="ROT-D03")
    assert names(given) == ["DeadlineExtended"]
    moved: DeadlineExtended = review.case.last(DeadlineExtended)
    assert (moved.old_due_on, moved.new_due_on, moved.agreed_by) == (day("05-04"), day("05-18"), ("representative",))
    assert review.case.swept(day("05-18")) == ["DeadlineApproaching"]


def test_after_the_lapse_the_chair_extends_and_both_stay_on_record() -> None:
    review = a_review()
    review.case.swept(day("05-06"))
    assert review.status("ROT-D03") == "lapsed"
    assert names(review.ask(5, "trft", day("05-06"), id="ROT-D03")) == ["DeadlineExtended"]
    assert review.status("ROT-D03") == "open"
    assert review.case.clocks["ROT-D03"].due_on == day("05-11")
    assert review.case.swept(day("05-12"))[-1] == "DeadlineLapsed"


def test_a_lapse_that_no_sweep_has_seen_is_recorded_before_the_extension() -> None:
    review = a_review()
    assert names(review.ask(5, "trft", day("05-06"), id="ROT-D03")) == ["DeadlineLapsed", "DeadlineExtended"]
    assert review.case.dates()[-2:] == [("DeadlineLapsed", "2027-05-05"), ("DeadlineExtended", "2027-05-06")]


def test_a_deadline_that_each_party_has_is_extended_for_the_one_named() -> None:
    case = a_case("ROT-D18")
    for party in PARTIES:
        case.happens("NoticeDelivered", day("06-01"), party=party, notice="recommendation")
    answers = Extended(case)
    refused = answers.ask(5, "council", day("06-02"), id="ROT-D18").refusal
    assert refused is not None and (refused.field, "council" in refused.message) == ("party", True)
    answers.ask(5, "council", day("06-02"), id="ROT-D18", party="council")
    answers.agree("vcs_group", day("06-02"), id="ROT-D18", party="council")
    due = {key: running.due_on for key, running in case.clocks.items()}
    assert due == {"ROT-D18/council": day("07-06"), "ROT-D18/vcs_group": day("06-29")}


def test_a_stopped_clock_is_extended_and_runs_on_with_the_longer_time() -> None:
    mediation = a_mediation()
    mediation.case.happens("CaseSuspended", day("01-05"))
    mediation.ask(5, "council", day("02-26"))
    mediation.agree("vcs_group", day("02-26"))
    mediation.case.happens("CaseResumed", day("03-01"))
    assert mediation.due == day("03-23")


def test_with_the_last_who_had_not_agreed_gone_the_date_moves_by_itself() -> None:
    mediation = a_mediation()
    mediation.parties = ("council", "vcs_group", "trust")
    mediation.ask(5, "council", day("01-19"))
    assert mediation.gone("trust", day("01-19")) == []
    mediation.agree("vcs_group", day("01-19"))
    assert mediation.gone("trust", day("01-20")) == ["DeadlineExtended"]
    assert mediation.case.last(DeadlineExtended).reason.clear == WORDS
    assert mediation.due == day("01-27")


def test_it_does_not_move_to_a_day_that_is_past_nor_where_nobody_is_left() -> None:
    mediation = a_mediation()
    mediation.parties = ("council", "vcs_group", "trust")
    mediation.ask(1, "council", day("01-19"))
    mediation.agree("vcs_group", day("01-19"))
    mediation.case.swept(day("02-01"))
    assert mediation.gone("trust", day("02-01")) == []
    mediation.parties = ("trust",)
    assert mediation.gone("trust", day("01-20")) == []


def test_a_reason_that_this_process_never_saw_in_clear_is_carried_over_sealed(tmp_path: Path) -> None:
    ring = open_keys(f"sqlite:///{tmp_path}/keys.sqlite", {"case": b"k" * 32})
    keeper = Mapper("mediation", FACTS, ring)
    blind = Mapper("mediation", FACTS, ring.without_keys())
    before, after = a_mediation(), a_mediation()
    before.ask(5, "council", day("01-19"))
    stored = _encoded(keeper, 1, before.case.last(ExtensionProposed))
    after.case.take([On(blind.decode(stored).fact, day("01-19"))])
    assert after.case.last(ExtensionProposed).reason.is_gap
    after.agree("vcs_group", day("01-19"))
    kept = _encoded(keeper, 2, after.case.last(DeadlineExtended))
    assert WORDS.encode() not in kept.state
    assert dict(keeper.decode(kept).fact)["reason"].clear == WORDS
    ring.close()


def _encoded(mapper: Mapper, version: int, fact: Fact) -> Any:
    around = {"recorded_at": datetime(2027, 1, 19, tzinfo=UTC), "occurred_on": day("01-19"), "actor": TIMER}
    envelope = Envelope(event_id="e", correlation_id="c", **around)
    return mapper.encode(f"mediation-{CASE}", version, envelope, fact)
