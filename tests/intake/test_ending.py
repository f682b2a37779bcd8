"""Settled by all, withdrawn by the raising side: nobody settles or withdraws for another."""

from datetime import date

from concord_intake.domain import facts
from concord_shared.deadlines.facts import DeadlineSet
from concord_shared.sealed import Sealed

from .conftest import ADVISER, ANYBODY, RAISER, RESPONDENT, actor


def test_a_settlement_counts_once_every_party_has_confirmed_it(intake):
    case = intake.advised()

    reported = intake.do("ReportSettlement", actor(RAISER), case, text="Three months more.").accepted()
    assert reported.names == ["SettlementReported"]
    assert isinstance(reported.facts[0].text, Sealed)
    came = intake.do(
        "ConfirmSettlement", actor(RESPONDENT), case, date(2027, 3, 8), settlement_ref=reported.answer["settlement_ref"]
    ).accepted()
    assert came.names == [
        "SettlementConfirmed",
        "StageClosed",
        "CaseSettled",
        "DeadlineMet",
        "CaseClosed",
        "DeadlineSet",
    ]
    assert came.one(facts.CaseSettled).confirmed_by == (RAISER, RESPONDENT)
    closed = came.one(facts.CaseClosed)
    assert (closed.reason, closed.opened_on, closed.closed_on) == ("settled", date(2027, 3, 1), date(2027, 3, 8))
    assert closed.at_stage == "informal"
    assert came.one(DeadlineSet).deadline_id == "ROT-D20"


def test_a_settlement_is_possible_in_every_stage(intake):
    case = intake.formal()

    intake.do("ReportSettlement", actor(RESPONDENT), case, text="Agreed.").accepted()
    came = intake.do("ConfirmSettlement", actor(RAISER), case).accepted()
    assert came.one(facts.CaseSettled).at_stage == "mediation"


def test_nothing_is_confirmed_that_was_not_reported(intake):
    case = intake.advised()

    intake.do("ConfirmSettlement", actor(RAISER), case).refused("AgreementOfAllRequired", "ROT-G32")


def test_all_confirm_the_same_settlement(intake):
    case = intake.advised()
    first = intake.do("ReportSettlement", actor(RAISER), case, text="Two months.").answer["settlement_ref"]
    intake.do("ReportSettlement", actor(RESPONDENT), case, text="Three months.").accepted()

    intake.do("ConfirmSettlement", actor(RESPONDENT), case).refused("AlreadyConfirmed")
    other = intake.do("ConfirmSettlement", actor(RAISER), case, settlement_ref=first)
    other.refused("AgreementOfAllRequired", "ROT-G32")
    assert intake.do("ConfirmSettlement", actor(RAISER), case).accepted().one(facts.CaseSettled)


def test_nobody_settles_for_another(intake):
    case = intake.advised()
    proxy = actor("var", "advice_body", on_behalf_of=RAISER)

    intake.do("ReportSettlement", proxy, case, text="Agreed.").refused("NoAuthority", "ROT-G32")
    intake.do("ReportSettlement", actor(RESPONDENT), case, text="Agreed.").accepted()
    intake.do("ConfirmSettlement", proxy, case).refused("NoAuthority", "ROT-G32")
    intake.do("ConfirmSettlement", actor("syp"), case).refused("NotAParty", "ROT-G32")


def test_the_raising_side_withdraws_in_any_stage(intake):
    case = intake.formal()

    intake.do("WithdrawCase", actor(RESPONDENT), case).refused("NoAuthority", "ROT-G33")
    proxy = actor("var", "advice_body", on_behalf_of=RAISER)
    intake.do("WithdrawCase", proxy, case).refused("NoAuthority", "ROT-G33")
    came = intake.do("WithdrawCase", actor(RAISER), case, why="No longer needed.").accepted()
    assert came.names == ["CaseWithdrawn", "StageClosed", "CaseClosed", "DeadlineSet"]
    assert came.one(facts.CaseClosed).reason == "withdrawn"


def test_all_on_the_raising_side_withdraw_together(intake):
    pair = (RAISER, "eastwood-youth")
    case = intake.advised(by=ANYBODY, raiser_kind="representative", represents=pair)

    assert intake.do("WithdrawCase", actor(RAISER), case).accepted().names == ["WithdrawalAgreed"]
    intake.do("WithdrawCase", actor(RAISER), case).refused("AlreadyConfirmed")
    came = intake.do("WithdrawCase", actor("eastwood-youth"), case).accepted()
    assert came.one(facts.CaseWithdrawn).by == pair


def test_a_concern_is_taken_back_before_any_stage_and_nobody_is_asked_for_lessons(intake):
    case = intake.raised()

    intake.do("WithdrawCase", actor(RESPONDENT), case).refused("NoAuthority")
    came = intake.do("WithdrawCase", ADVISER, case).accepted()
    assert came.names == ["CaseWithdrawn", "CaseClosed", "DeadlineCancelled", "DeadlineCancelled"]
    assert came.one(facts.CaseWithdrawn).at_stage == "received"


def test_a_waiting_concern_is_taken_back(intake):
    case = intake.advised(raiser_kind="person", raiser_org=None)

    assert intake.do("WithdrawCase", ADVISER, case).accepted().one(facts.CaseClosed).reason == "withdrawn"


def test_a_closed_case_stays_as_it_is(intake):
    case = intake.advised()
    intake.do("WithdrawCase", actor(RAISER), case).accepted()

    intake.do("WithdrawCase", actor(RAISER), case).refused("AlreadyClosed")
    intake.confirm(case, RAISER).refused("AlreadyClosed")
    intake.advise(case).refused("AlreadyClosed")
    intake.do("CiteCommitments", ADVISER, case, cited=["9.2"]).refused("AlreadyClosed")
