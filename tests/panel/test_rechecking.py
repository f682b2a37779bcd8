"""An interest, a role or a party heard later: every office that it touches is looked at again (handbook 2.0)."""

from datetime import date

import pytest

from concord_panel.domain.facts import InvestigatorStoodDown, PanelMemberExcluded
from concord_panel.domain.facts_of_changes import OfficeRechecked
from concord_shared.contracts import panel as told
from concord_shared.contracts.directory import InterestDeclared, RoleAssigned, RoleEnded
from concord_shared.contracts.intake import CaseClosed, PartyAdded, PartyLeft
from concord_shared.envelope import Actor

INVESTIGATOR = "officer-independent-1"
PARTY = Actor(organisation="green-doorstep", office="representative")
THREE = ["officer-syp-chief", "officer-trft-chief", "officer-rnn-chief"]


def family(officer, **more):
    return InterestDeclared(officer=officer, tie="family", **{"with_org": "rmbc", **more})


def seat(officer, org, office="ceo_group"):
    return RoleAssigned(officer=officer, office=office, org=org, employer_org=org, starts_on=date(2020, 1, 1))


@pytest.fixture
def appointed(case):
    case.appoint().accepted()
    return case


@pytest.fixture
def three(case):
    """A review group of three, which is just enough."""
    case.reported()
    case.chief("ConveneReview", members=THREE).accepted()
    return case


@pytest.mark.parametrize("case_id", [None, "ROT-7K3M-9QX"])
def test_the_investigator_with_an_interest_stands_down(appointed, case_id):
    came = appointed.learn(family(INVESTIGATOR, case_id=case_id))

    rechecked = came.one(OfficeRechecked)
    assert (rechecked.office, rechecked.officer_ref, rechecked.result) == ("investigator", INVESTIGATOR, "stood_down")
    assert (rechecked.caused_by, rechecked.directory_position) == ("InterestDeclared", appointed.directory.position)
    stood_down = came.one(InvestigatorStoodDown)
    assert (stood_down.why, stood_down.investigator_org) == ("conflict", "review-associates")
    appointed.appoint("officer-var-mediator").accepted()


def test_what_was_done_meanwhile_is_listed_and_stands(appointed):
    appointed.report(date(2027, 4, 19)).accepted()
    appointed.closed("investigation", "report_submitted")
    appointed.opened("review")
    came = appointed.learn(family(INVESTIGATOR, from_on=date(2027, 3, 1)))

    rechecked = came.one(OfficeRechecked)
    assert rechecked.result == "flagged"
    assert rechecked.acts_meanwhile == ("InvestigationReportSubmitted 2027-04-19",)
    assert "InvestigatorStoodDown" not in came.names


def test_what_was_done_before_the_tie_began_is_not_listed(appointed):
    appointed.report(date(2027, 4, 19)).accepted()
    appointed.closed("investigation", "report_submitted")
    appointed.opened("review")
    came = appointed.learn(family(INVESTIGATOR, from_on=date(2027, 4, 21)))
    assert came.facts == () or came.one(OfficeRechecked).acts_meanwhile == ()


def test_nothing_against_it_is_said_only_where_it_touches_the_officer(appointed):
    assert appointed.learn(seat(INVESTIGATOR, "review-associates", "clerk")).one(OfficeRechecked).result == "clear"
    assert appointed.learn(seat("officer-syp-clerk", "syp", "clerk")).facts == ()
    assert appointed.learn(InterestDeclared(officer="officer-syp-lead", tie="family", with_org="rmbc")).facts == ()


def test_a_role_with_a_party_that_began_before_the_appointment_is_a_tie(appointed):
    came = appointed.learn(seat(INVESTIGATOR, "rmbc", "clerk"))
    assert (came.one(OfficeRechecked).caused_by, came.one(OfficeRechecked).result) == ("RoleAssigned", "stood_down")


def test_who_holds_no_role_any_more_holds_no_office(appointed):
    gone = RoleEnded(officer=INVESTIGATOR, office="investigator", org="review-associates", ended_on=appointed.today)
    assert appointed.learn(gone).one(OfficeRechecked).result == "stood_down"
    appointed.report().refused("NotTheInvestigator")


def test_a_member_with_a_new_tie_leaves_the_group(case):
    case.convened()
    came = case.learn(family("officer-trft-chief"))

    excluded = came.one(PanelMemberExcluded)
    assert (excluded.org, excluded.rule, excluded.why) == ("trft", "ROT-G20", "interest_not_cleared")
    assert excluded.quorum_left
    assert "trft" not in {member.org for member in case.now_known.group.members}
    case.findings().accepted()


def test_what_the_group_did_meanwhile_is_listed(case):
    case.convened()
    day = case.today
    case.findings().accepted()
    came = case.learn(family("officer-trft-chief", from_on=date(2027, 3, 1)))
    assert came.one(OfficeRechecked).acts_meanwhile == (f"ReviewFindingsRecorded {day}",)


def test_a_broken_quorum_is_said_and_nothing_is_decided_until_the_group_is_convened_anew(three):
    came = three.learn(family("officer-rnn-chief"))
    assert came.one(PanelMemberExcluded).quorum_left is False
    assert three.ask("Case", PARTY, case=three.case)["group"]["complete"] is False
    assert "convened anew" in str(three.ask("History", PARTY, case=three.case))

    three.findings().refused("QuorumNotMet", rule="ROT-G29")
    three.chief("ConveneReview").accepted()
    three.findings().accepted()
    three.recommend().accepted()


def test_findings_are_kept_but_no_recommendation_follows_without_a_quorum(three):
    three.findings().accepted()
    three.learn(family("officer-rnn-chief"))
    three.recommend().refused("QuorumNotMet", rule="ROT-G29")


def test_a_chair_who_leaves_is_replaced_by_convening_anew(case):
    case.convened()
    case.learn(family("officer-syp-chief"))
    case.chief("RecordFindings", org="trft").refused("GroupNotConvened")
    case.chief("ConveneReview", org="trft").accepted()
    heard = dict.fromkeys(case.orgs, True)
    found = {"is_breach": "no", "fair_hearing": heard, "prior_recommendations_reasonable": "none"}
    case.chief("RecordFindings", org="trft", **found).accepted()


def test_a_member_who_lost_the_seat_leaves_the_group(three):
    came = three.learn(RoleEnded(officer="officer-rnn-chief", office="ceo_group", org="rnn", ended_on=three.today))
    assert came.one(PanelMemberExcluded).why == "seat_ended"


def test_after_the_recommendation_a_member_is_flagged(case):
    case.recommended()
    came = case.learn(family("officer-trft-chief", from_on=date(2027, 3, 1)))
    assert came.one(OfficeRechecked).result == "flagged"
    assert len(came.one(OfficeRechecked).acts_meanwhile) == 2
    assert "PanelMemberExcluded" not in came.names


def test_an_interest_that_every_party_cleared_bars_nobody(case):
    case.convened()
    came = case.learn(family("officer-trft-chief", cleared_by=case.orgs))
    assert came.one(OfficeRechecked).result == "clear"


def test_an_interest_that_one_party_has_cleared_so_far_is_flagged(case):
    case.convened()
    came = case.learn(family("officer-trft-chief", cleared_by=(case.raiser,)))
    assert came.one(OfficeRechecked).result == "flagged" and "PanelMemberExcluded" not in came.names


def test_money_between_a_party_and_a_members_organisation_touches_the_seat(case):
    case.convened()
    came = case.learn(InterestDeclared(org="rmbc", tie="money_in_the_matter", with_org="trft", case_id=case.case))
    assert came.one(PanelMemberExcluded).why == "money_in_the_matter"


def test_a_new_party_leaves_its_seat_in_the_review(case):
    case.convened()
    came = case.hear("intake", PartyAdded(org="trft", side="responding"), case.case)
    assert came.one(PanelMemberExcluded).why == "organisation_is_party"
    assert came.one(OfficeRechecked).caused_by == "PartyAdded"
    assert case.now_known.orgs == (*case.orgs, "trft")


def test_a_case_that_is_over_is_left_alone(appointed):
    ended = CaseClosed(reason="withdrawn", opened_on=date(2027, 3, 18), closed_on=appointed.today)
    assert "PanelOver" in appointed.hear("intake", ended, appointed.case).names
    assert appointed.hear("intake", ended, appointed.case).facts == ()
    for case_id in (None, appointed.case):
        assert appointed.learn(family(INVESTIGATOR, case_id=case_id)).facts == ()


def test_what_is_heard_late_is_looked_at_on_the_day_of_the_last_act_at_the_earliest(appointed):
    appointed.directory.apply(family(INVESTIGATOR))
    appointed.hear("directory", family(INVESTIGATOR), None, date(2027, 3, 1)).one(OfficeRechecked)
    assert {each.envelope.occurred_on for each in appointed.recorded[-2:]} == {date(2027, 3, 18)}


def test_a_flag_is_taken_back_when_the_party_it_was_about_has_left(untouched):
    untouched.parties = ("green-doorstep", "rmbc", "rotherham_ccg")
    untouched.opened("investigation")
    untouched.recommended()
    assert (
        untouched.learn(family("officer-trft-chief", with_org="rotherham_ccg")).one(OfficeRechecked).result == "flagged"
    )
    left = PartyLeft(org="rotherham_ccg", side="responding", why="own_wish")
    came = untouched.hear("intake", left, untouched.case)
    assert (came.one(OfficeRechecked).result, came.one(OfficeRechecked).caused_by) == ("clear", "PartyLeft")


def test_a_flagged_investigator_stands_down_when_the_report_comes_back(case):
    case.convened()
    case.learn(family(INVESTIGATOR))
    case.chief("ReferReportBack", why="Not whole.").accepted()
    case.closed("review", "referred_back")
    came = case.opened("investigation", first_time=False)
    assert (came.one(OfficeRechecked).result, came.one(InvestigatorStoodDown).why) == ("stood_down", "conflict")
    case.appoint("officer-var-mediator").accepted()


def test_an_interest_without_a_case_touches_every_case_under_way(appointed):
    second = "ROT-4D8R-2TN"
    first, appointed.case = appointed.case, second
    appointed.opened("investigation")
    appointed.appoint().accepted()
    came = appointed.learn(family(INVESTIGATOR))
    assert came.names == ["OfficeRechecked", "InvestigatorStoodDown"] * 2
    streams = {each.stream for each in appointed.recorded if isinstance(each.fact, InvestigatorStoodDown)}
    assert streams == {f"panel-{first}", f"panel-{second}"}


def test_what_is_told_says_who_and_what_was_done(appointed):
    appointed.learn(family(INVESTIGATOR))
    (rechecked,) = [each for each in appointed.told() if isinstance(each, told.OfficeRechecked)]
    assert (rechecked.officer_org, rechecked.result) == ("review-associates", "stood_down")
    assert told.InvestigatorStoodDown in map(type, appointed.told())
