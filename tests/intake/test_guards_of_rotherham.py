"""Every guard of Rotherham's pack that intake holds refuses by its own rule and clause, and changes nothing."""

from datetime import date

import pytest

from concord_intake.domain import advice, coordinating, lessons
from concord_intake.domain.rules import RULES
from concord_shared.contracts.directory import RoleAssigned

from .conftest import ADVISER, ANYBODY, CONCERN, RAISER, RESPONDENT, actor

OURS = {*RULES, advice.PREDICATE, coordinating.PREDICATE, lessons.PREDICATE}
COORDINATOR = actor("var", "coordinator")
BARE = {"held_on": "2027-02-01", "means": "meeting"}


def raise_for_another(intake):
    return intake.do("RaiseConcern", actor("syfr"), None, **CONCERN)


def send_over_without_agreement(intake):
    sent = {**CONCERN, "channel": "referral_in", "referred_from": "council_complaints_procedure"}
    return intake.do("RaiseConcern", actor(RESPONDENT), None, **{**sent, "raiser_kind": "person", "raiser_org": None})


def say_that_no_reply_is_possible(intake):
    return intake.do("AcknowledgeConcern", ADVISER, intake.raised(), how="impossible")


def advise_where_nothing_is_cited(intake):
    return intake.advise(intake.raised(cited=[]))


def advise_out_of_turn(intake):
    return intake.advise(intake.raised(), by=actor("syp", "ceo_group"))


def send_elsewhere_without_a_route(intake):
    return intake.advise(intake.raised(), advice="no", reason="service_complaint")


def advise_partly_without_the_parts(intake):
    return intake.advise(intake.raised(), advice="partly")


def adopt_as_a_stranger(intake):
    case = intake.advised(raiser_kind="person", raiser_org=None)
    return intake.do("AdoptConcern", actor("review-associates"), case)


def explain_as_a_stranger(intake):
    return intake.do("GiveExplanation", actor("syp"), intake.advised(), admits="not", text="Because.")


def bring_in_a_third_party(intake):
    return intake.do("RecordInformalAttempt", actor(RAISER), intake.advised(), **BARE, took_part=[RAISER, "syp"])


def confirm_one_statement(intake):
    return intake.confirm(intake.advised(), RAISER, statements=["no_acceptable_agreement"])


def give_a_lesson_as_a_stranger(intake):
    case = intake.advised()
    intake.do("WithdrawCase", actor(RAISER), case).accepted()
    return intake.do("RecordLesson", actor("syp"), case, text="Talk sooner.")


def confirm_a_settlement_that_nobody_reported(intake):
    return intake.do("ConfirmSettlement", actor(RAISER), intake.advised())


def leave_as_the_last(intake):
    return intake.do("LeaveCase", actor(RAISER), intake.advised())


def go_outside_as_a_stranger(intake):
    return intake.do("RecordExternalRemedy", actor("syp"), intake.formal(), kind="ombudsman")


def ask_again_too_late(intake):
    case = intake.raised()
    intake.advise(case, advice="no", reason="not_compact", route="The Council").accepted()
    return intake.do("AskSecondLook", actor(RAISER), case, date(2027, 3, 16), ground="The letter.")


def close_a_lively_case(intake):
    return intake.do("CloseDormant", COORDINATOR, intake.advised())


def act_after_an_objection(intake):
    held = {"office": "coordinator", "org": "syp", "employer_org": RESPONDENT, "starts_on": date(2020, 1, 6)}
    intake.directory.apply(RoleAssigned(officer="officer-lent", **held))
    case = intake.advised()
    intake.do("ObjectToCoordinator", actor(RAISER), case).accepted()
    return intake.do("CloseDormant", actor("syp", "coordinator", "officer-lent"), case)


REFUSED = {
    "ROT-G01": (raise_for_another, "NoAuthority"),
    "ROT-G02": (send_over_without_agreement, "ReferralNotAccepted"),
    "ROT-G03": (say_that_no_reply_is_possible, "ReplyIsPossible"),
    "ROT-G04": (advise_where_nothing_is_cited, "CommitmentNotNamed"),
    "ROT-G05": (advise_out_of_turn, "NoAuthority"),
    "ROT-G06": (send_elsewhere_without_a_route, "RouteRequired"),
    "ROT-G07": (advise_partly_without_the_parts, "PartsNotNamed"),
    "ROT-G08": (adopt_as_a_stranger, "NotACompactMember"),
    "ROT-G09": (explain_as_a_stranger, "NotAParty"),
    "ROT-G10": (bring_in_a_third_party, "ThirdPartyNotAllowed"),
    "ROT-G11": (confirm_one_statement, "StatementMissing"),
    "ROT-G25": (give_a_lesson_as_a_stranger, "NoAuthority"),
    "ROT-G32": (confirm_a_settlement_that_nobody_reported, "AgreementOfAllRequired"),
    "ROT-G33": (leave_as_the_last, "LastOnItsSide"),
    "ROT-G34": (go_outside_as_a_stranger, "NotAParty"),
    "ROT-G35": (ask_again_too_late, "SecondLookTooLate"),
    "ROT-G40": (close_a_lively_case, "NotDormant"),
    "ROT-G41": (act_after_an_objection, "CoordinatorReplaced"),
}


def test_every_guard_whose_predicate_intake_has_is_in_the_table(pack):
    assert {guard.id for guard in pack.guards if guard.predicate in OURS} == set(REFUSED)


@pytest.mark.parametrize("rule", REFUSED)
def test_it_refuses_with_code_rule_source_clause_and_sentence_and_changes_nothing(intake, pack, rule):
    attempt, code = REFUSED[rule]

    came = attempt(intake).refused(code, rule)

    guard = pack.guard(rule)
    assert came.refusal.message.startswith(guard.sentence)
    assert (came.refusal.source, came.refusal.clause) == (guard.source, pack.place(guard.source) or guard.clause)
    assert came.facts == ()


def test_anybody_may_raise_whenever_they_like(intake):
    for kind in ("person", "anonymous", "representative"):
        body = {**CONCERN, "raiser_kind": kind, "raiser_org": None, "facts_from": "1999-01-01"}
        assert intake.do("RaiseConcern", ANYBODY, None, **body).accepted()
