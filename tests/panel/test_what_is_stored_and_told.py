"""No text of a case stands in the clear in what is stored or told; with the key, the same facts come back."""

from datetime import date

from concord_shared.contracts.directory import RoleAssigned
from concord_shared.testing.sealing import stored

SECRETS = (
    "A letter of",
    "About issues.",
    "Agree a date",
    "Our own words.",
    "Not this person",
    "by post",
    "a funeral",
    "Only this",
)


def test_every_text_stays_sealed_and_no_decision_needs_one(case, tmp_path):
    case.appoint().accepted()
    case.chief("StandDownInvestigator", reason="Not this person.").accepted()
    case.by(case.raiser, "SubmitEvidence", text="A letter of March.").accepted()
    case.chief("DelegateReview", terms="Only this case.").accepted()
    case.chief("ExtendDeadline", deadline_id="ROT-D02", working_days=2, reason="There is a funeral.").accepted()
    role = {"office": "delegated_group", "starts_on": date(2020, 1, 1)}
    for org in ("syp", "trft", "rdash"):
        case.learn(RoleAssigned(officer=f"officer-{org}-chief", org=org, employer_org=org, **role))
    case.recommended(actions=[{"for_org": "rmbc", "what": "Answer by post."}])
    case.answer(case.respondent, "reject", reason="Our own words.").accepted()

    with stored(case, tmp_path) as on_record:
        on_record.stays_sealed(SECRETS)
