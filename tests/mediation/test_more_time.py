"""S02.4: more time, agreed by every party, each by its own command; the first due day is kept."""

from datetime import date

import pytest

from concord_shared.contracts.intake import PartyLeft
from concord_shared.deadlines.facts import DeadlineExtended, DeadlineMet, DeadlineSet

OPENED, TUESDAY = date(2026, 12, 18), date(2027, 1, 19)
FIRST_DUE, NEW_DUE = date(2027, 1, 20), date(2027, 2, 3)
D01 = "ROT-D01"


@pytest.fixture
def at_work(untouched):
    untouched.today = OPENED
    untouched.opened(OPENED).accepted()
    return untouched.working()


def extend(case, org=None, on=TUESDAY, days=10, deadline=D01, reason="One more session is planned."):
    org = org or case.raiser
    return case.by(org, "ExtendDeadline", on, deadline_id=deadline, working_days=days, reason=reason)


def test_both_parties_give_ten_working_days_more(at_work):
    assert extend(at_work).accepted().names == ["ExtensionProposed"]
    came = at_work.by(at_work.respondent, "AgreeExtension", TUESDAY, deadline_id=D01).accepted()

    longer = came.one(DeadlineExtended)
    assert (longer.old_due_on, longer.new_due_on, set(longer.agreed_by)) == (FIRST_DUE, NEW_DUE, set(at_work.orgs))
    assert at_work.sweep(NEW_DUE).names == ["DeadlineApproaching"]


def test_the_first_due_day_stays_in_the_measures(at_work):
    extend(at_work)
    at_work.by(at_work.respondent, "AgreeExtension", TUESDAY, deadline_id=D01).accepted()
    came = at_work.by_mediator("DeclareNoAgreement", date(2027, 2, 2)).accepted()

    met = came.one(DeadlineMet)
    assert (met.first_due_on, met.due_on, met.working_days_late) == (FIRST_DUE, NEW_DUE, 0)
    assert next(each.due_on for each in at_work.facts(DeadlineSet) if each.deadline_id == D01) == FIRST_DUE


def test_after_the_lapse_more_time_is_still_possible(at_work):
    at_work.sweep(date(2027, 1, 21))
    extend(at_work, on=date(2027, 1, 21)).accepted()
    came = at_work.by(at_work.respondent, "AgreeExtension", date(2027, 1, 21), deadline_id=D01).accepted()

    assert came.one(DeadlineExtended).new_due_on == NEW_DUE
    at_work.by("var", "DeclareLapsed", None, "coordinator", asked_by="syfr").refused("DeadlineNotLapsed", "ROT-G37")


def test_one_party_alone_gives_no_time(at_work):
    extend(at_work).accepted()

    at_work.by(at_work.raiser, "AgreeExtension", TUESDAY, deadline_id=D01).refused("AlreadyAgreed", "ROT-G32")
    assert "DeadlineLapsed" in at_work.sweep(date(2027, 1, 21)).names


def test_more_time_waits_no_more_for_a_party_that_has_left(untouched):
    untouched.opened(orgs=("green-doorstep", "syfr", "rmbc"))
    for name, org, body in (
        ("ExtendDeadline", "green-doorstep", {"working_days": 5, "reason": "A key person is away."}),
        ("AgreeExtension", "syfr", {}),
    ):
        assert untouched.by(org, name, deadline_id=D01, **body).accepted().names != ["DeadlineExtended"]
    came = untouched.hear("intake", PartyLeft(org="rmbc", side="responding", why="own_wish"), untouched.case)

    assert set(came.one(DeadlineExtended).agreed_by) == {"green-doorstep", "syfr"}


def test_who_is_no_party_neither_asks_nor_agrees(at_work):
    extend(at_work, "rmbc").refused("NotAParty", "ROT-G32")
    extend(at_work).accepted()
    at_work.by("rmbc", "AgreeExtension", deadline_id=D01).refused("NotAParty", "ROT-G32")


def test_no_more_than_the_compact_lets_them_give(at_work):
    extend(at_work, days=21).refused("ExtensionTooLong", D01)


def test_an_answering_period_is_not_extended_and_other_stages_keep_their_own(at_work):
    extend(at_work, deadline="ROT-D16").refused("DeadlineNotOpen")
    refused = extend(at_work, deadline="ROT-D02").refused("DeadlineNotOpen")
    assert "panel" in refused.refusal.message


def test_a_reason_is_needed_and_stays_under_the_key_of_the_case(at_work):
    extend(at_work, reason="  ").refused("ReasonRequired", D01)
    came = extend(at_work).accepted()

    assert came.facts[0].reason.key == f"case:{at_work.case}"


def test_before_mediation_opens_the_answer_says_who_keeps_the_time(untouched):
    untouched.opened(stage="informal", kind="informal")

    assert "intake" in extend(untouched, deadline="ROT-D12").refused("DeadlineNotOpen").refusal.message


def test_after_the_stage_the_answer_says_who_keeps_the_time(at_work):
    at_work.by(at_work.raiser, "DeclineMediation").accepted()

    extend(at_work).refused("DeadlineNotOpen")
