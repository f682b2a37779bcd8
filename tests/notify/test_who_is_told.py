"""Which letters a fact causes, and to whom they go (handbook 8.10)."""

from datetime import date

from concord_notify.domain import facts
from concord_shared.contracts.clock import DeadlineLapsed
from concord_shared.contracts.intake import (
    CaseClosed,
    ConfirmationWithheld,
    InformalExhaustionConfirmed,
    StageClosed,
)
from concord_shared.contracts.mediation import MediatorAppointed
from concord_shared.contracts.oversight import (
    CompactReviewSuggested,
    DialogueAgreed,
    FurtherDialogueRecommended,
    RepeatedDisputePatternDetected,
)
from concord_shared.contracts.panel import InvestigationReportSubmitted
from concord_shared.testing.paper_desk import PaperDesk

from .conftest import PARTIES, parties


def test_the_raiser_s_concern_is_acknowledged(hear, raised, letters):
    hear(raised)

    assert letters() == {"acknowledgement": [("raiser", None)]}


def test_the_first_stage_tells_the_respondent_and_both_parties(hear, accepted, stage, letters):
    hear(accepted)
    hear(stage("informal", caused_by="ConcernAccepted"))

    assert letters()["concern_about_you"] == [("representative", "syp")]
    assert letters()["stage_opened"] == parties()


def test_the_first_confirmation_asks_the_other_side_alone_and_once(hear, stage, letters):
    hear(stage("informal"))
    for party in ("green-doorstep", "syp"):
        hear(InformalExhaustionConfirmed(party=party, statements=("tried", "no_agreement")))

    assert letters()["confirmation_request"] == [("representative", "syp")]


def test_mediation_is_offered_to_every_party_and_the_appointer_is_asked(hear, stage, letters, sample):
    hear(stage("facilitated"))

    assert letters()["mediation_offer"] == parties()
    assert letters()["appointment_wanted"] == [(sample.offices.manager, "rmbc")]


def test_an_appointer_who_works_for_a_party_is_passed_over(hear, stage, letters, sample):
    against = (PARTIES[0], PARTIES[1].model_copy(update={"org": "rmbc"}))
    hear(stage("facilitated", parties=against))

    asked = letters()["appointment_wanted"]
    assert {office for office, _ in asked} == {sample.offices.executive}
    assert "rmbc" not in {org for _, org in asked}


def test_a_lapse_is_told_to_the_parties_the_mediator_in_charge_and_the_coordinator(hear, stage, letters, sample, pack):
    hear(stage("facilitated"))
    appointed = MediatorAppointed(
        mediator_ref="officer-1", mediator_org="var", appointed_by="rmbc", directory_position=1
    )
    hear(appointed, service="mediation")
    rule = next(each for each in pack.deadlines if each.stage_type == "facilitated" and each.kind == "target")
    lapsed = DeadlineLapsed(deadline_id=rule.id, stage_id=rule.stage, due_on=date(2027, 4, 14))
    hear(lapsed, date(2027, 4, 15), service="mediation")

    told = letters()["deadline_lapsed"]
    in_charge, desk = (sample.offices.mediator, "var"), ("coordinator", "var")
    assert told == [*parties(), in_charge, desk, (sample.offices.manager, "rmbc")]


def test_a_prompt_goes_to_those_it_is_meant_for_and_a_reminder_has_its_own_letter(hear, stage, letters, pack):
    hear(stage("informal"))
    rules = [each for each in pack.deadlines if each.stage_type == "informal"]
    for rule in rules:
        hear(DeadlineLapsed(deadline_id=rule.id, stage_id=rule.stage, due_on=date(2027, 4, 14)), date(2027, 4, 15))

    assert [each.on_lapse.do for each in rules] == ["prompt", "note_fact"]
    assert letters()["deadline_lapsed"] == parties()


def test_the_report_goes_to_the_parties_and_to_reviewers_who_are_none(hear, stage, letters, sample):
    hear(stage("investigation"))
    report = InvestigationReportSubmitted(stage_id="x", parts_present=("issues",), prior_recommendations="none")
    hear(report, service="panel")

    told = letters()["report_copy"]
    assert told[:2] == parties()
    assert {office for office, _ in told[2:]} == {sample.offices.executive}
    assert "syp" not in {org for _, org in told[2:]}


def test_withheld_confirmation_goes_past_an_advice_body_that_is_a_party(hear, stage, letters, sample):
    against = (PARTIES[0], PARTIES[1].model_copy(update={"org": "var"}))
    hear(stage("informal", parties=against))
    hear(ConfirmationWithheld(party_side="responding", reminders=2))

    assert ("advice_body", "var") not in letters()["confirmation_withheld"]
    assert (sample.offices.manager, "rmbc") in letters()["confirmation_withheld"]


def test_a_pattern_is_told_to_the_respondent_s_lead_and_to_a_group_without_the_respondent(hear, letters, sample):
    detected = RepeatedDisputePatternDetected(
        pattern_id="pattern-1",
        level="same_commitment",
        key="rmbc/11.2",
        count=3,
        case_ids=("A", "B", "C"),
        respondents=("rmbc",),
        commitments=("11.2",),
        window_from=date(2025, 1, 25),
        window_to=date(2027, 1, 25),
        rule_version="2017.1",
    )
    hear(detected, case=None, service="oversight")

    told = letters()["repeat_pattern"]
    assert {("coordinator", "var"), (sample.offices.advice, "var"), (sample.offices.lead, "rmbc")} <= set(told)
    group = {org for office, org in told if office == sample.offices.learning}
    assert group and "rmbc" not in group


def test_a_dialogue_invites_the_respondent_and_the_group(hear, letters, sample):
    hear(
        FurtherDialogueRecommended(pattern_id="p", invited=("rmbc",), respondents=("rmbc",)),
        case=None,
        service="oversight",
    )

    told = letters()["dialogue_invitation"]
    assert told[0] == (sample.offices.lead, "rmbc")
    assert ("representative", "rmbc") not in told


def test_who_takes_part_in_a_dialogue_is_told_to_it_and_to_the_group(hear, letters, sample):
    hear(DialogueAgreed(pattern_id="p", invited=("green-doorstep",)), case=None, service="oversight")

    told = letters()["dialogue_agreed"]
    assert told[0] == ("representative", "green-doorstep")
    assert {office for office, _ in told[1:]} == {sample.offices.learning}


def test_a_review_prompt_goes_to_the_groups(hear, letters, sample):
    hear(CompactReviewSuggested(why="unresolved", commitments=("9.2",)), service="oversight")

    offices = {office for office, _ in letters()["review_prompt"]}
    assert offices == {sample.offices.learning, sample.offices.executive}


def test_closure_is_told_to_the_parties(hear, letters):
    closed = CaseClosed(reason="accepted", opened_on=date(2027, 3, 1), closed_on=date(2027, 6, 1), parties=PARTIES)
    hear(closed, date(2027, 6, 1))

    assert letters() == {"closure": parties()}


def test_a_fact_that_no_notice_names_causes_nothing(hear, desk):
    hear(StageClosed(stage_id="x", outcome="settled"))

    assert desk.recorded == []


def test_the_same_message_twice_causes_the_same_letters_once(desk, hear, stage):
    hear(stage("facilitated"))
    first = [each.notice_id for each in desk.facts(facts.NoticePrepared)]

    assert desk.receive(desk.heard[-1]).facts == ()
    assert len(first) == len(set(first))


def test_the_ids_of_letters_follow_from_their_cause(pack, sample, desk, stage):
    message = desk.message("intake", stage("facilitated"), "ROT-7K3M-9QX")
    other = PaperDesk(desk.service, pack, sample.copy, desk.today)
    for each in (desk, other):
        each.receive(message)

    assert [each.notice_id for each in desk.facts(facts.NoticePrepared)] == [
        each.notice_id for each in other.facts(facts.NoticePrepared)
    ]
