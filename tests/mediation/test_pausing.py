"""A suspended case: its clocks stand still and nothing is done in it, until it is resumed."""

from datetime import date

import pytest

from concord_mediation.domain.facts import MediationEnded, MediationPaused, MediationResumed
from concord_mediation.main import service
from concord_shared.contracts.intake import CaseResumed, CaseSuspended, CaseWithdrawn
from concord_shared.deadlines.facts import DeadlinePaused, DeadlineResumed
from concord_shared.envelope import Actor

MONDAY, BACK = date(2027, 3, 22), date(2027, 4, 6)


def suspend(case, on=MONDAY):
    contract = CaseSuspended(stage_id="mediation", agreed_by=case.orgs, why="all_agree")
    return case.hear("intake", contract, case.case, on)


def resume(case, on=BACK):
    return case.hear("intake", CaseResumed(stage_id="mediation", why="asked_by_party"), case.case, on)


def test_the_mediation_period_stops_and_runs_on_with_what_was_left(case):
    case.consented()
    came = suspend(case)

    assert came.one(MediationPaused).why == "all_agree"
    stopped = {fact.deadline_id: (fact.used, fact.left) for fact in came.facts if isinstance(fact, DeadlinePaused)}
    assert stopped["ROT-D01"] == (5, 15)
    again = resume(case)
    assert again.one(MediationResumed).why == "asked_by_party"
    runs = {fact.deadline_id: fact for fact in again.facts if isinstance(fact, DeadlineResumed)}["ROT-D01"]
    assert (runs.old_due_on, runs.new_due_on) == (date(2027, 4, 14), date(2027, 4, 27))


def test_nothing_lapses_while_it_is_paused(case):
    case.consented().appoint().accepted()
    suspend(case)

    assert case.sweep(date(2028, 1, 3)).facts == ()
    assert case.load(f"mediation-{case.case}").stage is not None


BODIES = {
    "AppointMediator": {"officer": "officer-var-mediator"},
    "ObjectToMediator": {"reason": "We met before."},
    "RecordSession": {"held_on": MONDAY},
    "RecordTerms": {"text": "Terms."},
    "ConfirmTerms": {"text": "Terms."},
    "SupportFurtherMediation": {"means": "introduced"},
    "RecordOutsideResult": {"result": "settled"},
    "DeclareLapsed": {"asked_by": "syfr"},
    "ProposeDisclosure": {"text": "One thing.", "to": "review"},
    "AgreeDisclosure": {"item_ref": "item-1"},
    "ExtendDeadline": {"deadline_id": "ROT-D01", "working_days": 5, "reason": "We need it."},
    "AgreeExtension": {"deadline_id": "ROT-D01"},
}
BY_TWO_PERSONS = {"ProposeBackdatedEntry", "ConfirmBackdatedEntry"}


@pytest.mark.parametrize("name", sorted({*service().commands} - BY_TWO_PERSONS))
def test_every_command_is_refused_while_the_case_is_suspended(case, name):
    suspend(case)

    party = Actor(organisation=case.raiser, office="representative")
    came = case.do(name, party, case.case, **BODIES.get(name, {})).refused("CaseSuspended")
    assert came.facts == () and "until it is resumed" in came.refusal.message


def test_once_resumed_it_goes_on(case):
    suspend(case)
    resume(case)

    case.by(case.raiser, "ConsentToMediation").accepted()


def test_a_stage_that_opens_under_a_pause_starts_with_its_clocks_stopped(untouched):
    suspend(untouched, date(2027, 3, 12))
    came = untouched.opened(date(2027, 3, 15))

    names = came.names
    assert names[0] == "MediationPaused" and names.count("DeadlinePaused") == names.count("DeadlineSet") == 4
    untouched.by(untouched.raiser, "ConsentToMediation").refused("CaseSuspended")
    resumed = resume(untouched)
    moved = {fact.deadline_id: fact.new_due_on for fact in resumed.facts if isinstance(fact, DeadlineResumed)}
    assert moved["ROT-D01"] == date(2027, 5, 5)


def test_a_pause_that_was_over_before_it_opened_stops_nothing(untouched):
    suspend(untouched, date(2027, 3, 1))
    resume(untouched, date(2027, 3, 8))

    assert "MediationPaused" not in untouched.opened().names


def test_a_pause_heard_twice_stops_once_and_one_of_another_stage_of_the_way_is_not_ours(case, untouched):
    suspend(case)
    assert suspend(case).facts == ()
    resume(case)
    assert resume(case).facts == ()


def test_a_case_without_mediation_keeps_no_stream_here(untouched):
    assert suspend(untouched).facts == () == resume(untouched).facts


def test_a_case_withdrawn_while_paused_ends_with_no_clock_left(case):
    case.appoint().accepted()
    suspend(case)
    came = case.hear("intake", CaseWithdrawn(at_stage="mediation", by=(case.raiser,)), case.case, MONDAY)

    assert came.one(MediationEnded).why == "withdrawn"
    assert not case.load(f"mediation-{case.case}").suspended
    assert case.sweep(date(2028, 1, 3)).facts == ()


def test_whose_answer_was_still_out_when_it_stopped_is_told_to_nobody(case):
    case.by(case.raiser, "ConsentToMediation").accepted()
    suspend(case, date(2027, 3, 17))

    told = [each for each in case.told() if type(each).__name__ == "DeadlinePaused"]
    assert sorted(each.deadline_id for each in told) == ["ROT-D01", "ROT-D16"]
