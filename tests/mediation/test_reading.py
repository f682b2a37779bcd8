"""Who reads what of a mediation: its content is for the parties and the mediator, and for nobody else."""

from datetime import UTC, date, datetime

import pytest

from concord_mediation.read_side.words import say
from concord_shared.contracts.base import OfficeHeld
from concord_shared.contracts.directory import InterestDeclared
from concord_shared.contracts.intake import CaseSuspended, CaseWithdrawn, CoordinatorObjectedTo, PartyLeft
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


def test_a_mediator_who_stood_down_reads_no_more(case):
    case.with_terms()
    case.directory_tells(InterestDeclared(officer=MEDIATOR.officer, with_org="syfr", tie="family"))

    for question in ("Case", "History", "Why"):
        with pytest.raises(Refused):
            case.ask(question, MEDIATOR, case=case.case)
    case.appoint("officer-var-mediator-2").accepted()
    second = MEDIATOR.model_copy(update={"officer": "officer-var-mediator-2"})
    assert case.ask("Case", second, case=case.case)["terms"]["text"] == TERMS


def test_a_mediator_whose_stage_ended_from_outside_still_reads_what_they_wrote(case):
    case.with_terms().hear("intake", CaseWithdrawn(at_stage="mediation", by=("green-doorstep",)), case.case)

    assert case.ask("Case", MEDIATOR, case=case.case)["terms"]["text"] == TERMS


def test_that_the_mediator_waits_for_a_clearing_is_seen_by_all(case):
    case.appoint().accepted()
    half = InterestDeclared(officer=MEDIATOR.officer, with_org="syfr", tie="family", cleared_by=("syfr",))
    case.directory_tells(half)

    assert case.ask("Case", EXECUTIVE, case=case.case)["mediator"] == {"org": "var", "flagged": True}


def test_why_more_time_was_asked_for_is_read_by_parties_and_coordinator(case):
    more = {"deadline_id": "ROT-D01", "working_days": 5, "reason": "A key person is away."}
    case.by(case.raiser, "ExtendDeadline", **more).accepted()

    for reader in (PARTY, COORDINATOR, AUDITOR):
        assert "A key person is away." in str(case.ask("History", reader, case=case.case))
    assert "A key person is away." not in str(case.ask("History", EXECUTIVE, case=case.case))


def test_who_declined_stays_hidden_after_that_party_has_left(untouched):
    untouched.opened(orgs=("green-doorstep", "syfr", "rmbc"))
    untouched.by("rmbc", "DeclineMediation").accepted()
    untouched.hear("intake", PartyLeft(org="rmbc", side="responding", why="own_wish"), untouched.case)

    acted = [line["actor"] for line in untouched.ask("History", EXECUTIVE, case=untouched.case)["facts"]]
    assert "rmbc" not in {actor["organisation"] for actor in acted}


def test_a_party_that_left_before_any_session_reads_no_more(untouched):
    untouched.opened(orgs=("green-doorstep", "syfr", "rmbc"))
    untouched.hear("intake", PartyLeft(org="rmbc", side="responding", why="own_wish"), untouched.case)

    with pytest.raises(Refused):
        untouched.ask("Case", STRANGER, case=untouched.case)


def test_a_pause_and_a_result_set_aside_are_shown(case):
    assert not case.ask("Case", PARTY, case=case.case)["suspended"]
    case.hear("intake", CaseSuspended(why="all_agree"), case.case)

    assert case.ask("Case", EXECUTIVE, case=case.case)["suspended"]


def test_a_coordinator_to_whom_a_party_objected_neither_reads_nor_acts_here(case):
    case.working().sweep(date(2027, 4, 15))
    held = OfficeHeld(office="coordinator", officer="officer-var-coordinator", org="var")
    case.hear("intake", CoordinatorObjectedTo(party="syfr", coordinators=(held,)), case.case)
    replaced = COORDINATOR.model_copy(update={"officer": held.officer})

    with pytest.raises(Refused):
        case.ask("Case", replaced, case=case.case)
    refused = case.do("DeclareLapsed", replaced, case.case, None, asked_by="syfr").refused("CoordinatorReplaced")
    assert refused.refusal.rule == "ROT-G41"
    another = replaced.model_copy(update={"officer": "officer-var-coordinator-2"})
    case.do("DeclareLapsed", another, case.case, None, asked_by="syfr").accepted()


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
