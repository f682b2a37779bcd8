"""The way in: raised, answered, made complete, advised on, accepted, signposted, taken up."""

from datetime import date

import pytest
from pydantic import ValidationError

from concord_intake.domain import facts
from concord_shared.contracts.directory import InterestDeclared
from concord_shared.deadlines.facts import DeadlineCancelled, DeadlineMet, DeadlinePaused, DeadlineSet
from concord_shared.ids import is_case_id

from .conftest import ADVISER, ANYBODY, CONCERN, RAISER, RESPONDENT, actor

MANAGER = actor("rmbc", "rtp_manager")
CHIEF = actor("syp", "ceo_group")


def test_an_adviser_records_a_callers_concern_and_two_clocks_start(intake):
    came = intake.do("RaiseConcern", ADVISER, None, date(2027, 1, 4), **concern())

    assert is_case_id(came.answer["case"])
    raised = came.facts[0]
    assert (raised.text.kind, raised.text.subject) == ("case", came.answer["case"])
    assert (raised.reach.kind, raised.reach.subject) == ("contact", raised.raiser_ref)
    assert raised.cited[0].number == "9.2"
    assert raised.cited[0].theme
    due = {fact.deadline_id: fact.due_on for fact in came.facts if isinstance(fact, DeadlineSet)}
    assert due == {"ROT-D10": date(2027, 1, 11), "ROT-D11": date(2027, 1, 18)}


def test_anybody_may_raise_one_about_old_facts(intake):
    body = concern(raiser_kind="person", raiser_org=None, facts_from="2019-05-01")

    assert intake.do("RaiseConcern", ANYBODY, None, **body).accepted()


def test_nobody_raises_one_in_the_name_of_another_organisation(intake):
    intake.do("RaiseConcern", actor("syfr"), None, **concern()).refused("NoAuthority", "ROT-G01")


def test_an_organisation_that_raises_one_is_named(intake):
    intake.do("RaiseConcern", ANYBODY, None, **concern(raiser_org=None)).refused("RaiserNotNamed")


def test_a_commitment_that_the_compact_does_not_have_is_refused(intake):
    intake.do("RaiseConcern", ANYBODY, None, **concern(cited=["99.9"])).refused("UnknownCommitment")


def test_a_complaint_sent_over_names_its_procedure_and_has_the_complainants_agreement(intake):
    sent = concern(channel="referral_in", raiser_kind="person", raiser_org=None)
    by = actor("rmbc")

    intake.do("RaiseConcern", by, None, **sent).refused("ReferralNotAccepted", "ROT-G02")
    sent["referred_from"] = "council_complaints_procedure"
    intake.do("RaiseConcern", by, None, **sent).refused("ReferralNotAccepted", "ROT-G02")
    assert intake.do("RaiseConcern", by, None, **sent, complainant_agrees=True).accepted()


def test_the_organisation_that_sends_a_complaint_over_raises_it_for_the_group_that_agrees(intake):
    sent = concern(channel="referral_in", referred_from="council_complaints_procedure")

    intake.do("RaiseConcern", actor(RESPONDENT), None, **sent).refused("ReferralNotAccepted", "ROT-G02")
    sent["complainant_agrees"] = True
    intake.do("RaiseConcern", actor("syfr"), None, **sent).refused("NoAuthority", "ROT-G01")
    came = intake.do("RaiseConcern", actor(RESPONDENT), None, **sent).accepted()
    assert came.one(facts.ConcernRaised).referred_by == RESPONDENT
    came = intake.advise(came.answer["case"]).accepted()
    waits = came.one(facts.ExternalRemedyRecorded)
    assert (waits.kind, waits.by_party, waits.effect) == ("council_complaints_procedure", RESPONDENT, "waiting")
    assert came.one(facts.StageOpened)


def test_a_field_that_is_not_known_is_refused_at_the_door(intake):
    with pytest.raises(ValidationError):
        intake.do("RaiseConcern", ANYBODY, None, **concern(), colour="red")


def test_the_reply_is_recorded_once_and_ends_its_clock(intake):
    case = intake.raised()

    came = intake.do("AcknowledgeConcern", ADVISER, case).accepted()
    assert came.one(facts.ConcernAcknowledged).how == "sent"
    assert came.one(DeadlineMet).deadline_id == "ROT-D10"
    intake.do("AcknowledgeConcern", ADVISER, case).refused("AlreadyAcknowledged")


def test_a_reply_is_impossible_only_where_nobody_can_be_reached(intake):
    reachable = intake.raised()
    unnamed = intake.raised(raiser_kind="anonymous", raiser_org=None, raiser_name=None, reach=None)

    intake.do("AcknowledgeConcern", ADVISER, reachable, how="impossible").refused("ReplyIsPossible", "ROT-G03")
    came = intake.do("AcknowledgeConcern", ADVISER, unnamed, how="impossible").accepted()
    assert came.facts[0] == facts.ConcernAcknowledged(by_office="advice_body", how="impossible")


def test_the_advice_clock_stops_while_the_raiser_is_asked_for_more(intake):
    case = intake.raised()

    asked = intake.do("RequestInformation", ADVISER, case, missing=["Since when?"]).accepted()
    assert asked.one(DeadlinePaused).deadline_id == "ROT-D11"
    intake.advise(case).refused("InformationAwaited")
    supplied = intake.do("SupplyInformation", actor(RAISER), case, supplied=["since_when"], text="May").accepted()
    assert supplied.names == ["ConcernInformationSupplied", "DeadlineResumed"]
    intake.advise(case).accepted()


def test_only_the_raiser_or_the_adviser_supplies_and_cites(intake):
    case = intake.raised()

    intake.do("SupplyInformation", actor(RESPONDENT), case).refused("NoAuthority")
    intake.do("CiteCommitments", actor("syfr"), case, cited=["9.2"]).refused("NoAuthority", "ROT-G04")
    assert intake.do("CiteCommitments", actor(RAISER), case, cited=["11.2"]).accepted()


def test_what_is_cited_stands_in_the_compact(intake):
    case = intake.raised()

    intake.do("CiteCommitments", ADVISER, case, cited=["9.2", "99.9"]).refused("UnknownCommitment", "ROT-G04")
    intake.do("CiteCommitments", ADVISER, case, cited=["honesty"], replaces=True).accepted()
    assert [each.principle for each in intake.load(f"case-{case}").cited] == ["honesty"]


def test_advice_yes_for_a_member_opens_the_first_stage_the_same_day(intake, pack):
    case = intake.raised()

    came = intake.advise(case).accepted()

    assert came.names == [
        "CompactRelatednessAdvised",
        "DeadlineMet",
        "DeadlineCancelled",
        "ConcernAccepted",
        "StageOpened",
        "DeadlineSet",
    ]
    opened = came.one(facts.StageOpened)
    assert (opened.stage_id, opened.caused_by) == (pack.first_stage, "ConcernAccepted")
    assert [(party.org, party.side, party.sector) for party in opened.parties] == [
        (RAISER, "raising", "vcs"),
        (RESPONDENT, "responding", "public"),
    ]
    assert [held.office for held in opened.offices_held] == ["triage_advice"]
    assert opened.offices_held[0].officer == "officer-var-advice"
    assert came.one(DeadlineCancelled).deadline_id == "ROT-D10"
    assert came.one(facts.ConcernAccepted).pack_version == pack.version


def test_advice_without_any_commitment_is_refused(intake):
    intake.advise(intake.raised(cited=[])).refused("CommitmentNotNamed", "ROT-G04")


def test_a_principle_alone_is_enough_only_where_no_commitment_fits(intake):
    case = intake.raised(cited=["honesty"])

    intake.advise(case).refused("CommitmentNotNamed", "ROT-G04")
    assert intake.advise(case, no_commitment_fits=True).accepted()


def test_advice_no_names_reason_and_route_and_the_concern_is_no_case(intake):
    case = intake.raised()

    intake.advise(case, advice="no").refused("ReasonRequired", "ROT-G06")
    intake.advise(case, advice="no", reason="service_complaint").refused("RouteRequired", "ROT-G06")
    came = intake.advise(case, advice="no", reason="service_complaint", route="The Council's own procedure").accepted()
    assert came.one(facts.ConcernSignposted).partial is False
    assert came.one(DeadlineSet).deadline_id == "ROT-D13"
    assert "StageOpened" not in came.names
    intake.confirm(case, RAISER).refused("ConcernNotAccepted")
    intake.do("CiteCommitments", ADVISER, case, cited=["9.2"]).refused("ConcernNotAccepted")


def test_advice_yes_with_a_reason_against_it_is_refused(intake):
    intake.advise(intake.raised(), reason="service_complaint").refused("OutOfScope", "ROT-G06")


def test_of_a_mixed_concern_only_the_part_about_the_compact_goes_on(intake):
    case = intake.raised()
    parts = {"in_scope": ["notice"], "out_of_scope": ["bins"], "reason": "service_complaint", "route": "The Council"}

    intake.advise(case, advice="partly").refused("PartsNotNamed", "ROT-G07")
    came = intake.advise(case, advice="partly", **parts).accepted()
    assert came.one(facts.ConcernSignposted).partial is True
    assert came.one(facts.StageOpened)
    assert "ROT-D13" not in [getattr(fact, "deadline_id", None) for fact in came.facts]


def test_both_sides_have_to_be_members(intake):
    case = intake.raised(respondent_orgs=["a-shop"])

    intake.advise(case).refused("NotACompactMember", "ROT-G08")
    intake.advise(intake.raised(respondent_orgs=[])).refused("RespondentNotNamed", "ROT-G08")
    assert intake.advise(case, responding=["rmbc"]).accepted().one(facts.ConcernAccepted).responding == ("rmbc",)


def test_an_unnamed_concern_waits_until_a_member_takes_it_up(intake):
    case = intake.raised(raiser_kind="anonymous", raiser_org=None, raiser_name=None, reach=None)

    accepted = intake.advise(case).accepted().one(facts.ConcernAccepted)
    assert accepted.waiting == "accepted_unadopted"
    intake.confirm(case, RESPONDENT).refused("StageNotOpen")
    intake.do("AdoptConcern", actor("public", "public"), case).refused("NotACompactMember", "ROT-G08")
    intake.do("AdoptConcern", actor(RESPONDENT), case).refused("NoAuthority", "ROT-G08")
    came = intake.do("AdoptConcern", actor("eastwood-youth"), case, date(2027, 3, 3)).accepted()
    assert came.names == ["ConcernAdopted", "PartyAdded", "StageOpened", "DeadlineSet"]
    assert [party.org for party in came.one(facts.StageOpened).parties] == ["eastwood-youth", RESPONDENT]
    intake.do("AdoptConcern", actor("eastwood-youth"), case).refused("AlreadyAdopted")


def test_first_advice_comes_from_the_first_office_of_the_chain(intake):
    case = intake.raised()

    intake.advise(case, by=actor(RAISER)).refused("NoAuthority", "ROT-G05")
    intake.advise(case, by=CHIEF).refused("NoAuthority", "ROT-G05")
    intake.do("AcknowledgeConcern", CHIEF, case).refused("NoAuthority", "ROT-G05")
    intake.do("RequestInformation", CHIEF, case, missing=["all"]).refused("NoAuthority", "ROT-G05")


def test_where_the_adviser_is_involved_the_next_office_advises(intake):
    case = intake.raised(by=ANYBODY, respondent_orgs=["var"])

    intake.advise(case).refused("AdviceBodyConflicted", "ROT-G05")
    intake.advise(case, by=CHIEF).refused("NoAuthority", "ROT-G05")
    assert intake.advise(case, by=MANAGER).accepted()


def test_where_both_are_involved_those_of_the_group_without_a_part_advise(intake):
    case = intake.raised(by=ANYBODY, respondent_orgs=["var", "rmbc"])

    intake.advise(case, by=MANAGER).refused("AdviceBodyConflicted", "ROT-G05")
    intake.advise(case, by=actor("rmbc", "ceo_group")).refused("AdviceBodyConflicted", "ROT-G05")
    assert intake.advise(case, by=CHIEF).accepted()


def test_a_declared_interest_of_the_adviser_bars_it(intake):
    tie = InterestDeclared(officer="officer-var-advice", with_org=RESPONDENT, tie="personal")
    intake.directory.apply(tie)

    intake.advise(intake.raised()).refused("AdviceBodyConflicted", "ROT-G05")


def test_an_adviser_whose_organisation_takes_the_concern_up_advises_and_records_no_more(intake):
    case = intake.advised(raiser_kind="person", raiser_org=None)
    proxy = actor("var", "advice_body", on_behalf_of=RESPONDENT)
    explain = {"admits": "not", "text": "Because."}

    came = intake.do("AdoptConcern", actor("var"), case).accepted()
    assert came.one(facts.PartyAdded).org == "var"
    assert came.one(facts.StageOpened).offices_held[0].org == "var", "who gave the advice stays barred from offices"
    intake.do("GiveExplanation", proxy, case, **explain).refused("NoAuthority")
    intake.do("RecordExternalRemedy", actor("var", "coordinator", on_behalf_of=RESPONDENT), case, kind="other").refused(
        "NotAParty", "ROT-G34"
    )


def test_an_interest_told_between_two_acts_of_the_adviser_counts_from_the_next_one(intake):
    case = intake.raised()
    intake.do("AcknowledgeConcern", ADVISER, case).accepted()
    tie = {"tie": "trustee", "from_on": date(2026, 1, 5), "until_on": None, "cleared_by": ()}
    intake.directory.apply(InterestDeclared(officer="officer-var-advice", with_org=RAISER, **tie))

    intake.advise(case).refused("AdviceBodyConflicted", "ROT-G05")
    assert intake.advise(case, by=CHIEF).accepted()


def test_what_makes_it_easier_for_the_raiser_is_sealed_as_the_address_is(intake):
    case = intake.raised(reach=None, raiser_name=None, adjustments=["large print"])

    raised = intake.facts(facts.ConcernRaised)[0]
    assert [(each.kind, each.subject, each.clear) for each in raised.adjustments] == [
        ("contact", raised.raiser_ref, "large print")
    ]
    assert case


def test_parts_with_a_code_of_the_pack_stay_clear_and_others_are_sealed(intake):
    case = intake.raised()
    parts = {"in_scope": ["9.2", "notice"], "out_of_scope": ["service_complaint", "bins"]}

    came = intake.advise(case, advice="partly", reason="service_complaint", route="The Council", **parts)
    advised, elsewhere = came.accepted().one(facts.CompactRelatednessAdvised), came.one(facts.ConcernSignposted)
    assert (advised.in_scope, advised.out_of_scope) == (("9.2",), ("service_complaint",))
    assert [each.clear for each in (*advised.in_scope_words, *advised.out_of_scope_words)] == ["notice", "bins"]
    assert (elsewhere.reason, elsewhere.route.clear) == ("service_complaint", "The Council")


def test_the_reason_of_a_part_that_goes_elsewhere_is_one_that_the_pack_has(intake):
    parts = {"in_scope": ["9.2"], "out_of_scope": ["bins"], "reason": "mrs_smith", "route": "The Council"}

    intake.advise(intake.raised(), advice="partly", **parts).refused("ReasonRequired", "ROT-G06")


def test_advice_is_given_once(intake):
    intake.advise(intake.advised()).refused("AlreadyAdvised")


def test_a_command_on_an_unknown_reference_is_refused(intake):
    intake.confirm("ROT-0000-000", RAISER).refused("NoSuchCase")
    intake.confirm(None, RAISER).refused("NoSuchCase")


def test_every_command_of_the_parties_is_refused_before_acceptance(intake):
    case = intake.raised()

    for name, body in PARTY_COMMANDS.items():
        intake.do(name, actor(RAISER), case, **body).refused("ConcernNotAccepted")


def concern(**changed):
    return {**CONCERN, **changed}


PARTY_COMMANDS = {
    "AdoptConcern": {},
    "RecordInformalAttempt": {"held_on": "2027-02-01", "means": "meeting"},
    "ConfirmExhausted": {"statements": []},
    "DisputeExhausted": {"still_to_try": "A meeting."},
    "RetractConfirmation": {},
    "GiveExplanation": {"admits": "not", "text": "Because."},
    "ReportSettlement": {"text": "We agreed."},
    "ConfirmSettlement": {},
}
