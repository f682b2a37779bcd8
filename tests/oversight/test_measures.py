"""Each measure by its definition, on a few lines of the record (handbook 6.2)."""

import pytest

from concord_oversight.read_side.measuring.catalogue import MEASURES
from concord_oversight.read_side.measuring.measure import changed

from .casebooks import casebook, day, figures

RAISED, ACCEPTED = "intake.ConcernRaised", "intake.ConcernAccepted"
CLOSED, OPENED = "intake.CaseClosed", "intake.StageOpened"
TARGET = "ROT-D01"
ADVICE, ACKNOWLEDGEMENT = "CompactRelatednessAdvised", "ConcernAcknowledged"


def raised(case, on, **more):
    return (RAISED, case, on, {"channel": "web", "raiser_kind": "organisation", "adjustments_asked": 0, **more})


def accepted(case, on, **more):
    said = {"cited": ["9.2"], "themes": ["resources.funding"], "raising_sectors": ["vcs"], "small_groups": 1, **more}
    return (ACCEPTED, case, on, {"responding_sectors": ["public"], "same_sector": False, "adopted": True, **said})


def closed(case, on, reason="settled", at="mediation"):
    return (CLOSED, case, on, {"reason": reason, "at_stage": at})


def opened(case, on, stage="mediation", kind="facilitated"):
    return (OPENED, case, on, {"stage_id": stage, "stage_type": kind})


def clock(case, on, kind, deadline, **more):
    return (f"intake.{kind}", case, on, {"deadline_id": deadline, "stage_id": "triage", **more})


@pytest.fixture
def book(pack):
    return lambda *lines, **wanted: casebook(pack, *lines, **wanted)


@pytest.fixture
def ending(pack):
    """The id of the pack's own deadline that ends with a fact."""
    return lambda fact: next(rule.id for rule in pack.deadlines if fact in rule.ends_on)


def test_there_are_thirty_measures_and_each_says_what_it_is():
    assert list(MEASURES) == [f"M{number:02}" for number in range(1, 31)]
    assert all(len(each.definition) > 60 and each.hears for each in MEASURES.values())


def test_m01_counts_what_was_raised_in_the_period_both_ends_included(book):
    found = book(
        raised("A", "2026-03-31"), raised("B", "2026-04-01", channel="post"), raised("C", "2026-04-30"),
        raised("D", "2026-05-01"), from_on=day("2026-04-01"), until_on=day("2026-04-30"),
    )  # fmt: skip

    assert figures(found, "M01") == {
        "all": 2, "channel/post": 1, "channel/web": 1, "raised by/organisation": 2,
    }  # fmt: skip


def test_m02_a_mixed_concern_is_not_signposted_as_a_whole(book):
    found = book(
        ("intake.CompactRelatednessAdvised", "A", "2026-04-01", {"advice": "no"}),
        ("intake.ConcernSignposted", "A", "2026-04-01", {"reason": "service_complaint", "partial": False}),
        ("intake.CompactRelatednessAdvised", "B", "2026-04-02", {"advice": "partly"}),
        accepted("B", "2026-04-02"),
        ("intake.ConcernSignposted", "B", "2026-04-02", {"reason": "service_complaint", "partial": True}),
    )

    assert figures(found, "M02") == {"all": (1, 2), "reason/service_complaint": 1}


def test_m02_where_there_is_no_first_advice_acceptance_is_the_look(book):
    found = book(accepted("A", "2026-04-02"))

    assert figures(found, "M02") == {"all": (0, 1)}


def test_m03_what_cannot_be_acknowledged_and_what_still_has_time_is_left_out(book, ending):
    own = ending(ACKNOWLEDGEMENT)
    set_on = {"start_on": "2026-04-01", "due_on": "2026-04-10"}
    met = {"due_on": "2026-04-10", "first_due_on": "2026-04-10", "working_days_late": 0}
    found = book(
        *(raised(case, "2026-04-01") for case in ("in time", "late", "never", "nobody to reach")),
        *(
            clock(case, "2026-04-01", "DeadlineSet", own, **set_on)
            for case in ("in time", "late", "never", "nobody to reach")
        ),
        ("intake.ConcernAcknowledged", "nobody to reach", "2026-04-02", {"how": "impossible"}),
        ("intake.ConcernAcknowledged", "in time", "2026-04-10", {"how": "sent"}),
        clock("in time", "2026-04-10", "DeadlineMet", own, **met),
        clock("late", "2026-04-13", "DeadlineMet", own, **met),
        raised("has time", "2026-04-13"),
        clock("has time", "2026-04-13", "DeadlineSet", own, start_on="2026-04-13", due_on="2026-04-20"),
    )

    assert figures(found, "M03") == {"all": (1, 3)}
    assert figures(found, "M04") == {"all": (0, 0)}


def test_m04_a_pause_moves_the_day_but_not_the_day_first_set(book, ending):
    own = ending(ADVICE)
    found = book(
        raised("A", "2026-04-01"),
        clock("A", "2026-04-01", "DeadlineSet", own, start_on="2026-04-01", due_on="2026-04-17"),
        clock("A", "2026-04-20", "DeadlineResumed", own, old_due_on="2026-04-17", new_due_on="2026-04-29"),
        clock("A", "2026-04-21", "DeadlineMet", own, due_on="2026-04-29", first_due_on="2026-04-17"),
    )

    assert figures(found, "M04") == {"all": (0, 1)}


def test_m05_tells_apart_who_waits_for_a_member(book):
    found = book(
        accepted("A", "2026-04-01"), accepted("B", "2026-04-02", raising_sectors=[], adopted=False),
        ("intake.ConcernAdopted", "B", "2026-04-09", {"raiser_consents": True}),
        accepted("C", "2026-04-03", same_sector=True),
    )  # fmt: skip

    assert figures(found, "M05") == {
        "all": 3, "waiting for a member/all": 1, "taken up by a member/all": 1, "inside one sector/all": 1,
    }  # fmt: skip


def test_m06_and_m07_settled_by_stage_and_at_the_lowest_level(book):
    found = book(
        opened("A", "2026-04-01", "talks", "informal"), opened("B", "2026-04-01"),
        ("intake.CaseSettled", "A", "2026-05-01", {"at_stage": "talks"}), closed("A", "2026-05-01", at="talks"),
        ("intake.CaseSettled", "B", "2026-05-02", {"at_stage": "mediation"}), closed("B", "2026-05-02"),
        closed("C", "2026-05-03", "unresolved"),
    )  # fmt: skip

    assert figures(found, "M06") == {"all": (2, 3), "at stage/mediation": (1, 3), "at stage/talks": (1, 3)}
    assert figures(found, "M07") == {"all": (1, 2)}


def test_m08_leaves_out_the_days_on_which_the_case_stood_still(book):
    ended = ("intake.StageClosed", "A", "2027-01-14", {"stage_id": "mediation", "outcome": "settled"})
    paused = (
        opened("A", "2026-12-18"),
        ("intake.CaseSuspended", "A", "2027-01-05", {"stage_id": "mediation"}),
        ("intake.CaseResumed", "A", "2027-01-12", {"stage_id": "mediation"}),
    )

    assert figures(book(opened("A", "2026-12-18"), ended), "M08") == {"mediation": (16, 16, 16, 1)}
    assert figures(book(*paused, ended), "M08") == {"mediation": (11, 11, 11, 1)}


def test_m08_counts_a_bank_holiday_that_was_declared_later(book):
    ended = ("intake.StageClosed", "A", "2027-01-14", {"stage_id": "mediation", "outcome": "settled"})
    declared = ("directory.BankHolidayDeclared", "directory", "2027-01-06", {"on": "2027-01-07"})

    found = book(opened("A", "2026-12-18"), ended, declared)

    assert figures(found, "M08") == {"mediation": (15, 15, 15, 1)}


def test_m09_is_by_the_day_first_set_and_more_time_stands_apart(book):
    met = {"due_on": "2027-02-03", "first_due_on": "2027-01-20"}
    found = book(
        clock("A", "2027-01-19", "DeadlineExtended", TARGET, old_due_on="2027-01-20", new_due_on="2027-02-03"),
        clock("A", "2027-02-01", "DeadlineMet", TARGET, **met),
        clock("B", "2027-01-20", "DeadlineMet", TARGET, due_on="2027-01-20", first_due_on="2027-01-20"),
        clock("C", "2027-01-25", "DeadlineCancelled", TARGET, due_on="2027-01-20"),
        clock("D", "2027-01-19", "DeadlineCancelled", TARGET, due_on="2027-01-20"),
    )

    assert figures(found, "M09") == {"kept/all": (1, 3), f"kept/{TARGET}": (1, 3), f"given more time/{TARGET}": 1}


def test_prompts_are_no_measure_of_anybody(book, pack):
    prompt = next(rule.id for rule in pack.deadlines if rule.kind != "target")
    lines = (
        clock("A", "2027-01-04", "DeadlineSet", prompt, start_on="2027-01-04", due_on="2027-01-08"),
        clock("B", "2027-01-25", "DeadlineMet", prompt, due_on="2027-01-20", first_due_on="2027-01-20"),
        raised("B", "2027-02-15"),
    )

    assert figures(book(*lines), "M09") == {"kept/all": (0, 0)}
    assert figures(book(*lines), "M10") == {"all": (None, None, None, 0)}


def test_m10_is_of_the_last_day_on_record_and_parties_with_one_day_are_two(book):
    both = [clock("A", "2027-01-04", "DeadlineSet", TARGET, start_on="2027-01-04", due_on="2027-01-08")] * 2
    one_met = clock("A", "2027-01-08", "DeadlineMet", TARGET, due_on="2027-01-08", first_due_on="2027-01-08")
    later = raised("B", "2027-01-15")

    assert figures(book(*both, one_met), "M10") == {"all": (None, None, None, 0)}
    assert figures(book(*both, one_met, later), "M10") == {"all": (5, 5, 5, 1), f"by deadline/{TARGET}": (5, 5, 5, 1)}
    assert figures(book(*both, later, until_on=day("2027-01-11")), "M10")["all"] == (1, 1, 1, 2)


def test_m11_is_of_cases_with_a_first_confirmation(book):
    confirmed = {"statements": ["tried"]}
    found = book(
        ("intake.InformalExhaustionConfirmed", "A", "2027-02-01", confirmed),
        ("intake.InformalExhaustionConfirmed", "A", "2027-03-02", confirmed),
        ("intake.InformalExhaustionConfirmed", "B", "2027-02-01", confirmed),
        ("intake.ConfirmationWithheld", "B", "2027-02-15", {"party_side": "responding", "reminders": 2}),
    )

    assert figures(found, "M11") == {"all": (1, 2)}


def test_m13_what_never_ran_did_not_fail(book):
    failed = {"stage_id": "mediation", "working_days_used": 3, "sessions": 0}
    found = book(
        ("mediation.MediationSettled", "A", "2027-02-01", {"settled_on": "2027-02-01"}),
        ("mediation.MediationFailed", "B", "2027-02-01", {**failed, "reason": "declined"}),
        ("mediation.MediationFailed", "C", "2027-02-01", {**failed, "reason": "no_agreement", "sessions": 2}),
    )

    assert figures(found, "M13") == {"all": (1, 2)}


def test_m14_names_the_rule_and_the_office(book):
    found = book(
        ("mediation.AppointmentRejected", "A", "2027-02-04", {"office": "mediator", "rule": "G14"}),
        ("panel.AppointmentRejected", "A", "2027-03-04", {"office": "investigator", "rule": "G17"}),
    )

    assert figures(found, "M14") == {
        "all": 2, "rule/G14": 1, "rule/G17": 1, "office/mediator": 1, "office/investigator": 1,
    }  # fmt: skip


def test_m15_to_m17_and_m22_what_reviews_found_and_what_came_of_it(book):
    made = {"kind": "final_resolution", "stage_id": "review", "binding": False}
    found = book(
        accepted("A", "2027-01-01", cited=["9.2", "11.2"]),
        ("panel.PanelRecommendation", "A", "2027-03-01", {
            **made, "breach_found": "partly", "fair_hearing_for_all": True, "commitments_found": ["11.2"]}),
        closed("A", "2027-03-20", "accepted", "responses"),
        ("panel.PanelRecommendation", "B", "2027-03-02", {
            **made, "breach_found": "no", "fair_hearing_for_all": False, "commitments_found": []}),
        closed("B", "2027-03-21", "unresolved", "responses"),
        ("panel.PanelRecommendation", "C", "2027-03-03", {**made, "kind": "solution_offered"}),
    )  # fmt: skip

    assert figures(found, "M15") == {"no": (1, 2), "partly": (1, 2)}
    assert figures(found, "M16") == {"all": (1, 2)}
    assert figures(found, "M17") == {"all": (1, 3)}
    assert figures(found, "M22") == {
        "alleged/11.2": 1, "alleged/9.2": 1, "theme/resources.funding": 1, "found by a review/11.2": 1,
    }  # fmt: skip


def test_m18_to_m20_other_ends_and_ways(book):
    found = book(
        opened("A", "2027-01-01", "responses", "response"),
        ("intake.CaseUnresolved", "A", "2027-03-01", {"after_stage": "responses", "why": "rejected"}),
        closed("A", "2027-03-01", "unresolved", "responses"),
        ("oversight.CompactReviewSuggested", "A", "2027-03-01", {"why": "unresolved"}),
        closed("B", "2027-03-01", "withdrawn", None), closed("C", "2027-03-01", "dormant", "informal"),
        ("intake.ExternalRemedyRecorded", "A", "2027-02-01", {"kind": "ombudsman", "effect": "record"}),
    )  # fmt: skip

    assert figures(found, "M18") == {"all": (1, 3), "why/rejected": 1, "review prompts/unresolved": 1}
    assert figures(found, "M19") == {
        "withdrawn/all": 1, "withdrawn at/before any stage": 1, "dormant/all": 1, "dormant at/informal": 1,
    }  # fmt: skip
    assert figures(found, "M20") == {"all": 1, "kind/ombudsman": 1, "stage/responses": 1}


def test_m21_counts_first_notes_and_patterns_once(book):
    level = {"level": "same_commitment", "count": 3}
    found = book(
        ("oversight.RepeatedDisputeNoted", "pattern-1", "2026-09-14", {**level, "first": True}),
        ("oversight.RepeatedDisputePatternDetected", "pattern-1", "2027-01-25", {**level, "first": True}),
        ("oversight.RepeatedDisputePatternDetected", "pattern-1", "2027-02-25", {**level, "first": False}),
        ("oversight.RepeatedDisputePatternClosed", "pattern-1", "2028-02-25", {"why": "quiet_since_dialogue"}),
    )

    assert figures(found, "M21") == {
        "notes/all": 1, "patterns/all": 1, "notes by level/same_commitment": 1,
        "patterns by level/same_commitment": 1, "patterns closed/quiet_since_dialogue": 1,
    }  # fmt: skip


def test_m23_counts_a_case_with_two_explanations_once(book):
    explained = ("intake.ExplanationGiven", "A", "2027-02-01", {"admits": "partly"})

    assert figures(book(accepted("A", "2027-01-01"), explained, explained), "M23") == {"all": (1, 1)}


def test_m12_is_of_stages_that_ask_every_party_and_of_agreement_to_that_stage(book):
    agreed = ("mediation.MediationAgreedByAll", "A", "2027-01-05", {"stage_id": "mediation"})
    found = book(
        ("mediation.MediationAgreedByAll", "B", "2026-12-01", {"stage_id": "mediation"}),
        opened("A", "2027-01-01"), opened("B", "2027-01-01"), opened("A", "2027-02-01", "investigation", "investigation"),
        agreed,
    )  # fmt: skip

    assert figures(found, "M12") == {"all": (1, 2)}


def test_m24_counts_what_was_met_not_met_and_excused_by_commitment(book):
    entered = {"commitment": "11.2", "by_side": "responding"}
    found = book(*(
        ("intake.DateEvidenceEntered", "A", "2027-01-01", {**entered, "result": result})
        for result in ("met", "not_met", "not_met", "excused")
    ))  # fmt: skip

    assert figures(found, "M24") == {"entered/11.2": 4, "met/11.2": 1, "not met/11.2": 2, "excused/11.2": 1}


def test_m25_lessons_of_closed_cases_and_what_became_of_them(book):
    lesson = {"kind": "lesson", "capacity": "party", "shareable": True, "lesson": "lesson-1"}
    found = book(
        closed("A", "2027-02-01"), closed("B", "2027-02-01"),
        ("intake.LessonRecorded", "A", "2027-02-10", lesson),
        ("intake.LessonRecorded", "A", "2027-02-11", {**lesson, "kind": "good_practice", "lesson": "lesson-2"}),
        ("oversight.ActionItemRecorded", "action-1", "2027-03-01", {"from_lesson": True, "lesson": "lesson-2"}),
        ("oversight.ActionItemRecorded", "action-2", "2027-03-01", {"from_lesson": False}),
    )  # fmt: skip

    assert figures(found, "M25") == {
        "lessons for each closed case/all": (1, 0, 2, 2), "closed cases with a lesson/all": (1, 2),
        "lessons taken into an action/all": (1, 2), "lessons/lesson": 1, "lessons/good_practice": 1,
    }  # fmt: skip


def test_m26_an_answer_left_out_is_not_counted_as_anything(book):
    found = book(
        ("intake.SurveyAnswered", "A", "2027-03-01", {"fair": 5, "clear": 4}),
        ("intake.SurveyAnswered", "A", "2027-03-02", {"fair": 2}),
    )

    assert figures(found, "M26") == {
        "fair": (3.5, 2, 5, 2), "clear": (4, 4, 4, 1), "useful": (None, None, None, 0)
    }  # fmt: skip


def test_m29_a_meeting_belongs_to_the_day_for_which_it_was_last_planned(book):
    def planned(number, day):
        return ("oversight.LearningMeetingPlanned", f"meeting-{number}", "2027-01-01", {"meets_on": day})

    held = {"held_on": "2027-02-01", "partners_present": 5}
    found = book(
        planned(1, "2027-02-01"), planned(2, "2027-02-01"), planned(3, "2027-02-01"), planned(4, "2027-09-01"),
        ("oversight.LearningMeetingMoved", "meeting-2", "2027-01-15", {"meets_on": "2027-05-01"}),
        ("oversight.LearningMeetingCancelled", "meeting-3", "2027-01-16", {}),
        ("oversight.LearningMeetingHeld", "meeting-1", "2027-02-01", held), raised("A", "2027-05-02"),
    )  # fmt: skip

    assert figures(found, "M29") == {"held/all": (1, 2), "partners present/all": (5, 5, 5, 1)}


def test_m27_how_people_reach_us(book):
    found = book(
        raised("A", "2027-01-01", channel="phone_by_proxy", adjustments_asked=2),
        ("intake.SupportRequested", "A", "2027-01-02", {"kind": "translator"}),
        accepted("A", "2027-01-05", small_groups=0), accepted("B", "2027-01-05"),
    )  # fmt: skip

    assert figures(found, "M27") == {
        "raised by a small group/all": (1, 2), "channel/phone_by_proxy": 1,
        "adjustments asked for/with the concern": 1, "adjustments asked for/translator": 1,
    }  # fmt: skip


def test_m28_hours_from_issue_to_delivery_of_the_same_letter(book):
    sent = {"notice_type": "closure", "channel": "email"}
    found = book(
        ("notify.NoticeIssued", "A", "2027-01-01", {**sent, "notice": "n-1", "issued_at": "2027-01-01T09:00:00+00:00"}),
        ("notify.NoticeIssued", "A", "2027-01-01", {**sent, "notice": "n-2", "issued_at": "2027-01-01T09:00:00+00:00"}),
        ("notify.NoticeDelivered", "A", "2027-01-01", {"notice": "n-1", "at": "2027-01-01T10:30:00+00:00"}),
        ("notify.NoticeFailed", "A", "2027-01-01", {"notice": "n-2", "channels": "some_left"}),
        ("notify.NoticeFailed", "A", "2027-01-02", {"notice": "n-2", "channels": "all_tried"}),
    )

    assert figures(found, "M28") == {
        "issued/all": 2, "delivered/all": 1, "failed on every channel/all": 1, "issued by/email": 2,
        "hours to delivery/all": (1.5, 1.5, 1.5, 1),
    }  # fmt: skip


def test_m30_a_lead_who_left_counts_no_more_unless_another_is_there(book):
    def signed(org):
        return ("directory.OrganisationSignedUp", org, "2026-01-01", {"signed_on": "2026-01-01"})

    def named(org, starts="2026-02-01", ends=None):
        return ("directory.RoleAssigned", org, "2026-02-01", {
            "office": "compact_lead", "starts_on": starts, "ends_on": ends})  # fmt: skip

    def left(org, still_held):
        return ("directory.RoleEnded", org, "2026-03-01", {
            "office": "compact_lead", "ended_on": "2026-03-01", "still_held": still_held})  # fmt: skip

    found = book(
        *(signed(f"org-{name}") for name in ("a", "b", "c", "d", "e")),
        named("org-a"), named("org-b"), left("org-b", False), named("org-c"), named("org-c"), left("org-c", True),
        named("org-d", starts="2028-01-01"), named("org-stranger"), named("org-e", ends="2026-02-28"),
        raised("A", "2026-04-01"),
    )  # fmt: skip

    assert figures(found, "M30") == {"all": (2, 5)}


def test_a_sector_and_a_theme_choose_cases(book):
    lines = (
        raised("A", "2027-01-01"), accepted("A", "2027-01-02"),
        raised("B", "2027-01-01"), accepted("B", "2027-01-02", raising_sectors=["public"], themes=["voice"]),
        closed("A", "2027-02-01"), closed("B", "2027-02-01", "withdrawn"),
    )  # fmt: skip

    assert figures(book(*lines, raising_sector="vcs"), "M01")["all"] == 1
    assert figures(book(*lines, theme="voice"), "M19")["withdrawn/all"] == 1
    assert figures(book(*lines, theme="voice", raising_sector="vcs"), "M05")["all"] == 0
    assert figures(book(*lines, responding_sector="public"), "M05")["all"] == 2


def test_an_earlier_position_gives_what_was_known_then(book):
    lines = (raised("A", "2027-01-01"), closed("A", "2027-02-01", "withdrawn"), raised("B", "2027-01-02"))

    assert figures(book(*lines, position=2), "M01")["all"] == 1
    assert figures(book(*lines), "M01")["all"] == 2


def changes(book, measure, *lines, earlier):
    return list(changed(MEASURES[measure], book(*lines, position=earlier), book(*lines)))


def test_a_changed_figure_is_explained_by_the_facts_recorded_meanwhile(book):
    lines = (
        raised("A", "2027-01-01"), accepted("A", "2027-01-02"), accepted("B", "2027-01-03"),
        ("intake.ExplanationGiven", "B", "2027-01-20", {"admits": "fully"}), accepted("C", "2027-01-04"),
    )  # fmt: skip

    (row,) = changes(book, "M23", *lines, earlier=3)

    assert (row["was"]["value"], row["was"]["out_of"]) == (0, 2)
    assert (row["is"]["value"], row["is"]["out_of"]) == (1, 3)
    assert [(each["change"], each["position"]) for each in row["because"]] == [("changed", 3), ("came", 5)]
    assert [fact["position"] for fact in row["because"][0]["recorded_since"]] == [4]


def test_what_went_is_explained_too(book):
    lines = (
        ("directory.OrganisationSignedUp", "org-a", "2026-01-01", {"signed_on": "2026-01-01"}),
        clock("A", "2027-01-04", "DeadlineSet", TARGET, start_on="2027-01-04", due_on="2027-01-08"),
        raised("B", "2027-01-15"),
        clock("A", "2027-01-15", "DeadlineMet", TARGET, due_on="2027-01-08", first_due_on="2027-01-08"),
    )

    rows = changes(book, "M10", *lines, earlier=3)

    assert [(row["was"]["value"], row["is"]["value"]) for row in rows] == [(5, None), (5, 0)]
    assert [row["because"][0]["change"] for row in rows] == ["went", "went"]
    assert rows[0]["because"][0]["recorded_since"][0]["fact"] == "intake.DeadlineMet"


def test_where_only_the_whole_has_changed_the_news_are_named(book):
    lines = (
        ("intake.CaseSettled", "A", "2027-05-01", {"at_stage": "talks"}), closed("A", "2027-05-01"),
        closed("B", "2027-05-02", "withdrawn"),
    )  # fmt: skip

    rows = changes(book, "M06", *lines, earlier=2)

    assert [(row["was"]["out_of"], row["is"]["out_of"]) for row in rows] == [(1, 2), (1, 2)]
    assert rows[0]["because"] == [
        {"change": "the whole changed", "fact": "intake.CaseClosed", "position": 3, "on": day("2027-05-02")}
    ]


def test_a_figure_that_has_not_changed_is_not_explained(book):
    lines = (raised("A", "2027-01-01"), raised("B", "2028-01-01"))

    assert list(changed(MEASURES["M02"], book(*lines, position=1), book(*lines))) == []
