"""No text of a concern stands in the clear in what is stored or told; with the key, the same facts come back."""

from concord_shared.testing.sealing import stored

from .conftest import RAISER, RESPONDENT, actor

SECRETS = ("ended without notice", "A caller", "caller@green", "Because of March.", "Paid by May.", "Ask us again.")


def test_every_text_stays_sealed_and_no_decision_needs_one(intake, tmp_path):
    case = intake.advised()
    intake.do("GiveExplanation", actor(RESPONDENT), case, admits="not", text="Because of March.").accepted()
    intake.do("DisputeExhausted", actor(RESPONDENT), case, still_to_try="Ask us again.").accepted()
    intake.do("ReportSettlement", actor(RAISER), case, text="Paid by May.").accepted()
    intake.do("ConfirmSettlement", actor(RESPONDENT), case).accepted()

    with stored(intake, tmp_path) as on_record:
        on_record.stays_sealed(SECRETS)
