"""Every guard of the other packs that intake holds refuses by its own rule and clause, and changes nothing."""

import pytest

from concord_intake.domain import advice, champions, coordinating, lessons
from concord_intake.domain.rules import RULES
from concord_shared.packs.loading import builtin, load

from .compacts import (
    ATTEMPT,
    COORDINATOR,
    GROUP,
    RAISING,
    RESPONDING,
    TRIED,
    UNLINKED,
    UNSATISFIED,
    concern,
    first_look,
    in_talks,
    on_paper,
    received,
    tried,
)
from .conftest import actor
from .test_transitions_of_the_others import DECIDED

COMPACTS = {"DAR": "darlington", "DER": "derbyshire", "STA": "staffordshire"}
OURS = {*RULES, advice.PREDICATE, coordinating.PREDICATE, lessons.PREDICATE, champions.NAMED}
STRANGER = actor("trust")
# They flag or prompt, and refuse nobody: the test that shows it.
NEVER_REFUSE = {
    "DAR-G09": "test_other_packs.py::test_a_chief_officer_stands_in_where_an_organisation_has_no_champion",
    "STA-G03": "test_guards_of_the_others.py::test_champions_may_support_and_nobody_has_to_have_tried",
}


def as_a_person(desk):
    return desk.do(
        "RaiseConcern", actor("public", "public"), None, **concern(desk, raiser_kind="person", raiser_org=None)
    )


def against_a_stranger(desk):
    return desk.do("RaiseConcern", RAISING, None, **concern(desk, respondent_orgs=["a-shop"]))


def looked_at_without_its_part(desk):
    return first_look(desk, received(desk), in_scope=[])


def sent_elsewhere_without_a_route(desk):
    return first_look(desk, received(desk), accept="no", reason="contract_breach")


def looked_at_out_of_turn(desk):
    body = {"in_scope": ["timely"], "advice": "yes", "reasons": "A."}
    return desk.do("AdviseCompactRelated", UNLINKED, received(desk), **body)


def looked_at_by_a_party(desk):
    case = received(desk, respondent_orgs=["trust"])
    return desk.do("AcceptConcern", GROUP, case, in_scope=["compact_working_failed"])


def named_what_is_not_there(desk):
    return desk.do("CiteCommitments", RAISING, received(desk), cited=["99.9"])


def nothing_named(desk):
    return first_look(desk, received(desk, cited=[]))


def only_a_principle(desk):
    return desk.do("CiteCommitments", RAISING, received(desk, cited=[]), cited=["honesty"])


def asked_on_without_an_attempt(desk):
    command = {"darlington": "ConfirmExhausted", "derbyshire": "ContactCriticalFriend"}[desk.in_force.id]
    return desk.do(command, RAISING, in_talks(desk), **(TRIED if command == "ConfirmExhausted" else UNSATISFIED))


def asked_on_without_a_word(desk):
    command = {"darlington": "ConfirmExhausted", "derbyshire": "ContactCriticalFriend"}[desk.in_force.id]
    return desk.do(command, RAISING, tried(desk))


def asked_on_by_a_stranger(desk):
    return desk.do("ContactWorkingGroup", STRANGER, in_talks(desk))


def asked_for_no_seat_that_there_is(desk):
    seat = {"seat": {"area": "leeds", "sector": "vcs"}}
    return desk.do("ContactCriticalFriend", RAISING, tried(desk), **UNSATISFIED, **seat)


def with_a_third_party(desk):
    return desk.do("RecordInformalAttempt", RAISING, in_talks(desk), **ATTEMPT, took_part=["allotments", "trust"])


def to_another_body(desk):
    return desk.do("ReferToNational", RAISING, DECIDED(desk), body="the_crown")


def by_another_route(desk):
    return desk.do("RecordExternalRemedy", RAISING, in_talks(desk), kind="the_crown")


def a_body_that_takes_no_cases(desk):
    body = {"kind": "compact_voice_advice", "outside_body_asks": True}
    return desk.do("RecordExternalRemedy", RAISING, in_talks(desk), **body)


def confirmed_what_nobody_reported(desk):
    return desk.do("ConfirmSettlement", RESPONDING, in_talks(desk))


def withdrawn_by_the_other_side(desk):
    return desk.do("WithdrawCase", RESPONDING, in_talks(desk))


def closed_while_lively(desk):
    return desk.do("CloseDormant", COORDINATOR, in_talks(desk))


def a_lesson_of_a_stranger(desk):
    case = in_talks(desk)
    desk.do("WithdrawCase", RAISING, case).accepted()
    return desk.do("RecordLesson", STRANGER, case, text="Talk sooner.")


REFUSED = {
    "DAR-G01": (as_a_person, "RaiserNotAdmitted"),
    "DAR-G02": (against_a_stranger, "NotACompactMember"),
    "DAR-G03": (looked_at_without_its_part, "OutOfScope"),
    "DAR-G04": (asked_on_without_an_attempt, "AttemptNotRecorded"),
    "DAR-G07": (to_another_body, "BodyNotKnown"),
    "DAR-G08": (by_another_route, "RouteNotKnown"),
    "DAR-G14": (looked_at_out_of_turn, "NoAuthority"),
    "DAR-G15": (nothing_named, "CommitmentNotNamed"),
    "DAR-G16": (asked_on_without_a_word, "StatementMissing"),
    "DAR-G18": (confirmed_what_nobody_reported, "AgreementOfAllRequired"),
    "DAR-G19": (withdrawn_by_the_other_side, "NoAuthority"),
    "DAR-G20": (closed_while_lively, "NotDormant"),
    "DER-G01": (as_a_person, "RaiserNotAdmitted"),
    "DER-G02": (only_a_principle, "CommitmentNotNamed"),
    "DER-G03": (asked_on_without_an_attempt, "AttemptNotRecorded"),
    "DER-G04": (by_another_route, "RouteNotKnown"),
    "DER-G05": (asked_on_without_a_word, "StatementMissing"),
    "DER-G06": (asked_for_no_seat_that_there_is, "SeatNotKnown"),
    "DER-G11": (with_a_third_party, "ThirdPartyNotAllowed"),
    "DER-G19": (against_a_stranger, "NotACompactMember"),
    "DER-G20": (confirmed_what_nobody_reported, "AgreementOfAllRequired"),
    "DER-G21": (withdrawn_by_the_other_side, "NoAuthority"),
    "DER-G22": (closed_while_lively, "NotDormant"),
    "STA-G01": (as_a_person, "RaiserNotAdmitted"),
    "STA-G02": (sent_elsewhere_without_a_route, "RouteRequired"),
    "STA-G11": (by_another_route, "RouteNotKnown"),
    "STA-G13": (a_body_that_takes_no_cases, "BodyTakesNoCases"),
    "STA-G14": (asked_on_by_a_stranger, "NotAParty"),
    "STA-G15": (looked_at_by_a_party, "AdviceBodyConflicted"),
    "STA-G21": (named_what_is_not_there, "UnknownCommitment"),
    "STA-G22": (against_a_stranger, "NotACompactMember"),
    "STA-G23": (confirmed_what_nobody_reported, "AgreementOfAllRequired"),
    "STA-G24": (withdrawn_by_the_other_side, "NoAuthority"),
    "STA-G25": (closed_while_lively, "NotDormant"),
    "STA-G26": (a_lesson_of_a_stranger, "NoAuthority"),
}


def test_every_guard_whose_predicate_intake_has_is_in_a_table():
    guards = [guard for name in COMPACTS.values() for guard in load(builtin()[name]).guards]
    assert {guard.id for guard in guards if guard.predicate in OURS} == {*REFUSED, *NEVER_REFUSE}


@pytest.mark.parametrize("rule", REFUSED)
def test_it_refuses_with_code_rule_source_clause_and_sentence_and_changes_nothing(rule):
    attempt, code = REFUSED[rule]
    desk = on_paper(COMPACTS[rule.partition("-")[0]])

    came = attempt(desk).refused(code, rule)

    pack = desk.in_force
    guard = pack.guard(rule)
    assert came.refusal.message.startswith(guard.sentence)
    assert (came.refusal.source, came.refusal.clause) == (guard.source, pack.place(guard.source) or guard.clause)
    assert came.facts == ()


def test_champions_may_support_and_nobody_has_to_have_tried():
    desk = on_paper("staffordshire")
    case = in_talks(desk)

    desk.do("AskChampionSupport", RESPONDING, case).accepted()
    assert desk.do("ContactWorkingGroup", RESPONDING, case).accepted()
