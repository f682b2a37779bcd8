"""Who sits on the panels of the other Compacts, and who convenes them: DT5, ET8, FT6 with their guards."""

from datetime import date

import pytest

from concord_panel.domain import facts as f
from concord_panel.domain import facts_of_changes as g
from concord_shared.contracts.base import OfficeHeld
from concord_shared.contracts.directory import InterestDeclared, RoleEnded
from concord_shared.contracts.mediation import CriticalFriendEngaged
from concord_shared.envelope import Actor

from .compacts import TODAY, before, role

GUARDS = {
    "darlington": {"sector": "DAR-G10", "linked": "DAR-G11", "quorum": "DAR-G12", "size": "DAR-G05"},
    "derbyshire": {"sector": "DER-G08", "linked": "DER-G09", "quorum": "DER-G10", "size": "DER-G08"},
    "staffordshire": {"sector": "STA-G05", "linked": "STA-G06", "quorum": "STA-G16", "size": "STA-G07"},
}
KINDS = {"darlington": "arbitration", "derbyshire": "partner_group", "staffordshire": "panel"}


@pytest.fixture(params=GUARDS)
def compact(request):
    return request.param


@pytest.fixture
def rules(compact):
    return GUARDS[compact]


@pytest.fixture
def case(compact):
    case = before(compact)
    case.begin()
    return case


def test_three_unlinked_members_of_two_sectors_are_convened(case, compact):
    came = case.convene("police", "charity", "fire").accepted().one(f.ReviewGroupConvened)
    assert (came.kind, came.quorum, [member.sector for member in came.members]) == (
        KINDS[compact],
        3,
        ["public", "vcs", "public"],
    )
    assert {held.office for held in case.now_known.offices_held} == {"panel_member"}


def test_two_are_too_few_four_too_many_and_one_sector_not_enough(case, rules):
    case.convene("police", "charity").refused("QuorumNotMet", rules["quorum"])
    case.convene("police", "charity", "fire", "firm").refused("WrongNumber", rules["size"])
    case.directory.apply(role("police", case.body, f"second-{case.body}"))
    members = [*case.named("police", "fire"), f"second-{case.body}"]
    refused = case.by(case.convener, "ConveneReview", office=case.convener_office, members=members)
    refused.refused("PanelNotCrossSector", rules["sector"])


def test_who_is_named_and_has_a_tie_is_refused_on_record(case, rules):
    came = case.convene("council", "charity", "fire").refused("LinkedMember", rules["linked"])
    rejected = came.one(f.AppointmentRejected)
    assert (rejected.office, rejected.rule, rejected.candidate_org) == ("panel_member", rules["linked"], "council")
    interest = InterestDeclared(officer=case.named("fire")[0], tie="family", with_org="group")
    case.directory.apply(interest)
    came = case.convene("police", "charity", "fire").refused("LinkedMember", rules["linked"])
    assert came.one(f.AppointmentRejected).why == "interest_not_cleared"


def test_an_earlier_office_in_the_case_keeps_somebody_off(compact, rules):
    for office, why in (("triage_advice", "advised_in_case"), ("mediator", "earlier_office_in_case")):
        case = before(compact)
        case.begin(offices_held=(OfficeHeld(office=office, officer=case.named("fire")[0], org="fire"),))
        came = case.convene("police", "charity", "fire").refused("LinkedMember", rules["linked"])
        assert came.one(f.AppointmentRejected).why == why


def test_of_the_whole_body_those_with_a_tie_are_left_out(compact, rules):
    case = before(compact)
    for org in ("fire",):
        case.directory.apply(RoleEnded(officer=case.named(org)[0], office=case.body, org=org, ended_on=TODAY))
    case.begin()
    came = case.convene().accepted()
    assert {(each.org, each.rule) for each in came.facts if isinstance(each, f.PanelMemberExcluded)} == {
        ("council", rules["linked"]),
        ("group", rules["linked"]),
    }
    assert [member.org for member in came.one(f.ReviewGroupConvened).members] == ["police", "charity", "firm"]


def test_a_member_who_sits_for_a_party_meanwhile_is_turned_away(case, rules):
    case.convene("police", "charity", "fire").accepted()
    refused = case.by("council", "MakeRecommendation", office=case.body, text="x")
    assert refused.refused("ReviewerExcluded", rules["linked"]).one(f.ReviewerRefused).org == "council"


def test_a_member_who_goes_leaves_too_few(case, rules):
    case.convene("police", "charity", "fire").accepted()
    case.all_heard()
    gone = RoleEnded(officer=case.named("fire")[0], office=case.body, org="fire", ended_on=TODAY)
    came = case.learn(gone)
    assert (came.one(g.OfficeRechecked).office, came.one(f.PanelMemberExcluded).quorum_left) == ("panel_member", False)
    case.chair("MakeRecommendation", text="Talk.", **case.kinds).refused("QuorumNotMet", rules["quorum"])
    case.convene("police", "charity", "firm").accepted()


def test_an_office_of_intakes_count_is_no_second_office(case):
    """The panel's members are told back as holders of an office in the case: that bars nobody from going on."""
    case.convene("police", "charity", "fire").accepted()
    held = tuple(OfficeHeld(office="panel_member", officer=who, org="x") for who in case.named("police", "fire"))
    case.opened(case.review.id, kind="panel_review", offices_held=held)
    case.chair("HearParty", party="group", held_on=TODAY).accepted()


def test_nobody_else_convenes(case):
    case.convene("police", "charity", "fire", org="firm", office="representative").refused("NotTheReviewBody")


def test_darlingtons_lead_body_may_not_convene_where_it_works_for_a_party():
    case = before("darlington")
    case.begin(orgs=("charity", "council"))
    refused = case.convene("police", "fire", "firm").refused("AppointerConflicted", "DAR-G22")
    assert "Steering Group" in refused.refusal.message
    assert refused.one(f.ReviewerRefused).what == "ConveneReview"
    case.convene("police", "fire", "group", org="police", office="steering_group").accepted()


def test_darlingtons_steering_group_convenes_only_in_place_of_a_conflicted_lead_body():
    case = before("darlington")
    case.begin()
    case.convene("police", "charity", "fire", org="police", office="steering_group").refused("NotTheReviewBody")


def test_who_works_for_a_party_convenes_no_panel_in_darlington():
    case = before("darlington")
    case.directory.apply(role("firm", "lead_body", employer="council"))
    case.begin()
    case.convene("police", "charity", "fire", org="firm").refused("AppointerConflicted", "DAR-G22")


def test_darlingtons_champions_of_the_parties_do_not_sit():
    case = before("darlington")
    case.directory.apply(role("council", "compact_champion", case.named("fire")[0], employer="fire"))
    case.begin()
    case.convene("police", "charity", "fire").refused("LinkedMember", "DAR-G11")


def test_derbyshires_critical_friend_of_the_case_does_not_sit():
    case = before("derbyshire")
    seat = {"area": "derby", "sector": "vcs"}
    told = CriticalFriendEngaged(
        seat=seat, friend_ref=case.named("charity")[0], friend_org="charity", asked_by="group", directory_position=3
    )
    barred = case.hear("mediation", told, case.case).one(g.MediatorBarred)
    assert (barred.office, barred.mediator_org) == ("critical_friend", "charity")
    case.begin()
    case.convene("police", "charity", "fire").refused("LinkedMember", "DER-G09")
    said = case.ask("History", Actor(organisation="group", office="x"), case=case.case)["facts"]
    assert said[0]["words"] == "The critical friend from charity takes no later office in this case."


def test_staffordshire_has_a_private_member_where_a_party_is_private():
    case = before("staffordshire")
    case.directory.apply(role("firm", case.body, f"second-{case.body}"))
    case.begin(orgs=("group", "firm"), sectors=(("firm", "private"),))
    refused = case.convene("police", "charity", "fire").refused("PanelNotCrossSector", "STA-G05")
    assert "private" in refused.refusal.message


def test_what_was_said_with_the_critical_friend_stays_there():
    case = before("derbyshire")
    case.begin()
    refused = case.by("group", "SubmitEvidence", text="She said half.", from_mediation=True)
    refused.refused("MediationContentNotAllowed", "DER-G14")
    case.by("group", "SubmitEvidence", text="A letter.").accepted()


@pytest.mark.parametrize(("compact", "rule"), [("darlington", "DAR-G13"), ("derbyshire", "DER-G16")])
def test_every_party_is_heard_or_declines_before_anything_is_recommended(compact, rule):
    case = before(compact)
    case.begin()
    case.convene("police", "charity", "fire").accepted()
    case.chair("HearParty", party="group", held_on=TODAY).accepted()
    case.chair("MakeRecommendation", text="Talk.").refused("PartyNotHeard", rule)
    case.chair("HearParty", party="council", held_on=TODAY, declined=True).accepted()
    case.chair("MakeRecommendation", text="Talk.").accepted()


@pytest.mark.parametrize(
    ("compact", "rule", "kind"),
    [("darlington", "DAR-G06", "arbitration"), ("derbyshire", "DER-G17", "proposed_resolution")],
)
def test_what_the_panel_says_binds_nobody_and_is_of_its_kind(compact, rule, kind):
    case = before(compact)
    case.begin()
    case.convene("police", "charity", "fire").accepted()
    case.all_heard()
    case.chair("MakeRecommendation", text="Talk.", binding=True).refused("BindingNotAllowed", rule)
    case.chair("MakeRecommendation", text="Talk.", kind="no_solution").refused("KindRequired", rule)
    made = case.chair("MakeRecommendation", date(2027, 2, 10), text="Talk.").accepted().one(f.PanelRecommendation)
    assert (made.kind, made.binding, made.addressed_to) == (kind, False, ("group", "council"))


@pytest.mark.parametrize("kind", ["solution_offered", "no_solution"])
def test_staffordshires_panel_offers_a_solution_or_says_that_there_is_none(kind):
    case = before("staffordshire")
    case.begin()
    case.convene("police", "charity", "fire").accepted()
    case.all_heard().chair("MakeRecommendation", text="Talk.", kind=kind, binding=True).refused(
        "BindingNotAllowed", "STA-G17"
    )
    case.chair("MakeRecommendation", text="Talk.", kind="arbitration").refused("KindRequired", "STA-G17")
    refused = case.chair("MakeRecommendation", text="The Council has won.", kind=kind)
    refused.refused("NoWinnerOrLoser", "STA-G09")
    assert "won" in refused.refusal.message
    assert case.chair("MakeRecommendation", text="Talk.", kind=kind).accepted().one(f.PanelRecommendation).kind == kind
