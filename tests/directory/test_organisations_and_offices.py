"""Who belongs, who holds which office, who has an interest."""

from datetime import date

import pytest

from concord_directory.domain import facts
from concord_shared.envelope import Actor
from concord_shared.testing.directory_sample import rotherham_sample

REPRESENTATIVE = Actor(organisation="rmbc", office="representative", officer="officer-rmbc-representative")


def test_the_sample_s_commands_bring_about_the_sample_s_directory(set_up, desk, pack):
    sample = rotherham_sample(pack).copy
    on = date(2027, 1, 4)

    assert {each.org: (each.name, each.is_member) for each in desk.directory.organisations()} == {
        each.org: (each.name, each.is_member) for each in sample.organisations()
    }
    assert set(map(str, desk.directory.roles())) == set(map(str, sample.roles()))
    assert desk.directory.trained("officer-var-mediator", "mediation", on) == date(2024, 3, 4)


def test_an_organisation_is_registered_once(do):
    body = {"org": "rmbc", "name": "The Council", "sector": "public", "kind": "local_authority"}

    assert do("RegisterOrganisation", **body).refusal is None
    assert do("RegisterOrganisation", **body).refusal.code == "AlreadyRegistered"


def test_its_contact_is_sealed_under_it(do, desk):
    do("RegisterOrganisation", org="rmbc", name="The Council", sector="public", kind="x", contact="a@b.example")

    assert desk.facts(facts.OrganisationRegistered)[0].contact.key == "contact:rmbc"


def test_only_an_administrator_registers(do):
    body = {"org": "rmbc", "name": "The Council", "sector": "public", "kind": "local_authority"}

    assert do("RegisterOrganisation", REPRESENTATIVE, **body).refusal.code == "NoAuthority"


def test_an_administrator_of_a_member_may_too(do):
    clerk = Actor(organisation="rmbc", office="administrator")

    assert do("RegisterOrganisation", clerk, org="x-group", name="X", sector="vcs", kind="group").refusal is None


@pytest.mark.parametrize("command", ["SignUpOrganisation", "DeclareClosure", "AssignRole"])
def test_an_unknown_organisation_is_refused(do, command):
    bodies = {
        "SignUpOrganisation": {"org": "nobody", "compact": "rotherham"},
        "DeclareClosure": {"org": "nobody", "on": "2027-01-04", "name": "snow"},
        "AssignRole": {"org": "nobody", "office": "representative"},
    }

    assert do(command, **bodies[command]).refusal.code == "UnknownOrganisation"


def test_an_unknown_employer_is_refused(do, set_up):
    outcome = do("AssignRole", org="rmbc", office="representative", employer_org="nobody")

    assert (outcome.refusal.code, outcome.refusal.field) == ("UnknownOrganisation", "employer_org")


def test_an_officer_without_an_id_gets_one(do, set_up):
    outcome = do("AssignRole", org="rmbc", office="representative", name="A. Sample")

    assert outcome.answer["officer"].startswith("officer-")


def test_an_officer_s_name_is_not_told(do, set_up, desk):
    officer = do("AssignRole", org="rmbc", office="representative", name="A. Sample").answer["officer"]

    assert desk.facts(facts.RoleAssigned)[-1].name.clear == "A. Sample"
    assert "Sample" not in str(desk.directory.roles_of(officer))


def test_the_same_office_is_not_given_twice_but_training_is_added(do, set_up):
    body = {"officer": "officer-var-untrained", "office": "mediator", "org": "var"}

    assert do("AssignRole", **body).refusal.code == "AlreadyRegistered"
    assert do("AssignRole", **body, training={"mediation": "2026-12-01"}).refusal is None


def test_a_seat_says_for_which_area_it_is_and_keeps_it(do, set_up, desk):
    body = {"officer": "officer-9", "office": "clerk", "org": "var"}
    do("AssignRole", **body, area="north").accepted()

    assert do("AssignRole", **body, area="north").refusal.code == "AlreadyRegistered"
    do("AssignRole", **body, training={"minutes": "2026-12-01"}).accepted()
    assert [role.area for role in desk.directory.holders("clerk", date(2027, 1, 4))] == ["north"]


def test_a_role_ends_once(do, set_up, desk):
    body = {"officer": "officer-var-advice", "office": "advice_body", "org": "var", "ended_on": "2027-01-04"}

    assert do("EndRole", **body).refusal is None
    assert do("EndRole", **body).refusal.code == "RoleNotHeld"
    assert not desk.directory.holders("advice_body", date(2027, 1, 4))


def test_an_officer_declares_their_own_interest(do, set_up, desk):
    mediator = Actor(organisation="var", office="mediator", officer="officer-var-mediator")
    outcome = do("DeclareInterest", mediator, "ROT-7K3M-9QE", tie="personal")

    assert outcome.refusal is None
    (declared,) = desk.directory.interests(officer="officer-var-mediator")
    assert (declared.case_id, declared.tie) == ("ROT-7K3M-9QE", "personal")


def test_nobody_declares_for_somebody_else_but_the_administrator(do, set_up):
    body = {"officer": "officer-var-mediator", "with_org": "rmbc", "tie": "trustee"}

    assert do("DeclareInterest", REPRESENTATIVE, **body).refusal.code == "NoAuthority"
    assert do("DeclareInterest", **body).refusal is None


def test_an_interest_is_in_something(do, set_up):
    assert do("DeclareInterest", REPRESENTATIVE, tie="personal").refusal.code == "InterestInWhat"


def test_names_are_shown_to_the_own_organisation_only(do, set_up, desk):
    do("AssignRole", org="rmbc", office="clerk", officer="officer-9", name="A. Sample")

    def ask(organisation):
        asker = Actor(organisation=organisation, office="representative")
        return desk.ask("Offices", asker, office="clerk")["offices"][0].get("name")

    assert ask("rmbc") == "A. Sample"
    assert ask("syp") is None
