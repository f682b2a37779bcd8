"""Who may mediate (ROT-G12 to G15, G27): every conflict by its code, at nomination and at each act of the mediator."""

from datetime import date

import pytest

from concord_mediation.domain.facts import AppointmentRejected, MediatorAppointed
from concord_shared.contracts.base import OfficeHeld, Party
from concord_shared.contracts.directory import InterestDeclared, RoleAssigned, RoleEnded
from concord_shared.contracts.intake import StageOpened

NEUTRAL = ("ROT-G14", "001:632", "The Rotherham Compact, Appendix 1, Stage 2")
WHO, SINCE = "officer-var-mediator", date(2017, 3, 29)
EVERYBODY = ("green-doorstep", "syfr")


def an_interest(tie, **more):
    return InterestDeclared.model_validate({"officer": WHO, "with_org": "syfr", "tie": tie, **more})


def a_role(org, employer, ends_on=None):
    return RoleAssigned(officer=WHO, office="clerk", org=org, employer_org=employer, starts_on=SINCE, ends_on=ends_on)


def of_the_organisation(**more):
    return an_interest("money_in_the_matter", officer=None, **more)


CONFLICTS = {
    "lent by a party": (a_role("var", "syfr"), "employed_by_party"),
    "worked for a party two years ago": (a_role("syfr", "syfr", date(2025, 2, 2)), "employed_by_party"),
    "sits in an office of a party": (a_role("syfr", "var"), "serves_party"),
    "declares its work": (an_interest("employed"), "employed_by_party"),
    "is a trustee": (an_interest("trustee"), "serves_party"),
    "is a governor": (an_interest("governor"), "serves_party"),
    "is a councillor": (an_interest("elected_member"), "serves_party"),
    "gives time": (an_interest("volunteer"), "volunteers_for_party"),
    "gives time, which all would let pass": (an_interest("volunteer", cleared_by=EVERYBODY), "volunteers_for_party"),
    "its own organisation pays": (of_the_organisation(org="var"), "money_in_the_matter"),
    "is paid by a party": (of_the_organisation(org="syfr", with_org="var"), "money_in_the_matter"),
    "is of the family": (an_interest("family"), "interest_not_cleared"),
    "is a friend": (an_interest("personal"), "interest_not_cleared"),
    "cleared by one side": (an_interest("family", cleared_by=("syfr",)), "interest_not_cleared"),
}
FREE = {
    "left more than two years ago": a_role("syfr", "syfr", date(2025, 2, 1)),
    "general public funding": an_interest("public_funding", officer=None, org="var"),
    "cleared by every party": an_interest("family", cleared_by=EVERYBODY),
    "an interest in another case": an_interest("family", case_id="ROT-OTHER-1"),
    "an interest that is over": an_interest("personal", until_on=date(2027, 3, 1)),
}


@pytest.mark.parametrize(("contract", "why"), CONFLICTS.values(), ids=CONFLICTS)
def test_who_has_a_tie_is_not_appointed_and_that_is_on_record(untouched, contract, why):
    untouched.knows(contract).opened()
    came = untouched.appoint().refused("NotNeutral")

    refusal = came.refusal
    assert (refusal.rule, refusal.source, refusal.clause) == NEUTRAL
    assert refusal.message.startswith("The mediator has to be neutral") and refusal.field == "officer"
    rejected = came.one(AppointmentRejected)
    assert (rejected.office, rejected.rule, rejected.why) == ("mediator", "ROT-G14", why)
    assert rejected.proposed_by == "ceo_group"


@pytest.mark.parametrize("contract", FREE.values(), ids=FREE)
def test_what_is_no_tie_bars_nobody(untouched, contract):
    untouched.knows(contract).opened()

    untouched.appoint().accepted().one(MediatorAppointed)


def reopened(case, office, officer=WHO):
    held = (OfficeHeld(office=office, officer=officer, org="var"),)
    parties = (Party(org="green-doorstep", side="raising"), Party(org="syfr", side="responding"))
    contract = StageOpened(
        stage_id="mediation",
        stage_type="facilitated",
        label="",
        caused_by="CaseSplit",
        parties=parties,
        offices_held=held,
        pack_version=case.in_force.version,
        accepted_on=date(2027, 2, 1),
    )
    case.hear("intake", contract, case.case)
    return case


@pytest.mark.parametrize("office", ["investigator", "reviewer", "panel_member"])
def test_one_office_in_a_case(untouched, office):
    came = reopened(untouched, office).appoint().refused("NotNeutral", "ROT-G14")

    assert came.one(AppointmentRejected).why == "earlier_office_in_case"


@pytest.mark.parametrize("office", ["triage_advice", "champion", "mediator"])
def test_who_gave_first_advice_or_mediated_before_may_mediate(untouched, office):
    reopened(untouched, office).appoint().accepted()


def test_a_tie_that_grows_later_stops_the_next_act_even_before_it_was_told(case):
    case.consented().appoint().accepted()
    case.knows(an_interest("volunteer", from_on=date(2027, 3, 20)))

    case.by_mediator("RecordSession", date(2027, 3, 19), held_on=date(2027, 3, 19)).accepted()
    for name, body in (("RecordSession", {"held_on": date(2027, 3, 22)}), ("RecordTerms", {"text": "Terms."})):
        refused = case.by_mediator(name, date(2027, 3, 22), **body).refused("NotNeutral").refusal
        assert (refused.rule, refused.source, refused.clause) == NEUTRAL
    assert case.facts(AppointmentRejected) == []


def test_money_of_the_mediators_organisation_stops_an_act(case):
    case.consented().appoint().accepted()
    case.knows(of_the_organisation(org="var"))

    case.by_mediator("RecordSession", held_on=case.today).refused("NotNeutral", "ROT-G14")


def test_s16_while_var_is_a_party_none_of_its_officers_mediates_and_none_is_advised(untouched):
    untouched.opened(orgs=("eastwood-youth", "var"))
    came = untouched.appoint(org="rmbc", office="rtp_manager").refused("NotNeutral", "ROT-G14")

    assert came.one(AppointmentRejected).why == "employed_by_party"
    untouched.knows(outsider())
    assert untouched.appoint("officer-free", org="rmbc", office="rtp_manager").accepted().answer == {}


def outsider():
    org = "review-associates"
    training = {"mediation": date(2024, 1, 1)}
    return RoleAssigned(
        officer="officer-free", office="mediator", org=org, employer_org=org, starts_on=SINCE, training=training
    )


def test_var_is_not_advised_either_while_it_pays_a_party_for_the_matter(untouched):
    untouched.knows(outsider(), of_the_organisation(org="var")).opened()

    assert untouched.appoint("officer-free").accepted().answer == {}


def test_s17_the_manager_works_for_a_party_and_the_power_passes_to_the_group_without_the_parties(untouched):
    untouched.today = date(2027, 1, 11)
    untouched.opened(date(2027, 1, 11), orgs=("green-doorstep", "rmbc"))
    came = untouched.appoint(on=date(2027, 1, 13), org="rmbc", office="rtp_manager")

    refusal = came.refused("AppointerConflicted").refusal
    assert (refusal.rule, refusal.source, refusal.clause) == ("ROT-G27", None, None)
    assert "CEO Group" in refusal.message
    rejected = came.one(AppointmentRejected)
    assert (rejected.rule, rejected.why) == ("ROT-G27", "appointer_employed_by_party")
    untouched.appoint(on=date(2027, 1, 14), org="rmbc").refused("AppointerConflicted", "ROT-G27")
    appointed = untouched.appoint(on=date(2027, 1, 15)).accepted().one(MediatorAppointed)
    assert appointed.appointed_by == "ceo_group"


def test_an_appointer_whom_a_party_employs_elsewhere_may_not_appoint(untouched):
    lent = RoleAssigned(officer="officer-rmbc-manager", office="lead", org="syfr", employer_org="syfr", starts_on=SINCE)
    untouched.knows(lent).opened()
    untouched.appoint(org="rmbc", office="rtp_manager").refused("AppointerConflicted", "ROT-G27")

    untouched.knows(RoleEnded(officer="officer-rmbc-manager", office="lead", org="syfr", ended_on=untouched.today))
    untouched.appoint(org="rmbc", office="rtp_manager").accepted()


@pytest.mark.parametrize(
    ("by", "officer", "code", "rule", "source", "why"),
    [
        (("var", "advice_body"), WHO, "NotAnAppointer", "ROT-G12", "001:634", "not_an_appointer"),
        (("var", "delegated_group"), WHO, "NotAnAppointer", "ROT-G12", "001:634", "not_an_appointer"),
        (("syp", "ceo_group"), "officer-var-untrained", "NotTrained", "ROT-G13", "001:634", "not_trained"),
    ],
)
def test_every_other_refused_appointment_is_on_record_with_its_rule(case, by, officer, code, rule, source, why):
    came = case.appoint(officer, org=by[0], office=by[1]).refused(code)

    refusal = came.refusal
    assert (refusal.rule, refusal.source) == (rule, source)
    assert refusal.clause == "The Rotherham Compact, Appendix 1, Stage 2"
    assert came.one(AppointmentRejected).why == why and came.names == ["AppointmentRejected"]


def test_a_reorganised_officer_is_named_by_the_organisation_of_today(case):
    ended = RoleEnded(officer=WHO, office="mediator", org="var", ended_on=case.today)
    case.knows(ended).appoint().refused("OfficerUnknown")
    case.knows(outsider().model_copy(update={"officer": WHO}))

    assert case.appoint().accepted().one(MediatorAppointed).mediator_org == "review-associates"
