"""No text of a case stands in the clear in what is stored or told; with the key, the same facts come back."""

from concord_shared.testing.sealing import stored

SECRETS = ("Pay within", "We met before.", "I know one", "We offered half", "One more session")


def test_every_text_stays_sealed_and_no_decision_needs_one(case, tmp_path):
    case.appoint().accepted()
    case.by(case.raiser, "ObjectToMediator", reason="We met before.").accepted()
    case.by_mediator("StandDown", reason="I know one of them.").accepted()
    case.working().by_mediator("RecordTerms", text="Pay within thirty days.").accepted()
    case.by(case.raiser, "ProposeDisclosure", text="We offered half.", to="review").accepted()
    case.by(case.respondent, "AgreeDisclosure", item_ref="item-1").accepted()
    more = {"deadline_id": "ROT-D01", "working_days": 5, "reason": "One more session is planned."}
    case.by(case.raiser, "ExtendDeadline", **more).accepted()
    case.by(case.respondent, "AgreeExtension", deadline_id="ROT-D01").accepted()
    case.by(case.respondent, "DeclineMediation").accepted()

    with stored(case, tmp_path) as on_record:
        on_record.stays_sealed(SECRETS)
