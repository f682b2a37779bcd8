"""S06 and S17: who may name the mediator, who may mediate; each refusal stays on record."""

from datetime import date

import pytest

from concord_mediation.domain.facts import AppointmentRejected, MediatorAppointed, MediatorStoodDown
from concord_shared.deadlines.facts import DeadlineMet
from concord_shared.testing.directory_sample import told_by_directory


def test_an_officer_of_a_party_is_not_neutral(case):
    came = case.appoint("officer-syfr-mediator").refused("NotNeutral", rule="ROT-G14")

    rejected = came.one(AppointmentRejected)
    assert (rejected.rule, rejected.why, rejected.candidate_org) == ("ROT-G14", "employed_by_party", "syfr")


def test_an_untrained_officer_is_not_appointed(case):
    came = case.appoint("officer-var-untrained").refused("NotTrained", rule="ROT-G13")

    assert came.one(AppointmentRejected).why == "not_trained"


def test_a_trained_officer_without_a_tie_is_appointed_and_all_attempts_stay_on_record(case):
    case.appoint("officer-syfr-mediator")
    case.appoint("officer-var-untrained")
    came = case.appoint("officer-var-mediator", date(2027, 3, 17)).accepted()

    appointed = came.one(MediatorAppointed)
    assert (appointed.mediator_org, appointed.appointed_by) == ("var", "ceo_group")
    assert appointed.training_evidence_on == date(2024, 3, 4)
    assert appointed.directory_position == case.directory.position
    assert came.one(DeadlineMet).deadline_id == "ROT-D16"
    names = [type(each.fact).__name__ for each in case.recorded]
    assert names.count("AppointmentRejected") == 2
    assert came.answer == {}


def test_who_may_not_appoint_is_refused_on_record(case):
    came = case.appoint(org="var", office="advice_body").refused("NotAnAppointer", rule="ROT-G12")

    assert came.one(AppointmentRejected).why == "not_an_appointer"


def test_an_appointer_employed_by_a_party_may_not_appoint(untouched):
    untouched.opened(orgs=("green-doorstep", "rmbc"))

    came = untouched.appoint(org="rmbc", office="rtp_manager").refused("AppointerConflicted", rule="ROT-G27")
    assert came.one(AppointmentRejected).why == "appointer_employed_by_party"
    untouched.appoint(org="syp", office="ceo_group").accepted()


def test_an_unknown_officer_is_refused_without_a_record(case):
    assert case.appoint("officer-nobody").refused("OfficerUnknown").facts == ()


def test_a_second_mediator_waits_until_the_first_is_gone(case):
    case.appoint().accepted()
    case.appoint("officer-var-mediator-2").refused("MediatorInOffice")


def test_after_an_objection_the_appointer_may_name_somebody_else(case):
    case.appoint().accepted()
    case.by(case.raiser, "ObjectToMediator", reason="We met before.").accepted()

    came = case.appoint("officer-var-mediator-2").accepted()
    assert came.one(MediatorStoodDown).replaced
    assert came.one(MediatorAppointed).mediator_ref == "officer-var-mediator-2"


@pytest.mark.parametrize(("reason", "code"), [("Again.", "ObjectionUsed"), ("   ", "ObjectionUsed")])
def test_a_party_objects_once(case, reason, code):
    case.appoint().accepted()
    case.by(case.raiser, "ObjectToMediator", reason="We met before.").accepted()

    case.by(case.raiser, "ObjectToMediator", reason=reason).refused(code, rule="ROT-G36")


def test_an_objection_needs_a_reason_and_a_mediator_and_comes_before_the_first_session(case):
    case.by(case.raiser, "ObjectToMediator", reason="x").refused("NoMediator")
    case.working()
    case.by(case.raiser, "ObjectToMediator", reason="x").refused("SessionAlreadyHeld", rule="ROT-G36")


def test_an_objection_with_blank_words_is_no_reason(case):
    case.appoint().accepted()
    case.by(case.raiser, "ObjectToMediator", reason="  ").refused("ReasonRequired", rule="ROT-G36")


def test_the_mediator_stands_down_and_the_clock_does_not_move(case):
    case.appoint().accepted()
    came = case.by_mediator("StandDown", reason="I know one of them.").accepted()

    assert came.names == ["MediatorStoodDown"]
    assert came.one(MediatorStoodDown).reason.clear == "I know one of them."
    assert case.appoint("officer-var-mediator-2").accepted().names == ["MediatorAppointed", "OfficeTaken"]


def test_only_the_mediator_stands_down(case):
    case.appoint().accepted()
    case.by_mediator("StandDown", officer="officer-var-mediator-2").refused("NotTheMediator")


def test_a_source_other_than_the_preferred_one_is_only_advised_upon(case):
    from concord_shared.contracts.directory import RoleAssigned

    role = RoleAssigned(
        officer="officer-free",
        office="mediator",
        org="review-associates",
        employer_org="review-associates",
        starts_on=date(2020, 1, 1),
        training={"mediation": date(2024, 1, 1)},
    )
    case.directory.hear(told_by_directory(case.directory.position + 1, role))

    assert "preferred" in case.appoint("officer-free").accepted().answer["advice"]
