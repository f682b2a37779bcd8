"""Another group acts for the body of the Compact only after a recorded delegation, for one case, without the parties."""

from datetime import date

import pytest

from concord_panel.domain.facts import (
    AppointmentRejected,
    InvestigatorAppointed,
    PanelMemberExcluded,
    ReviewDelegated,
    ReviewGroupConvened,
)
from concord_shared.contracts import panel as told
from concord_shared.contracts.directory import RoleAssigned

GROUP = "delegated_group"
ORGS = ("syp", "trft", "rdash", "rmbc", "syfr")


@pytest.fixture
def delegates(case):
    """A delegated group stands in the directory; the Council, a party, has a seat in it."""
    for org in ORGS:
        officer = f"officer-{org}-delegate"
        role = RoleAssigned(officer=officer, office=GROUP, org=org, employer_org=org, starts_on=date(2020, 1, 1))
        case.learn(role)
    return case


def delegate(case, org="syp", **body):
    return case.chief("DelegateReview", org=org, **body)


def test_the_group_convenes_after_the_delegation_and_not_before(delegates):
    delegates.reported()
    delegates.by("syp", "ConveneReview", office=GROUP).refused("DelegationNotRecorded", rule="ROT-G19")
    assert delegate(delegates).accepted().one(ReviewDelegated).to_group == GROUP

    came = delegates.by("syp", "ConveneReview", office=GROUP).accepted()
    assert (came.one(ReviewGroupConvened).body, came.one(ReviewGroupConvened).chair_office) == (GROUP, GROUP)


def test_a_partys_seat_in_the_delegated_group_is_left_out_too(delegates):
    delegates.reported()
    delegate(delegates).accepted()
    delegates.by("rmbc", "ConveneReview", office=GROUP).refused("ReviewerExcluded", rule="ROT-G20")
    came = delegates.by("syp", "ConveneReview", office=GROUP).accepted()
    assert came.one(PanelMemberExcluded).org == "rmbc"
    assert {member.org for member in came.one(ReviewGroupConvened).members} == {"syp", "trft", "rdash", "syfr"}


def test_a_party_does_not_choose_who_reviews(delegates):
    delegates.reported()
    delegate(delegates, org="rmbc").refused("ReviewerExcluded", rule="ROT-G20")


def test_too_few_members_are_told_the_way_out(delegates):
    delegates.reported()
    two = ["officer-syp-chief", "officer-trft-chief"]
    refused = delegates.chief("ConveneReview", members=two).refused("QuorumNotMet", rule="ROT-G29")
    assert "DelegateReview" in refused.refusal.message
    delegate(delegates).accepted()
    two = ["officer-syp-delegate", "officer-trft-delegate"]
    refused = delegates.by("syp", "ConveneReview", office=GROUP, members=two).refused("QuorumNotMet")
    assert "DelegateReview" not in refused.refusal.message


def test_only_those_named_for_the_case_convene_and_sit(delegates):
    delegates.reported()
    named = [f"officer-{org}-delegate" for org in ("trft", "rdash", "syp")]
    came = delegate(delegates, members=named, terms="Only this case.").accepted()
    assert {member.org for member in came.one(ReviewDelegated).members} == {"trft", "rdash", "syp"}
    delegates.by("rmbc", "ConveneReview", office=GROUP).refused("DelegationNotRecorded", rule="ROT-G19")
    group = delegates.by("syp", "ConveneReview", office=GROUP).accepted().one(ReviewGroupConvened)
    assert len(group.members) == 3


def test_members_who_are_none_are_not_named(delegates):
    delegates.reported()
    delegate(delegates, members=["officer-syp-chief"]).refused("NotAMember")


def test_only_the_body_delegates_and_only_to_the_group_of_the_compact(delegates):
    delegates.reported()
    delegates.by("var", "DelegateReview", office="coordinator").refused("NotTheReviewBody", rule="ROT-G19")
    delegate(delegates, to_group="friends").refused("UnknownGroup", rule="ROT-G19")


def test_the_delegated_group_appoints_the_investigator_once_that_is_recorded(delegates):
    early = delegates.appoint(office=GROUP).refused("DelegationNotRecorded", rule="ROT-G19")
    assert early.one(AppointmentRejected).why == "delegation_not_recorded"
    delegate(delegates).accepted()
    refused = delegates.appoint(office=GROUP, org="rmbc").refused("AppointerConflicted", rule="ROT-G27")
    assert refused.one(AppointmentRejected).why == "appointer_employed_by_party"
    assert delegates.appoint(office=GROUP).accepted().one(InvestigatorAppointed).appointed_by == GROUP
    ask = {"deadline_id": "ROT-D02", "working_days": 2, "reason": "Illness."}
    delegates.by("trft", "ExtendDeadline", office=GROUP, **ask).accepted()


def test_a_delegation_of_the_investigation_holds_for_the_review(delegates):
    delegate(delegates).accepted()
    delegates.reported()
    delegates.by("syp", "ConveneReview", office=GROUP).accepted()


def test_others_hear_of_it_without_its_terms(delegates):
    delegate(delegates, members=["officer-syp-delegate"], terms="Only this case.").accepted()
    (heard,) = [each for each in delegates.told() if isinstance(each, told.ReviewDelegated)]
    assert (heard.from_body, heard.to_group, heard.member_orgs) == ("ceo_group", GROUP, ("syp",))


def test_after_the_review_nothing_is_left_to_delegate(delegates):
    delegates.recommended()
    delegate(delegates).refused("StageNotOpen")
