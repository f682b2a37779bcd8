"""T19: the appointer keeps or replaces a mediator who was objected to; where none is to be had, the stage ends."""

from datetime import date

import pytest

from concord_mediation.domain.facts import MediationFailed, MediatorAppointed, MediatorKept, MediatorStoodDown
from concord_shared.deadlines.facts import DeadlineCancelled
from concord_shared.envelope import Actor

MANAGER, GROUP = ("rmbc", "rtp_manager"), ("syp", "ceo_group")


@pytest.fixture
def objected(case):
    case.consented().appoint().accepted()
    case.by(case.raiser, "ObjectToMediator", reason="We met before.").accepted()
    return case


def by_appointer(case, name, by=GROUP, on=None):
    return case.do(name, Actor(organisation=by[0], office=by[1]), case.case, on)


@pytest.mark.parametrize("by", [MANAGER, GROUP])
def test_the_appointer_keeps_the_mediator(objected, by):
    came = by_appointer(objected, "KeepMediator", by).accepted()

    assert came.one(MediatorKept).kept_by == by[1]
    objected.appoint("officer-var-mediator-2").refused("MediatorInOffice")
    objected.by_mediator("RecordSession", held_on=objected.today).accepted()


def test_the_appointer_replaces_the_mediator(objected):
    came = objected.appoint("officer-var-mediator-2").accepted()

    assert came.one(MediatorStoodDown).why == "replaced"
    assert came.one(MediatorAppointed).mediator_ref == "officer-var-mediator-2"
    by_appointer(objected, "KeepMediator").refused("NoObjection")


def test_naming_the_same_mediator_again_is_no_answer(objected):
    refusal = objected.appoint().refused("MediatorInOffice").refusal

    assert "KeepMediator" in refusal.message
    assert objected.load(f"mediation-{objected.case}").objection_open


def test_only_who_may_appoint_keeps(objected):
    by_appointer(objected, "KeepMediator", ("var", "coordinator")).refused("NotAnAppointer", "ROT-G12")
    by_appointer(objected, "KeepMediator", ("syfr", "ceo_group")).refused("AppointerConflicted", "ROT-G27")


def test_without_an_objection_there_is_nothing_to_keep(case):
    by_appointer(case, "KeepMediator").refused("NoObjection")
    case.appoint().accepted()
    by_appointer(case, "KeepMediator").refused("NoObjection")


def test_the_other_party_may_object_to_the_one_who_was_kept(objected):
    by_appointer(objected, "KeepMediator").accepted()
    objected.by(objected.raiser, "ObjectToMediator", reason="Again.").refused("ObjectionUsed", "ROT-G36")

    objected.by(objected.respondent, "ObjectToMediator", reason="So did we.").accepted()


def test_a_refused_objection_says_its_rule(objected):
    refusal = objected.by(objected.raiser, "ObjectToMediator", reason="Again.").refused("ObjectionUsed").refusal

    assert (refusal.rule, refusal.source, refusal.clause) == ("ROT-G36", None, None)
    assert "once, before the first session, with a reason" in refusal.message


def test_no_mediator_is_to_be_had_and_the_next_stage_can_follow(case):
    case.consented()
    came = by_appointer(case, "DeclareNoMediator", on=date(2027, 3, 23)).accepted()

    failed = came.one(MediationFailed)
    assert (failed.reason, failed.working_days_used, failed.sessions) == ("no_mediator", 6, 0)
    assert came.one(DeadlineCancelled).deadline_id == "ROT-D16"
    assert case.sweep(date(2028, 1, 3)).facts == ()


def test_only_who_may_appoint_declares_it_and_only_while_nobody_is_in_office(case):
    by_appointer(case, "DeclareNoMediator", ("syfr", "representative")).refused("NotAnAppointer", "ROT-G12")
    by_appointer(case, "DeclareNoMediator", ("syfr", "ceo_group")).refused("AppointerConflicted", "ROT-G27")
    case.appoint().accepted()
    by_appointer(case, "DeclareNoMediator").refused("MediatorInOffice")
    case.by_mediator("StandDown").accepted()
    by_appointer(case, "DeclareNoMediator").accepted()


def test_a_second_facilitated_stage_begins_anew_and_remembers_who_had_a_part(objected):
    objected.by(objected.raiser, "DeclineMediation").accepted()
    objected.opened(date(2027, 6, 1)).accepted()
    state = objected.load(f"mediation-{objected.case}")

    assert (state.consents, state.mediator, state.objected, state.sessions) == (frozenset(), None, frozenset(), 0)
    assert state.mediators == {"officer-var-mediator"}
    objected.consented()
    objected.appoint(on=date(2027, 6, 2)).accepted()
    objected.by(objected.raiser, "ObjectToMediator", reason="We met before.").accepted()
