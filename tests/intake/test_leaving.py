"""One of several on the raising side leaves; what the others have confirmed may then be complete."""

import pytest

from concord_intake.domain import facts
from concord_shared.contracts import intake as told

from .conftest import ANYBODY, RAISER, RESPONDENT, actor

OTHER = "eastwood-youth"
PAIR = (RAISER, OTHER)


@pytest.fixture
def case(intake):
    return intake.advised(by=ANYBODY, raiser_kind="representative", represents=PAIR)


def leave(intake, case, org=OTHER):
    return intake.do("LeaveCase", actor(org), case, why="We have no time left.")


def test_one_of_several_leaves_and_the_case_goes_on_without_it(intake, case):
    came = leave(intake, case).accepted()

    assert came.names == ["PartyLeft"]
    assert came.facts[0].reason.clear == "We have no time left."
    assert intake.load(f"case-{case}").orgs == (RAISER, RESPONDENT)
    assert [each for each in intake.told() if isinstance(each, told.PartyLeft)] == [
        told.PartyLeft(org=OTHER, side="raising", why="own_wish")
    ]
    intake.confirm(case, OTHER).refused("NotAParty", "ROT-G11")


def test_the_last_one_does_not_leave_but_withdraws(intake, case):
    leave(intake, case).accepted()

    leave(intake, case, RAISER).refused("LastOnItsSide", "ROT-G33")
    assert intake.do("WithdrawCase", actor(RAISER), case).accepted().one(facts.CaseWithdrawn).by == (RAISER,)


def test_the_other_side_does_not_leave_and_nobody_leaves_for_another(intake, case):
    leave(intake, case, RESPONDENT).refused("NoAuthority", "ROT-G33")
    proxy = actor("var", "advice_body", on_behalf_of=OTHER)
    intake.do("LeaveCase", proxy, case).refused("NoAuthority", "ROT-G33")
    intake.do("LeaveCase", actor("syp"), case).refused("NotAParty", "ROT-G33")


def test_confirmations_of_those_who_stay_are_then_complete(intake, case):
    for org in (RAISER, RESPONDENT):
        assert intake.confirm(case, org).accepted().names[-1] != "StageOpened"

    came = leave(intake, case).accepted()
    assert came.one(facts.FormalResolutionInvoked).confirmations == (RAISER, RESPONDENT)
    assert [each.org for each in came.one(facts.StageOpened).parties] == [RAISER, RESPONDENT]


def test_who_confirmed_and_left_is_not_counted_among_the_confirmations(intake, case):
    intake.confirm(case, OTHER).accepted()
    leave(intake, case).accepted()
    intake.confirm(case, RAISER).accepted()

    came = intake.confirm(case, RESPONDENT).accepted()
    assert came.one(facts.FormalResolutionInvoked).confirmations == (RAISER, RESPONDENT)


def test_a_settlement_of_those_who_stay_is_then_complete(intake, case):
    intake.do("ReportSettlement", actor(RAISER), case, text="Paid by May.").accepted()
    assert intake.do("ConfirmSettlement", actor(RESPONDENT), case).accepted().names == ["SettlementConfirmed"]

    assert leave(intake, case).accepted().one(facts.CaseSettled).confirmed_by == (RAISER, RESPONDENT)


def test_a_withdrawal_of_those_who_stay_is_then_complete(intake, case):
    intake.do("WithdrawCase", actor(RAISER), case).accepted()

    came = leave(intake, case).accepted()
    assert came.one(facts.CaseWithdrawn).by == (RAISER,)
    assert came.one(facts.CaseClosed).reason == "withdrawn"


def test_a_suspension_that_those_who_stay_agreed_to_is_then_complete(intake, case):
    intake.do("SuspendCase", actor(RAISER), case).accepted()
    intake.do("AgreeSuspension", actor(RESPONDENT), case).accepted()

    assert leave(intake, case).accepted().one(facts.CaseSuspended).agreed_by == (RAISER, RESPONDENT)


def test_who_left_sees_the_case_as_it_stood_then(intake, case):
    leave(intake, case).accepted()
    intake.do("ReportSettlement", actor(RAISER), case, text="Paid by May.").accepted()

    seen = [each["name"] for each in intake.ask("History", actor(OTHER), case=case)["facts"]]
    assert seen[-1] == "PartyLeft"
    assert intake.ask("Case", actor(OTHER), case=case)["settlement"] is None
    assert intake.ask("Case", actor(RAISER), case=case)["settlement"]
