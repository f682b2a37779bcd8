"""The review: without the parties, by enough members, on the Compact's questions; its result binds nobody."""

from datetime import date, timedelta

import pytest

from concord_panel.domain.facts import (
    PanelMemberExcluded,
    PanelRecommendation,
    ReportReferredBack,
    ReviewerRefused,
    ReviewFindingsRecorded,
    ReviewGroupConvened,
)
from concord_shared.contracts.directory import InterestDeclared, MeetingScheduled, RoleEnded
from concord_shared.deadlines.facts import DeadlineMet, DeadlineSet
from concord_shared.testing.directory_sample import told_by_directory

REPORT = date(2027, 4, 19)
MEETINGS = [
    ((date(2027, 5, 20),), date(2027, 5, 20), "meeting"),
    ((date(2027, 4, 26),), date(2027, 5, 4), "length"),
    ((), date(2027, 5, 4), "length"),
    ((date(2027, 4, 1), date(2027, 5, 20), date(2027, 6, 3)), date(2027, 5, 20), "meeting"),
]


def learn(case, contract):
    """It stands in the directory copy; nobody has looked at it yet."""
    case.directory.hear(told_by_directory(case.directory.position + 1, contract))


@pytest.mark.parametrize(("meetings", "due_on", "chosen"), MEETINGS)
def test_s08_the_review_is_due_at_the_later_of_ten_working_days_and_the_next_meeting(case, meetings, due_on, chosen):
    for day in meetings:
        learn(case, MeetingScheduled(body="ceo_group", meets_on=day))
    case.appoint().accepted()
    came = case.report(REPORT).accepted()

    review = came.one(DeadlineSet)
    assert (review.deadline_id, review.due_on, review.alternative.chosen) == ("ROT-D03", due_on, chosen)
    assert review.alternative.advise_delegation == (due_on == date(2027, 5, 20))


def test_s08_a_meeting_moved_later_does_not_move_the_day(case):
    learn(case, MeetingScheduled(body="ceo_group", meets_on=date(2027, 5, 20)))
    case.appoint().accepted()
    case.report(REPORT).accepted()
    case.opened("review", REPORT)
    learn(case, MeetingScheduled(body="ceo_group", meets_on=date(2027, 6, 3), replaces=date(2027, 5, 20)))

    assert "DeadlineLapsed" not in case.sweep(date(2027, 5, 20)).names
    assert "DeadlineLapsed" in case.sweep(date(2027, 5, 21)).names


def test_s07_a_members_organisation_in_the_dispute_is_left_out(case):
    case.reported(REPORT)
    came = case.chief("ConveneReview").accepted()

    assert came.one(PanelMemberExcluded) == PanelMemberExcluded(org="rmbc", rule="ROT-G20", why="organisation_is_party")
    group = came.one(ReviewGroupConvened)
    assert (len(group.members), group.quorum, group.chair_office) == (7, 3, "ceo_group")
    assert "rmbc" not in {member.org for member in group.members}


def test_s07_the_seat_that_is_left_out_cannot_act_and_the_attempt_stays_on_record(case):
    case.convened()
    came = case.chief("MakeRecommendation", org="rmbc", text="Nothing.").refused("ReviewerExcluded", rule="ROT-G20")

    assert came.one(ReviewerRefused).what == "MakeRecommendation"
    case.chief("RecordFindings", org="rmbc").refused("ReviewerExcluded", rule="ROT-G20")


def test_the_seat_of_a_party_cannot_convene_either(case):
    case.reported()
    case.chief("ConveneReview", org="rmbc").refused("ReviewerExcluded", rule="ROT-G20")


def test_a_linked_member_is_left_out(case):
    learn(case, InterestDeclared(officer="officer-trft-chief", tie="family", with_org="rmbc"))
    came = case.reported().chief("ConveneReview").accepted()

    excluded = {fact.org: fact.why for fact in came.facts if isinstance(fact, PanelMemberExcluded)}
    assert excluded == {"rmbc": "organisation_is_party", "trft": "interest_not_cleared"}


def test_a_chair_with_a_new_tie_cannot_go_on(case):
    case.convened()
    learn(case, InterestDeclared(officer="officer-syp-chief", tie="family", with_org="rmbc"))

    case.findings().refused("ReviewerExcluded", rule="ROT-G20")


def test_too_few_members_make_no_quorum_and_who_is_out_stays_on_record(case):
    case.reported()
    named = ["officer-rmbc-chief", "officer-syp-chief", "officer-trft-chief"]
    came = case.chief("ConveneReview", members=named).refused("QuorumNotMet", rule="ROT-G29")

    assert came.names == ["PanelMemberExcluded"]


def test_a_quorum_is_needed_when_the_group_acts_too(case):
    case.reported()
    three = ["officer-syp-chief", "officer-trft-chief", "officer-rnn-chief"]
    case.chief("ConveneReview", members=three).accepted()
    for office in ("ceo_group", "compact_lead", "learning_group"):
        for role in case.directory.holders(office, case.today):
            if role.org == "trft" and role.officer == "officer-trft-chief":
                learn(case, RoleEnded(officer=role.officer, office=office, org="trft", ended_on=case.today))

    case.findings().refused("QuorumNotMet", rule="ROT-G29")


def test_only_members_of_the_body_sit_and_one_of_them_chairs(case):
    case.reported()
    case.chief("ConveneReview", members=["officer-var-coordinator"]).refused("NotAMember")
    case.chief("ConveneReview", chair="officer-rmbc-chief").refused("NotAMember")
    came = case.chief("ConveneReview", chair="officer-trft-chief").accepted()
    assert came.one(ReviewGroupConvened).chair_ref == "officer-trft-chief"


def test_only_the_reviewing_body_convenes(case):
    case.reported()
    case.by("var", "ConveneReview", office="coordinator").refused("NotTheReviewBody")


@pytest.mark.parametrize(
    "left_out", [{"is_breach": None}, {"fair_hearing": {"rmbc": True}}, {"prior_recommendations_reasonable": None}]
)
def test_every_question_of_the_compact_needs_an_answer(case, left_out):
    case.convened().findings(**left_out).refused("FindingsMissing", rule="ROT-G21")


def test_findings_stay_inside_until_the_recommendation(case):
    case.convened().findings().one(ReviewFindingsRecorded)

    assert "ReviewFindingsRecorded" not in [type(each).__name__ for each in case.told()]


def test_findings_name_commitments_that_exist(case):
    case.convened().findings(commitments=["99.9"]).refused("UnknownCommitment")


def test_no_recommendation_comes_before_findings(case):
    case.convened().recommend().refused("FindingsMissing", rule="ROT-G21")


def test_no_recommendation_binds(case):
    case.convened().findings().accepted()
    case.recommend(binding=True).refused("BindingNotAllowed", rule="ROT-G22")


def test_actions_are_for_parties_only(case):
    case.convened().findings().accepted()
    case.recommend(actions=[{"for_org": "syp", "what": "Pay."}]).refused("NotAParty")


def test_the_recommendation_goes_to_every_party_and_says_who_sat_and_who_did_not(case):
    case.convened(REPORT).findings().accepted()
    came = case.recommend(date(2027, 4, 29), actions=[{"for_org": "rmbc", "what": "Answer by post."}]).accepted()

    made = came.one(PanelRecommendation)
    assert (made.kind, made.binding, made.addressed_to) == ("final_resolution", False, case.orgs)
    assert made.made_by.excluded_orgs == ("rmbc",) and len(made.made_by.member_orgs) == 7
    assert made.findings.is_breach == "partly"
    assert came.one(DeadlineMet).deadline_id == "ROT-D03"


def test_only_the_chair_acts_for_the_group(case):
    case.reported()
    case.findings().refused("GroupNotConvened")
    case.chief("ConveneReview").accepted()
    case.chief("RecordFindings", org="trft").refused("NotTheChair")


def test_the_report_goes_back_once_with_a_reason_for_ten_working_days(case):
    case.convened(REPORT)
    case.chief("ReferReportBack", why=" ").refused("ReasonRequired", rule="ROT-G38")
    came = case.chief("ReferReportBack", date(2027, 4, 21), why="Green Doorstep was not asked.").accepted()

    back = came.one(ReportReferredBack)
    assert back.return_by == came.one(DeadlineSet).due_on == date(2027, 5, 6)
    case.closed("review", "referred_back")
    again = case.opened("investigation", first_time=False)
    assert not [fact for fact in again.facts if isinstance(fact, DeadlineSet)]
    came = case.report(date(2027, 4, 28)).accepted()
    assert {fact.deadline_id for fact in came.facts if isinstance(fact, DeadlineSet)} == {"ROT-D03"}
    case.opened("review", first_time=False)
    case.chief("ReferReportBack", why="Again.").refused("AlreadyReferredBack", rule="ROT-G38")
    case.findings().accepted()


def test_where_the_hearing_was_not_fair_the_report_may_go_back_and_the_findings_are_made_anew(case):
    case.convened(REPORT)
    unfair = case.findings(fair_hearing={case.raiser: False, case.respondent: True}).accepted()
    assert unfair.one(ReviewFindingsRecorded).findings.fair_hearing[case.raiser] is False
    case.chief("ReferReportBack", date(2027, 4, 21), why="Green Doorstep was not asked.").accepted()
    case.closed("review", "referred_back")
    case.opened("investigation", first_time=False)
    came = case.report(date(2027, 5, 10)).accepted()
    late = {fact.deadline_id: fact.working_days_late for fact in came.facts if isinstance(fact, DeadlineMet)}
    assert late == {"ROT-D19": 2}
    assert came.one(DeadlineSet).due_on == date(2027, 5, 24)
    case.closed("investigation", "report_submitted")
    case.opened("review", first_time=False)
    case.recommend().refused("FindingsMissing", rule="ROT-G21")
    case.findings().accepted()
    case.recommend().accepted()


def test_a_party_is_heard_or_declines_to_be(case):
    case.convened()
    case.chief("HearParty", party="syp", held_on=case.today).refused("NotAParty")
    case.chief("HearParty", party="rmbc", held_on=case.today + timedelta(days=1)).refused("DateInFuture")
    case.chief("HearParty", party="rmbc", held_on=case.today, declined=True).accepted()
