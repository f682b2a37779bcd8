"""Who reads what of a mediation: its content is for the parties and the mediator, and for nobody else."""

from datetime import UTC, date, datetime

import pytest

from concord_mediation.read_side.words import say
from concord_shared.envelope import Actor
from concord_shared.parts import Refused

TERMS = "Invoices are paid within thirty days."
COORDINATOR = Actor(organisation="var", office="coordinator")
AUDITOR = Actor(organisation="system", office="auditor")
EXECUTIVE = Actor(organisation="trft", office="ceo_group")
MEDIATOR = Actor(organisation="var", office="mediator", officer="officer-var-mediator")
PARTY = Actor(organisation="syfr", office="representative")
STRANGER = Actor(organisation="rmbc", office="representative")
PUBLIC = Actor(organisation="public", office="public")
OTHERS_LEAD = Actor(organisation="rmbc", office="compact_lead")
OTHERS_MEDIATOR = Actor(organisation="rmbc", office="mediator", officer="officer-of-another-case")


@pytest.mark.parametrize("reader", [PARTY, MEDIATOR])
def test_the_terms_are_read_by_parties_and_the_mediator(case, reader):
    shown = case.with_terms().ask("Case", reader, case=case.case)

    assert shown["terms"]["text"] == TERMS
    assert TERMS in str(case.ask("History", reader, case=case.case))


@pytest.mark.parametrize("reader", [COORDINATOR, AUDITOR, EXECUTIVE])
def test_the_terms_are_read_by_nobody_else(case, reader):
    case.with_terms()
    for question in ("Case", "History", "Why"):
        assert TERMS not in str(case.ask(question, reader, case=case.case))


def test_an_office_in_the_procedure_sees_numbers_not_who(case):
    case.by(case.raiser, "ConsentToMediation").accepted()

    shown = case.ask("Case", EXECUTIVE, case=case.case)
    assert shown["consents"] == {"given": 1, "needed": 2}
    assert {line["id"] for line in shown["deadlines"]} == {"ROT-D01", "ROT-D16"}
    names = [line["name"] for line in case.ask("History", EXECUTIVE, case=case.case)["facts"]]
    assert "MediationConsentGiven" not in names and "MediationOpened" in names


def test_who_declined_is_known_to_parties_coordinator_and_auditor_alone(case):
    case.by(case.respondent, "DeclineMediation").accepted()

    for reader in (PARTY, COORDINATOR, AUDITOR):
        found = {line["name"]: line["data"] for line in case.ask("History", reader, case=case.case)["facts"]}
        assert found["MediationDeclined"]["party"] == case.respondent
    assert "MediationDeclined" not in str(case.ask("History", EXECUTIVE, case=case.case))


@pytest.mark.parametrize("command", ["DeclineMediation", "ConsentToMediation", "ObjectToMediator"])
def test_no_line_of_the_history_says_which_party_acted_to_those_who_may_not_know(case, command):
    case.appoint().accepted()
    reason = {"reason": "We met before."} if command == "ObjectToMediator" else {}
    case.by(case.respondent, command, **reason).accepted()
    opening, *later = case.ask("History", EXECUTIVE, case=case.case)["facts"]

    assert opening["name"] == "MediationOpened" and case.respondent not in str(later)
    seen = [line["actor"] for line in case.ask("History", COORDINATOR, case=case.case)["facts"]]
    assert case.respondent in {actor["organisation"] for actor in seen}


def test_an_objection_is_shown_to_the_coordinator_without_its_reason(case):
    case.appoint().accepted()
    case.by(case.raiser, "ObjectToMediator", reason="We met before.").accepted()

    assert "We met before." not in str(case.ask("History", COORDINATOR, case=case.case))
    assert "We met before." in str(case.ask("History", PARTY, case=case.case))


@pytest.mark.parametrize("reader", [STRANGER, PUBLIC, OTHERS_LEAD, OTHERS_MEDIATOR])
def test_who_has_no_part_in_the_case_is_refused(case, reader):
    for question in ("Case", "History", "Why"):
        with pytest.raises(Refused):
            case.ask(question, reader, case=case.case)


def test_why_gives_the_whole_derivation(case):
    (line,) = case.ask("Why", PARTY, case=case.case, deadline="ROT-D01")["deadlines"]

    assert (line["due_on"], line["status"]) == (date(2027, 4, 14), "open")
    derivation = line["derivation"]
    assert (derivation["source"], derivation["value"], derivation["unit"]) == ("001:638", 20, "working_day")
    assert [day["on"] for day in derivation["skipped"]] == ["2027-03-26", "2027-03-29"]


def test_the_status_of_a_deadline_follows_its_facts(case):
    case.working().sweep(date(2027, 4, 15))
    shown = {line["id"]: line["status"] for line in case.ask("Case", PARTY, case=case.case)["deadlines"]}

    assert shown == {"ROT-D01": "lapsed", "ROT-D15": "met", "ROT-D16": "met"}


def test_history_ends_at_the_moment_asked_for(case):
    case.by(case.raiser, "ConsentToMediation", date(2027, 3, 18)).accepted()
    early = case.ask("History", PARTY, case=case.case, at=datetime(2027, 3, 16, tzinfo=UTC))

    assert next(line["name"] for line in early["facts"]) == "MediationOpened"
    assert "MediationConsentGiven" not in [line["name"] for line in early["facts"]]


def test_every_fact_has_its_sentence(case):
    case.with_terms().by(case.raiser, "DeclineMediation").accepted()

    for each in case.recorded:
        words = say(each.fact)
        assert words.endswith(".") and "_" not in words.replace("ceo_group", ""), words
