"""Who is told when the case takes a turn: an office changes hands, the clock stops, a pattern is seen."""

from datetime import date

import pytest

from concord_notify.domain import facts
from concord_notify.domain.said_of_dates import day
from concord_shared.contracts.base import OfficeHeld
from concord_shared.contracts.clock import DeadlineChanged, DeadlinePaused, DeadlineSet
from concord_shared.contracts.directory import MeetingScheduled
from concord_shared.contracts.intake import (
    CaseResumed,
    CaseSettled,
    CaseSuspended,
    ConcernRaised,
    ConcernSignposted,
    ConfirmationWithheld,
    CoordinatorObjectedTo,
    ExternalRemedyRecorded,
    PartyLeft,
    SettlementReported,
    StageClosed,
)
from concord_shared.contracts.mediation import MediatorAppointed, MediatorStoodDown, OfficeRechecked
from concord_shared.contracts.oversight import (
    RepeatedDisputeNoted,
    RepeatedDisputePatternDetected,
)
from concord_shared.contracts.panel import InvestigatorAppointed, InvestigatorStoodDown

from .conftest import parties, said


def test_nobody_is_written_to_who_gave_neither_a_name_nor_a_way(hear, letters):
    hear(ConcernRaised(channel="phone_by_proxy", raiser_kind="anonymous"))

    assert letters() == {}


def test_a_flagged_office_is_told_to_the_parties_with_what_was_done_meanwhile(hear, stage, letters, desk):
    hear(stage("facilitated"))
    for result in ("clear", "flagged"):
        hear(rechecked(result), service="mediation")

    assert letters()["office_rechecked"] == [*parties(), ("coordinator", "var")]
    letter = next(each for each in desk.facts(facts.NoticePrepared) if each.notice_type == "office_rechecked")
    assert "- Mediation session held on Wednesday 10 February 2027" in letter.letter.clear


def rechecked(result):
    return OfficeRechecked(
        office="mediator",
        officer_ref="officer-1",
        officer_org="var",
        caused_by="InterestDeclared",
        directory_position=9,
        result=result,
        acts_meanwhile=("MediationSessionHeld 2027-02-10",),
    )


MEDIATOR = MediatorAppointed(mediator_ref="officer-1", mediator_org="var", appointed_by="rmbc", directory_position=1)


def test_a_mediator_who_leaves_is_followed_by_somebody_else(hear, stage, letters, sample, desk):
    hear(stage("facilitated"))
    hear(MEDIATOR, service="mediation")
    hear(MediatorStoodDown(mediator_ref="officer-1"), service="mediation")

    assert letters()["stood_down"] == [*parties(), (sample.offices.manager, "rmbc")]
    assert "Somebody else will be named" in said(desk, "stood_down")


@pytest.mark.parametrize(
    "end", [CaseSettled(at_stage="x", confirmed_by=()), StageClosed(stage_id="x", outcome="failed")]
)
def test_a_mediator_whose_step_is_over_is_told_alone(hear, stage, letters, sample, desk, end):
    hear(stage("facilitated"))
    hear(MEDIATOR, service="mediation")
    hear(end)
    hear(MediatorStoodDown(mediator_ref="officer-1"), service="mediation")

    assert letters()["stood_down"] == [(sample.offices.mediator, "var")]
    assert "Somebody else" not in said(desk, "stood_down")


def test_an_investigator_who_leaves_is_told_like_a_mediator(hear, stage, letters):
    hear(stage("investigation"))
    by = {"investigator_ref": "officer-2", "investigator_org": "review-associates"}
    hear(InvestigatorAppointed(**by, appointed_by="trft", directory_position=1), service="panel")
    hear(InvestigatorStoodDown(**by, why="own_wish"), service="panel")

    assert letters()["stood_down"][:2] == parties()


def test_a_coordinator_who_was_objected_to_gets_no_letter_of_the_case(hear, stage, letters, sample):
    hear(stage("informal"))
    holder = next(each for each in sample.copy.holders("coordinator", date(2027, 3, 15)))
    held = OfficeHeld(office="coordinator", officer=holder.officer, org=holder.org)
    hear(CoordinatorObjectedTo(party="syp", coordinators=(held,)))
    hear(ConfirmationWithheld(party_side="responding", reminders=2))

    assert ("coordinator", "var") not in letters()["confirmation_withheld"]


def test_a_party_that_left_gets_no_more_letters(hear, stage, letters):
    hear(stage("facilitated"))
    hear(PartyLeft(org="syp", side="responding", why="own_wish"))
    hear(ExternalRemedyRecorded(kind="ombudsman", by_party="green-doorstep", effect="record"))

    assert letters()["external_recorded"] == [("coordinator", "var")]


def test_the_other_parties_hear_of_an_outside_route(hear, stage, letters, desk):
    hear(stage("facilitated"))
    hear(ExternalRemedyRecorded(kind="ombudsman", by_party="green-doorstep", effect="record"))

    assert letters()["external_recorded"] == [("representative", "syp"), ("coordinator", "var")]
    assert "Green Doorstep is using an outside route: an ombudsman." in said(desk, "external_recorded")
    assert "The dates of the case go on as they were." in said(desk, "external_recorded")


def test_the_other_parties_are_asked_whether_it_is_settled_until_they_say(hear, stage, letters, desk):
    hear(stage("facilitated"))
    hear(SettlementReported(party="syp", settlement_ref="x"))

    assert letters()["settlement_reported"] == [("representative", "green-doorstep")]
    assert [each.number for each in desk.facts(facts.NoticePrepared) if each.notice_type == "settlement_reported"] == [
        0,
        1,
        2,
    ]


def test_a_pause_tells_what_is_used_and_left_and_the_end_of_it_the_new_day(hear, stage, letters, desk, pack, sample):
    """Ten working days into mediation, from 15 to 31 March 2027 over Good Friday and Easter Monday."""
    hear(stage("facilitated"))
    rule = next(each for each in pack.deadlines if each.stage_type == "facilitated" and each.kind == "target")
    named = {"deadline_id": rule.id, "stage_id": rule.stage}
    first, due = date(2027, 3, 15), date(2027, 4, 14)
    hear(DeadlineSet(**named, what=rule.what, start_on=first, due_on=due, calendar_version="x"), service="mediation")
    stopped, resumed = date(2027, 3, 31), date(2027, 6, 1)
    hear(CaseSuspended(why="all_agree"), stopped)
    hear(DeadlinePaused(**named, due_on=due, used=10, left=10), stopped, service="mediation")
    hear(CaseResumed(why="outcome_reported"), resumed)

    assert letters()["suspended"] == [*parties(), (sample.offices.manager, "rmbc")]
    assert "10 working days used, 10 working days left" in said(desk, "suspended")
    assert "The reason: every organisation involved has agreed to it." in said(desk, "suspended")
    assert f": {day(desk.calendar(pack).after(resumed, 10).due_on)}" in said(desk, "resumed")


def test_nobody_is_reminded_while_the_case_rests(hear, stage, post, desk):
    hear(stage("facilitated"))
    hear(CaseSuspended(why="all_agree"), date(2027, 3, 16))
    desk.today = date(2027, 3, 24)
    post()

    assert {each.why for each in desk.facts(facts.NoticeDropped)} == {"case_rests"}


def test_a_day_declared_a_holiday_is_told_with_both_dates(hear, stage, letters, desk, pack):
    hear(stage("facilitated"))
    rule = next(each for each in pack.deadlines if each.stage_type == "facilitated" and each.kind == "target")
    for reason in ("late_entry", "calendar"):
        moved = {"old_due_on": date(2027, 4, 14), "new_due_on": date(2027, 4, 15), "reason": reason}
        hear(DeadlineChanged(deadline_id=rule.id, stage_id=rule.stage, **moved), service="mediation")

    assert letters()["deadline_changed"][:2] == parties()
    text = said(desk, "deadline_changed")
    assert "14 April 2027" in text and "15 April 2027" in text and "a bank holiday was declared" in text


def test_a_meeting_far_off_is_told_with_both_days_and_the_coordinator_is_advised(
    hear, stage, letters, desk, sample, pack
):
    """S08.1 (001:663): the later of ten working days and the next meeting."""
    body = pack.stage(review_stage(pack)).group.body
    sample.copy.apply(MeetingScheduled(body=body, meets_on=date(2027, 5, 20)))
    hear(stage("panel_review", caused_by="InvestigationReportSubmitted"), date(2027, 4, 19))

    assert letters()["delegation_advised"] == [("coordinator", "var")]
    assert "Tuesday 4 May 2027" in said(desk, "stage_opened") and "Thursday 20 May 2027" in said(desk, "stage_opened")
    assert "Thursday 20 May 2027" in said(desk, "delegation_advised")


def test_a_meeting_soon_needs_no_advice(hear, stage, letters, sample, pack):
    body = pack.stage(review_stage(pack)).group.body
    sample.copy.apply(MeetingScheduled(body=body, meets_on=date(2027, 4, 27)))
    hear(stage("panel_review", caused_by="InvestigationReportSubmitted"), date(2027, 4, 19))

    assert "delegation_advised" not in letters()


def review_stage(pack):
    return next(each.id for each in pack.stages if each.type == "panel_review")


def test_a_note_that_only_brings_an_earlier_one_up_to_date_is_no_news(hear, letters, sample):
    hear(noted(), case=None, service="oversight")
    hear(noted(first=False, count=3), case=None, service="oversight")

    assert letters()["repeat_note"] == [("coordinator", "var"), (sample.offices.advice, "var")]


def test_a_pattern_about_the_advice_body_goes_to_those_who_stand_in(hear, letters, sample):
    """S16.3: the group without that member, and the fallback office in place of the advice body."""
    detected = {**noted(respondents=("var",)).model_dump(), "outcomes": {"settled": 2, "open": 1}}
    hear(RepeatedDisputePatternDetected(**detected), case=None, service="oversight")

    told = letters()["repeat_pattern"]
    assert (sample.offices.advice, "var") not in told and ("coordinator", "var") not in told
    assert (sample.offices.manager, "rmbc") in told
    group = {org for office, org in told if office == sample.offices.learning}
    assert group and "var" not in group


def noted(**more):
    return RepeatedDisputeNoted(
        **{
            "pattern_id": "pattern-1",
            "level": "same_commitment",
            "key": "rmbc/11.2",
            "count": 2,
            "case_ids": ("A", "B"),
            "respondents": ("rmbc",),
            "window_from": date(2025, 1, 25),
            "window_to": date(2027, 1, 25),
            "rule_version": "2017.1",
            **more,
        }
    )


def test_who_sent_a_concern_over_hears_that_it_goes_elsewhere(hear, raised, letters):
    """S23.3: the complainant does not fall between two desks."""
    hear(raised.model_copy(update={"referred_by": "rmbc"}))
    hear(ConcernSignposted(reason="service_complaint"))

    assert letters() == {
        "acknowledgement": [("raiser", None)],
        "signpost": [("raiser", None), ("representative", "rmbc")],
    }
