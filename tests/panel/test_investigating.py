"""The investigation: who may do it, what is put in, when it is due (S05.2, S09, S17.3)."""

from datetime import date

import pytest

from concord_panel.domain.facts import (
    AppointmentRejected,
    EvidenceSubmitted,
    InvestigationReportSubmitted,
    InvestigatorAppointed,
    InvestigatorStoodDown,
)
from concord_shared.contracts.base import OfficeHeld
from concord_shared.contracts.directory import InterestDeclared
from concord_shared.contracts.mediation import MediatorAppointed
from concord_shared.deadlines.facts import DeadlineCancelled, DeadlineLapsed, DeadlineMet, DeadlineSet
from concord_shared.testing.directory_sample import told_by_directory


def due(came):
    return {fact.deadline_id: fact.due_on for fact in came.facts if isinstance(fact, DeadlineSet)}


def test_s05_the_investigation_that_opens_on_18_march_is_due_on_19_april(untouched):
    came = untouched.opened("investigation", date(2027, 3, 18))

    assert due(came)["ROT-D02"] == date(2027, 4, 19)


def test_an_independent_officer_is_appointed(case):
    came = case.appoint().accepted()

    appointed = came.one(InvestigatorAppointed)
    assert (appointed.investigator_org, appointed.appointed_by) == ("review-associates", "ceo_group")
    assert came.one(DeadlineMet).deadline_id == "ROT-D17"


def test_an_officer_of_a_party_cannot_investigate(case):
    came = case.appoint("officer-rmbc-lead").refused("NotIndependent", rule="ROT-G17")

    assert came.one(AppointmentRejected).why == "employed_by_party"


def test_who_mediated_the_case_cannot_investigate_it(untouched):
    told = MediatorAppointed(
        mediator_ref="officer-var-mediator", mediator_org="var", appointed_by="ceo_group", directory_position=1
    )
    untouched.hear("mediation", told, untouched.case)
    untouched.opened("investigation")

    came = untouched.appoint("officer-var-mediator").refused("NotIndependent", rule="ROT-G17")
    assert came.one(AppointmentRejected).why == "earlier_office_in_case"


def test_who_gave_the_first_advice_cannot_investigate(untouched):
    held = OfficeHeld(office="triage_advice", officer="officer-var-advice", org="var")
    untouched.opened("investigation", offices_held=(held,))

    came = untouched.appoint("officer-var-advice").refused("NotIndependent", rule="ROT-G17")
    assert came.one(AppointmentRejected).why == "advised_in_case"


def test_an_appointer_who_works_for_a_party_is_refused_on_record(case):
    came = case.appoint(org="rmbc", office="rtp_manager").refused("AppointerConflicted", rule="ROT-G27")

    assert came.one(AppointmentRejected).why == "appointer_employed_by_party"


def test_who_may_not_appoint_is_refused_on_record(case):
    case.appoint(org="var", office="coordinator").refused("NotAnAppointer", rule="ROT-G28")


def test_an_unknown_officer_is_refused_without_a_record(case):
    assert case.appoint("officer-nobody").refused("OfficerUnknown").facts == ()


def test_a_second_investigator_waits_until_the_first_is_gone(case):
    case.appoint().accepted()
    case.appoint("officer-var-mediator").refused("InvestigatorInOffice")
    came = case.chief("StandDownInvestigator", reason="Too slow.").accepted()
    assert came.one(InvestigatorStoodDown).why == "by_appointer"
    case.appoint("officer-var-mediator").accepted()


def test_the_investigator_stands_down_and_nobody_else_makes_them(case):
    case.chief("StandDownInvestigator").refused("NoInvestigator")
    case.appoint().accepted()
    case.by(case.raiser, "StandDownInvestigator").refused("NotTheInvestigator")
    came = case.by("review-associates", "StandDownInvestigator", office="investigator").accepted()
    assert came.one(InvestigatorStoodDown).why == "own_wish"


def test_an_interest_declared_later_makes_the_investigator_stand_down(case):
    case.appoint().accepted()
    contract = InterestDeclared(officer="officer-independent-1", tie="family", case_id=case.case)
    case.directory.hear(told_by_directory(case.directory.position + 1, contract))

    assert case.hear("directory", contract, None).one(InvestigatorStoodDown).why == "conflict"


def test_a_party_puts_in_evidence_with_its_marks(case):
    first = case.by(case.raiser, "SubmitEvidence", text="A letter.", in_confidence=True).accepted()
    second = case.by(case.respondent, "SubmitEvidence", text="Minutes.", foi_mark=True).accepted()

    evidence = first.one(EvidenceSubmitted)
    assert (evidence.by, evidence.holder, evidence.in_confidence) == (case.raiser, case.raiser, True)
    assert evidence.text.key == f"panel:{case.case}"
    assert second.one(EvidenceSubmitted).evidence_id.endswith("E2")


def test_who_is_no_party_puts_in_nothing(case):
    case.by("syp", "SubmitEvidence", text="A letter.").refused("NotAParty")


def test_what_comes_from_mediation_is_not_taken(case):
    refused = case.by(case.raiser, "SubmitEvidence", text="They offered.", from_mediation=True)
    refused.refused("MediationContentNotAllowed", rule="ROT-G16")
    case.appoint().accepted()
    case.report(from_mediation=True).refused("MediationContentNotAllowed", rule="ROT-G16")


def test_the_report_starts_the_review_period_and_ends_the_investigations(case):
    case.appoint().accepted()
    came = case.report(date(2027, 4, 19)).accepted()

    report = came.one(InvestigationReportSubmitted)
    assert len(report.parts_present) == 4 and report.next_meeting_on is None
    assert came.one(DeadlineMet).deadline_id == "ROT-D02"
    assert due(came) == {"ROT-D03": date(2027, 5, 4)}


@pytest.mark.parametrize("missing", ["issues", "process_to_date"])
def test_a_report_with_a_part_missing_is_refused(case, missing):
    case.appoint().accepted()
    parts = {part: "Text." for part in case.in_force.forms.report_parts if part != missing}
    for given in (parts, {**parts, missing: "  "}):
        refused = case.report(parts=given).refused("ReportIncomplete", rule="ROT-G18")
        assert missing in refused.refusal.message


def test_a_part_that_the_compact_does_not_know_is_refused(case):
    case.appoint().accepted()
    parts = dict.fromkeys((*case.in_force.forms.report_parts, "verdict"), "Text.")
    case.report(parts=parts).refused("UnknownPart", rule="ROT-G18")


def test_only_the_investigator_reports_and_only_once(case):
    case.report().refused("NotTheInvestigator")
    case.appoint().accepted()
    case.report(officer="officer-var-mediator").refused("NotTheInvestigator")
    case.report().accepted()
    case.report().refused("StageNotOpen")


def test_an_investigator_with_a_new_tie_cannot_report(case):
    case.appoint().accepted()
    contract = InterestDeclared(officer="officer-independent-1", tie="family", with_org="rmbc")
    case.directory.hear(told_by_directory(case.directory.position + 1, contract))

    case.report().refused("NotIndependent", rule="ROT-G17")


def test_s09_a_late_report_is_taken_and_its_lateness_kept(untouched):
    untouched.opened("investigation", date(2027, 5, 10))
    untouched.appoint().accepted()
    warned = untouched.sweep(date(2027, 6, 1))
    assert warned.names == ["DeadlineApproaching"]
    assert untouched.sweep(date(2027, 6, 9)).one(DeadlineLapsed).due_on == date(2027, 6, 8)

    came = untouched.report(date(2027, 6, 15)).accepted()
    assert came.one(DeadlineMet).working_days_late == 5
    assert due(came)["ROT-D03"] == date(2027, 6, 29)


def test_s25_a_settlement_calls_the_work_off(case):
    from concord_shared.contracts.intake import CaseSettled

    case.appoint().accepted()
    came = case.hear("intake", CaseSettled(at_stage="investigation", confirmed_by=case.orgs), case.case)

    assert came.one(DeadlineCancelled).deadline_id == "ROT-D02"
    case.report().refused("StageNotOpen")


def test_between_two_stages_an_end_of_the_case_stops_the_reviews_clock_too(case):
    from concord_shared.contracts.intake import CaseWithdrawn

    case.appoint().accepted()
    case.report().accepted()
    came = case.hear("intake", CaseWithdrawn(at_stage="review", by=(case.raiser,)), case.case)

    assert came.one(DeadlineCancelled).deadline_id == "ROT-D03"
    assert case.hear("intake", CaseWithdrawn(at_stage="review", by=(case.raiser,)), case.case).facts == ()


def test_before_the_stage_opens_nothing_can_be_done(untouched):
    untouched.appoint().refused("StageNotOpen")
    untouched.by(untouched.raiser, "SubmitEvidence", text="x").refused("StageNotOpen")
    assert untouched.opened("mediation", kind="facilitated").facts == ()
