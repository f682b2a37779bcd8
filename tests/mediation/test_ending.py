"""How it ends otherwise: no agreement, a lapse, or from outside (S02, S10)."""

from datetime import date

import pytest

from concord_mediation.domain.facts import MediationEnded, MediationFailed, MediatorStoodDown
from concord_shared.contracts.base import Party
from concord_shared.contracts.intake import CaseClosed, CaseSettled, CaseWithdrawn, StageClosed
from concord_shared.deadlines.facts import DeadlineLapsed

DUE = date(2027, 4, 14)
AFTER = date(2027, 4, 15)


def test_the_mediator_declares_that_no_agreement_is_found(case):
    came = case.working().by_mediator("DeclareNoAgreement", date(2027, 3, 22)).accepted()

    failed = came.one(MediationFailed)
    assert (failed.reason, failed.working_days_used, failed.sessions) == ("no_agreement", 5, 1)


def test_only_the_mediator_declares_it(case):
    case.working().by(case.raiser, "DeclareNoAgreement").refused("NotTheMediator")


def test_the_lapse_alone_does_not_end_a_mediation_at_work(case):
    came = case.working().sweep(AFTER)

    assert "DeadlineLapsed" in came.names and "MediationFailed" not in came.names
    assert case.load(f"mediation-{case.case}").stage is not None


def test_a_lapse_with_a_consent_missing_ends_it_on_the_day_after(case):
    case.by(case.raiser, "ConsentToMediation").accepted()
    came = case.sweep(date(2027, 5, 1))

    failed = came.one(MediationFailed)
    assert (failed.reason, failed.ended_on) == ("consent_missing", AFTER)
    lapses = [fact.deadline_id for fact in came.facts if isinstance(fact, DeadlineLapsed)]
    assert "ROT-D01" in lapses
    assert case.sweep(date(2027, 6, 1)).facts == ()


def test_the_coordinator_ends_it_after_the_lapse_when_a_party_asks(case):
    case.working().sweep(AFTER)

    came = case.by("var", "DeclareLapsed", AFTER, "coordinator", asked_by=case.raiser).accepted()
    assert came.one(MediationFailed).reason == "time_lapsed"


def test_before_the_lapse_the_coordinator_cannot_end_it(case):
    refused = case.by("var", "DeclareLapsed", None, "coordinator", asked_by=case.raiser)
    refused.refused("DeadlineNotLapsed", rule="ROT-G37")


def test_somebody_has_to_have_asked(case):
    case.working().sweep(AFTER)
    refused = case.by("var", "DeclareLapsed", None, "coordinator", asked_by="rmbc")
    refused.refused("DeadlineNotLapsed", rule="ROT-G37")


def test_nobody_but_the_coordinator_declares_the_lapse(case):
    case.working().sweep(AFTER)
    case.by(case.raiser, "DeclareLapsed", asked_by=case.raiser).refused("NotTheCoordinator")


DAY = date(2027, 3, 22)
OUTSIDE = [
    (StageClosed(stage_id="mediation", outcome="withdrawn"), "withdrawn"),
    (CaseSettled(at_stage="mediation", confirmed_by=("a", "b")), "settled"),
    (CaseWithdrawn(at_stage="mediation", by=("a",)), "withdrawn"),
    (CaseClosed(reason="merged", opened_on=DAY, closed_on=DAY, parties=(Party(org="a", side="raising"),)), "closed"),
]


@pytest.mark.parametrize(("contract", "why"), OUTSIDE)
def test_an_end_from_outside_stops_the_work_and_frees_the_mediator(case, contract, why):
    case.working()
    came = case.hear("intake", contract, case.case, DAY)

    assert came.one(MediationEnded).why == why
    assert came.one(MediatorStoodDown).why == "stage_ended"
    assert "MediationFailed" not in came.names
    assert case.sweep(date(2028, 1, 1)).facts == ()
    assert case.hear("intake", contract, case.case, DAY).facts == ()


def test_what_intake_closes_after_our_own_result_changes_nothing_here(case):
    case.by(case.raiser, "DeclineMediation").accepted()

    assert case.hear("intake", StageClosed(stage_id="mediation", outcome="failed"), case.case).facts == ()


def test_another_stage_that_closes_changes_nothing_here(case):
    assert case.hear("intake", StageClosed(stage_id="informal", outcome="exhausted"), case.case).facts == ()


def test_sweeping_each_day_says_what_one_late_sweep_says(case, pack):
    from datetime import timedelta

    days = [date(2027, 3, 15) + timedelta(days=number) for number in range(40)]
    daily = [name for day in days for name in case.sweep(day).names]
    again = type(case)(case.service, pack, case.directory, date(2027, 3, 15))
    again.opened()

    assert again.sweep(days[-1]).names == daily
