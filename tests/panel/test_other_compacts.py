"""The same service under the other Compacts: their own guards refuse, in their own words."""

from datetime import date

import pytest

from concord_panel.domain.facts import PanelRecommendation, ReviewGroupConvened
from concord_panel.main import service
from concord_shared.contracts.directory import RoleAssigned
from concord_shared.packs.loading import builtin, load

from .compacts import SECTORS, TODAY, directory


@pytest.fixture
def before(untouched):
    """(compact, body, convener) -> a review open between a group and the council."""

    def before(compact, body, convener):
        pack = load(builtin()[compact])
        stage = next(stage for stage in pack.stages if stage.type == "panel_review")
        seats = [(org, body) for org in SECTORS]
        case = type(untouched)(service(), pack, directory(pack, *seats, ("charity", convener)), TODAY)
        case.opened(stage.id, TODAY, orgs=("group", "council"), kind="panel_review")
        return case

    return before


def named(*orgs, body):
    return [f"{org}-{body}" for org in orgs]


def test_staffordshire_wants_members_of_at_least_two_sectors(before):
    case = before("staffordshire", "working_group", "coordinator")
    body = "working_group"
    two = ("police", "fire", "police")
    case.by("police", "ConveneReview", office=body, members=named(*two, body=body)).refused("QuorumNotMet", "STA-G16")
    case.directory.apply(
        RoleAssigned(officer="police-2", office=body, org="police", employer_org="police", starts_on=TODAY)
    )
    members = [*named("police", "fire", body=body), "police-2"]
    case.by("police", "ConveneReview", office=body, members=members).refused("PanelNotCrossSector", "STA-G05")


def test_staffordshire_wants_three_members_exactly_and_from_the_working_group(before):
    case = before("staffordshire", "working_group", "coordinator")
    body = "working_group"
    members = named("police", "fire", "charity", "firm", body=body)
    case.by("police", "ConveneReview", office=body, members=members).refused("WrongNumber", "STA-G07")
    case.by("police", "ConveneReview", office=body, members=["charity-coordinator"]).refused("NotAMember")


def test_staffordshire_hears_both_sides_and_names_no_winner(before):
    case = before("staffordshire", "working_group", "coordinator")
    body = "working_group"
    members = named("police", "fire", "charity", body=body)
    came = case.by("police", "ConveneReview", office=body, members=members).accepted()
    assert came.one(ReviewGroupConvened).kind == "panel"

    def recommend(**words):
        return case.by("police", "MakeRecommendation", office=body, **{"kind": "solution_offered", **words})

    recommend(text="Talk.").refused("PartyNotHeard", "STA-G08")
    for org in ("group", "council"):
        case.by("police", "HearParty", office=body, party=org, held_on=TODAY).accepted()
    recommend(text="The group won.").refused("NoWinnerOrLoser", "STA-G09")
    recommend(text="Talk.", kind=None).refused("KindRequired", "STA-G17")
    made = recommend(text="Talk.").accepted().one(PanelRecommendation)
    assert (made.kind, made.findings) == ("solution_offered", None)


def test_staffordshire_turns_a_party_and_a_linked_member_away(before):
    from concord_shared.contracts.directory import InterestDeclared

    case = before("staffordshire", "working_group", "coordinator")
    body = "working_group"
    members = named("police", "fire", "charity", body=body)
    case.by("police", "ConveneReview", office=body, members=members).accepted()
    refused = case.by("council", "MakeRecommendation", office=body, text="x", kind="no_solution")
    refused.refused("ReviewerExcluded", "STA-G06")
    case.directory.apply(InterestDeclared(officer="police-working_group", tie="family", with_org="group"))
    refused = case.by("police", "HearParty", office=body, party="group", held_on=TODAY)
    refused.refused("LinkedMember", "STA-G06")


def test_derbyshire_counts_its_second_period_from_the_convening(before):
    case = before("derbyshire", "partner_group", "coordinator")
    case.today = date(2027, 4, 13)
    members = named("police", "charity", "fire", body="partner_group")
    came = case.by("charity", "ConveneReview", office="coordinator", members=members).accepted()

    due = {
        fact.deadline_id: fact.due_on for fact in came.facts if hasattr(fact, "first_due_on") and hasattr(fact, "value")
    }
    assert due == {"DER-D04": date(2027, 5, 12)}


def test_derbyshire_cannot_send_a_report_back_nor_delegate(before):
    case = before("derbyshire", "partner_group", "coordinator")
    members = named("police", "charity", "fire", body="partner_group")
    case.by("charity", "ConveneReview", office="coordinator", members=members).accepted()

    case.by("police", "ReferReportBack", office="partner_group", why="x").refused("NotForeseen")
    case.by("police", "DelegateReview", office="partner_group").refused("UnknownGroup")


def test_darlingtons_own_questions_are_answered_in_its_own_words(before):
    case = before("darlington", "steering_group", "lead_body")
    members = named("police", "charity", "fire", body="steering_group")
    case.by("charity", "ConveneReview", office="lead_body", members=members).accepted()
    questions = {"was_due_process_followed": "Yes.", "which_commitment_or_principle": "3.1"}
    case.by("police", "RecordFindings", office="steering_group", answers=questions).accepted()


def test_where_the_compact_names_no_appointer_nobody_appoints(before):
    case = before("darlington", "steering_group", "lead_body")
    stage = case.in_force.stages[1].id
    case.opened(stage, kind="investigation", orgs=("group", "council"))
    case.appoint("police-steering_group", org="charity", office="lead_body").refused("NotAnAppointer")
