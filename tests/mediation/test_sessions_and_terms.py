"""Consent, sessions and terms: every party for itself, the same text for all."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from concord_mediation.domain.facts import MediationSettled, MediationTermsRecorded
from concord_mediation.domain.terms_text import sha256_of
from concord_shared.deadlines.facts import DeadlineMet

TERMS = "Invoices are paid within thirty days."


def test_each_consent_ends_that_partys_own_answering_period(case):
    came = case.by(case.raiser, "ConsentToMediation").accepted()

    met = came.one(DeadlineMet)
    assert (met.deadline_id, met.party) == ("ROT-D15", case.raiser)


def test_consenting_twice_is_refused(case):
    case.by(case.raiser, "ConsentToMediation").accepted()
    case.by(case.raiser, "ConsentToMediation").refused("AlreadyConsented")


def test_nobody_consents_for_another(case):
    case.by("var", "ConsentToMediation", office="advice_body").refused("NotAParty")


def test_a_session_waits_for_every_consent(case):
    case.appoint().accepted()
    case.by(case.raiser, "ConsentToMediation").accepted()

    case.by_mediator("RecordSession", held_on=case.today).refused("ConsentRequired", rule="ROT-G30")
    case.by_mediator("RecordTerms", text=TERMS).refused("ConsentRequired", rule="ROT-G30")


def test_a_session_is_recorded_by_the_mediator_alone(case):
    case.consented()
    case.by_mediator("RecordSession", held_on=case.today).refused("NoMediator")
    case.appoint().accepted()
    case.by(case.raiser, "RecordSession", held_on=case.today).refused("NotTheMediator")


def test_a_session_lies_between_the_opening_and_today_and_only_parties_attend(case):
    case.consented().appoint().accepted()
    for day in (case.today - timedelta(days=1), case.today + timedelta(days=1)):
        case.by_mediator("RecordSession", held_on=day).refused("DateOutOfRange")
    case.by_mediator("RecordSession", held_on=case.today, attending_sides=["rmbc"]).refused("NotAParty")


def test_the_terms_are_sealed_and_known_by_their_hash(case):
    came = case.working().by_mediator("RecordTerms", text=TERMS).accepted()

    recorded = came.one(MediationTermsRecorded)
    assert recorded.terms.key == f"mediation:{case.case}"
    assert recorded.terms_sha256 == sha256_of(TERMS) == came.answer["terms_sha256"]


def test_the_last_confirmation_of_the_same_text_settles(case):
    case.with_terms()
    case.by(case.raiser, "ConfirmTerms", text=f"  {TERMS}\r\n").accepted()
    came = case.by(case.respondent, "ConfirmTerms", date(2027, 3, 20), terms_sha256=sha256_of(TERMS)).accepted()

    settled = came.one(MediationSettled)
    assert (set(settled.confirmed_by), settled.settled_on) == (set(case.orgs), date(2027, 3, 20))
    assert came.one(DeadlineMet).deadline_id == "ROT-D01"


def test_another_text_is_not_confirmed(case):
    case.with_terms().by(case.raiser, "ConfirmTerms", text="Other.").refused("TermsDiffer", rule="ROT-G31")


def test_terms_that_nobody_recorded_cannot_be_confirmed(case):
    case.working().by(case.raiser, "ConfirmTerms", text=TERMS).refused("TermsDiffer", rule="ROT-G31")


def test_new_terms_are_confirmed_anew(case):
    case.with_terms().by(case.raiser, "ConfirmTerms", text=TERMS).accepted()
    case.by_mediator("RecordTerms", text="Within twenty days.").accepted()

    came = case.by(case.respondent, "ConfirmTerms", text="Within twenty days.").accepted()
    assert came.names == ["MediationTermsConfirmed"]


def test_confirming_twice_is_refused(case):
    case.with_terms().by(case.raiser, "ConfirmTerms", text=TERMS).accepted()
    case.by(case.raiser, "ConfirmTerms", text=TERMS).refused("AlreadyConfirmed")


def test_a_confirmation_says_which_terms(case):
    for body in ({}, {"text": TERMS, "terms_sha256": sha256_of(TERMS)}):
        with pytest.raises(ValidationError):
            case.by(case.raiser, "ConfirmTerms", **body)


def test_s01_settled_on_14_january_working_day_16_of_20(untouched):
    untouched.today = date(2026, 12, 18)
    came = untouched.opened(date(2026, 12, 18))
    due = {fact.deadline_id: fact for fact in came.facts if hasattr(fact, "skipped")}["ROT-D01"]
    assert due.due_on == date(2027, 1, 20)
    assert [skipped.on for skipped in due.skipped] == [date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)]
    untouched.with_terms()
    assert "DeadlineApproaching" in untouched.sweep(date(2027, 1, 13)).names

    for org in untouched.orgs:
        untouched.by(org, "ConfirmTerms", date(2027, 1, 14), text=TERMS).accepted()
    names = [type(each.fact).__name__ for each in untouched.recorded]
    assert "MediationSettled" in names and "MediationFailed" not in names
