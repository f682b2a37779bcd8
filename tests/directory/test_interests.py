"""Ties and interests: who declares them, and how each party clears one in writing for itself."""

from datetime import date

import pytest

from concord_directory.domain import facts
from concord_shared.conflicts import CaseTies, find_conflicts
from concord_shared.envelope import Actor

CASE, OTHER_CASE = "ROT-7K3M-9QE", "ROT-0000-000"
MEDIATOR = "officer-var-mediator"
HERSELF = Actor(organisation="var", office="mediator", officer=MEDIATOR)
TRUSTEE = {"officer": MEDIATOR, "with_org": "rmbc", "tie": "trustee"}
FAMILY = {"officer": MEDIATOR, "with_org": "rmbc", "tie": "family"}
PARTIES = ("rmbc", "green-doorstep")


def representative(org, officer=None):
    return Actor(organisation=org, office="representative", officer=officer or f"officer-{org}-representative")


def conflicts(desk, *rules, waivable=("COI-1", "COI-3")):
    role = next(each for each in desk.directory.roles_of(MEDIATOR))
    ties = CaseTies(PARTIES, date(2027, 1, 1), case=CASE)
    found = find_conflicts(rules, role, ties, desk.directory, office="mediator", on=desk.today, waivable=waivable)
    return [each.reason_code for each in found]


@pytest.fixture
def declared(do, set_up):
    do("DeclareInterest", **FAMILY).accepted()


def test_an_interest_counts_no_more_when_every_party_has_cleared_it(do, desk, declared):
    assert conflicts(desk, "COI-3") == ["interest_not_cleared"]
    do("ClearInterest", representative("rmbc"), CASE, **FAMILY).accepted()
    assert conflicts(desk, "COI-3") == ["interest_not_cleared"]
    do("ClearInterest", representative("green-doorstep"), CASE, **FAMILY).accepted()
    assert conflicts(desk, "COI-3") == []


def test_it_says_who_has_cleared_it_so_far_and_keeps_the_time_of_the_tie(do, desk, set_up):
    do("DeclareInterest", **TRUSTEE, from_on="2026-01-01", until_on="2028-01-01").accepted()
    for org in PARTIES:
        do("ClearInterest", representative(org), CASE, **TRUSTEE).accepted()
    first, last = desk.facts(facts.InterestCleared)
    assert (first.cleared_by, last.cleared_by) == (("rmbc",), PARTIES)
    assert (last.case_id, last.from_on, last.until_on) == (CASE, date(2026, 1, 1), date(2028, 1, 1))
    assert [type(each).__name__ for each in desk.told()][-2:] == ["InterestDeclared"] * 2


def test_a_party_clears_once(do, declared):
    do("ClearInterest", representative("rmbc"), CASE, **FAMILY).accepted()
    do("ClearInterest", representative("rmbc"), CASE, **FAMILY).refused("AlreadyCleared")


def test_what_one_case_clears_stands_in_every_other(do, desk, declared):
    for org in PARTIES:
        do("ClearInterest", representative(org), OTHER_CASE, **FAMILY).accepted()
    assert conflicts(desk, "COI-3") == ["interest_not_cleared"]


def test_what_a_stranger_clears_is_worth_nothing(do, desk, declared):
    do("ClearInterest", representative("syp"), CASE, **FAMILY).accepted()
    do("ClearInterest", representative("rmbc"), CASE, **FAMILY).accepted()
    assert conflicts(desk, "COI-3") == ["interest_not_cleared"]


@pytest.mark.parametrize(
    "by",
    [
        Actor(organisation="system", office="administrator"),
        Actor(organisation="public", office="public"),
        Actor(organisation="var", office="advice_body", on_behalf_of="rmbc"),
        HERSELF,
    ],
)
def test_nobody_clears_for_another_and_nobody_an_interest_of_their_own(do, declared, by):
    assert do("ClearInterest", by, CASE, **FAMILY).refused("NoAuthority").facts == ()


def test_what_nobody_declared_cannot_be_cleared(do, set_up):
    do("ClearInterest", representative("rmbc"), CASE, **FAMILY).refused("InterestNotDeclared")


def test_it_is_cleared_for_a_case_and_not_for_good(do, declared):
    do("ClearInterest", representative("rmbc"), **FAMILY).refused("CaseRequired")


def test_an_employment_that_the_directory_knows_need_not_be_declared_to_be_waived(do, desk, set_up):
    do("AssignRole", officer=MEDIATOR, office="lecturer", org="var", employer_org="rmbc").accepted()
    assert conflicts(desk, "COI-1") == ["employed_by_party"]
    employed = {**TRUSTEE, "tie": "employed"}
    for org in PARTIES:
        do("ClearInterest", representative(org), CASE, **employed).accepted()
    assert conflicts(desk, "COI-1") == []
    do("ClearInterest", representative("rmbc"), CASE, **{**TRUSTEE, "tie": "governor"}).refused("InterestNotDeclared")


def test_a_tie_whose_time_changes_has_to_be_cleared_anew(do, desk, set_up):
    do("DeclareInterest", HERSELF, CASE, tie="family", with_org="rmbc").accepted()
    for org in PARTIES:
        do("ClearInterest", representative(org), CASE, **FAMILY).accepted()
    do("DeclareInterest", HERSELF, CASE, tie="family", with_org="rmbc", from_on="2026-05-01").accepted()
    assert conflicts(desk, "COI-3") == ["interest_not_cleared"]


def test_the_same_again_is_no_news(do, desk, declared):
    do("DeclareInterest", **FAMILY).refused("AlreadyRegistered")
    do("DeclareInterest", HERSELF, CASE, tie="family", with_org="rmbc").accepted()
    do("DeclareInterest", **FAMILY, until_on="2027-02-01").accepted()
    assert len(desk.facts(facts.InterestDeclared)) == 3


def test_money_between_organisations_is_declared_by_one_of_them(do, desk, set_up):
    money = {"org": "var", "with_org": "rmbc", "tie": "money_in_the_matter"}
    do("DeclareInterest", representative("syp"), CASE, **money).refused("NoAuthority")
    do("DeclareInterest", representative("var"), CASE, **money).accepted()
    assert desk.recorded[-1].stream == "org-var"
    do("ClearInterest", representative("green-doorstep"), CASE, **money).accepted()
    assert desk.directory.interests(org="var")[-1].cleared_by == ("green-doorstep",)


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"org": "var", "with_org": "rmbc", "tie": "trustee"}, "InterestOfWhom", "officer"),
        ({"tie": "trustee", "with_org": "rmbc"}, "InterestOfWhom", "officer"),
        ({"officer": "officer-nobody", "with_org": "rmbc", "tie": "trustee"}, "OfficerUnknown", "officer"),
        ({"officer": MEDIATOR, "with_org": "nobody", "tie": "trustee"}, "UnknownOrganisation", "with_org"),
        ({"officer": MEDIATOR, "tie": "trustee"}, "InterestInWhat", "with_org"),
        ({"org": "var", "with_org": "var", "tie": "money_in_the_matter"}, "InterestInWhat", "with_org"),
        ({**TRUSTEE, "from_on": "2027-02-01", "until_on": "2027-01-31"}, "EndsBeforeStart", "until_on"),
    ],
)
def test_an_interest_that_makes_no_sense_is_refused_by_field(do, set_up, body, code, field):
    by = Actor(organisation="system", office="administrator")
    refusal = do("DeclareInterest", by, **body).refused(code).refusal
    assert refusal.field == field


def test_those_whom_an_interest_touches_see_it(do, desk, declared):
    def seen(org, office="representative", officer=None):
        asked = desk.ask("Interests", Actor(organisation=org, office=office, officer=officer))
        return [(each["officer"], each["tie"]) for each in asked["interests"]]

    found = [(MEDIATOR, "family")]
    assert seen("rmbc") == seen("var", "mediator", MEDIATOR) == found
    assert seen("var", "coordinator") == seen("system", "auditor") == seen("system", "administrator") == found
    assert seen("syp") == seen("var", "mediator", "officer-var-mediator-2") == []


def test_interests_are_found_by_officer_organisation_and_case_and_no_more_at_once_than_asked(do, desk, declared):
    do("DeclareInterest", HERSELF, CASE, tie="personal").accepted()
    auditor = Actor(organisation="system", office="auditor")
    assert len(desk.ask("Interests", auditor, officer=MEDIATOR)["interests"]) == 2
    assert [each["tie"] for each in desk.ask("Interests", auditor, case=CASE)["interests"]] == ["personal"]
    assert [each["tie"] for each in desk.ask("Interests", auditor, org="rmbc")["interests"]] == ["family"]
    page = desk.ask("Interests", auditor, limit=1)
    assert (len(page["interests"]), page["more"]) == (1, True)
