"""No text of a case stands in the clear in what is stored or told; with the key, the same facts come back."""

from concord_shared.testing.sealing import stored

SECRETS = ("A letter of", "About issues.", "Agree a date", "Our own words.", "Not this person")


def test_every_text_stays_sealed_and_no_decision_needs_one(case, tmp_path):
    case.appoint().accepted()
    case.chief("StandDownInvestigator", reason="Not this person.").accepted()
    case.by(case.raiser, "SubmitEvidence", text="A letter of March.").accepted()
    case.recommended()
    case.answer(case.respondent, "reject", reason="Our own words.").accepted()

    with stored(case, tmp_path) as on_record:
        on_record.stays_sealed(SECRETS)
