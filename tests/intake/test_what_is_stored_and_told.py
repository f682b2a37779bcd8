"""No text of a concern stands in the clear in what is stored or told; with the key, the same facts come back."""

from datetime import date

from concord_shared.contracts.directory import RoleAssigned
from concord_shared.testing.sealing import stored

from .conftest import ADVISER, RAISER, RESPONDENT, actor

SINCE = date(2020, 1, 6)
SECRETS = (
    "ended without notice",
    "A caller",
    "caller@green",
    "a chair with arms",
    "Since when?",
    "the letter of May",
    "who signed it",
    "bins in Clifton",
    "how the grant ended",
    "the Council's own desk",
    "a walk in the park",
    "Because of March.",
    "Paid by May.",
    "Ask us again.",
)


def test_every_text_stays_sealed_and_no_decision_needs_one(intake, tmp_path):
    case = intake.raised(adjustments=["a chair with arms"])
    intake.do("RequestInformation", ADVISER, case, missing=["Since when?"]).accepted()
    more = {"supplied": ["the letter of May"], "still_missing": ["who signed it"]}
    intake.do("SupplyInformation", actor(RAISER), case, **more).accepted()
    parts = {"in_scope": ["9.2", "how the grant ended"], "out_of_scope": ["bins in Clifton"]}
    route = {"reason": "service_complaint", "route": "the Council's own desk"}
    intake.advise(case, advice="partly", **parts, **route).accepted()
    tried = {"held_on": "2027-03-01", "means": "a walk in the park"}
    intake.do("RecordInformalAttempt", actor(RAISER), case, **tried).accepted()
    intake.do("GiveExplanation", actor(RESPONDENT), case, admits="not", text="Because of March.").accepted()
    intake.do("DisputeExhausted", actor(RESPONDENT), case, still_to_try="Ask us again.").accepted()
    intake.do("ReportSettlement", actor(RAISER), case, text="Paid by May.").accepted()
    intake.do("ConfirmSettlement", actor(RESPONDENT), case).accepted()

    with stored(intake, tmp_path) as on_record:
        on_record.stays_sealed(SECRETS)


SAID_AT_ANY_STAGE = (
    "overlooked letter",
    "no time left",
    "the delay of a year",
    "the officer is ill",
    "she is well again",
    "a reader for the blind",
    "he plays golf with them",
    "talk sooner",
)


def test_what_is_said_at_any_stage_stays_sealed_too(intake, tmp_path):
    pair = (RAISER, "eastwood-youth")
    case = intake.raised(raiser_kind="representative", raiser_org=None, represents=pair)
    intake.advise(case, advice="no", reason="not_compact", route="elsewhere").accepted()
    intake.do("AskSecondLook", actor(RAISER), case, ground="overlooked letter").accepted()
    intake.advise(case, by=actor("syp", "ceo_group")).accepted()
    role = {"office": "coordinator", "org": RESPONDENT, "employer_org": RESPONDENT, "starts_on": SINCE}
    intake.directory.apply(RoleAssigned(officer="officer-rmbc-coordinator", **role))

    def do(name, org, **body):
        intake.do(name, actor(org), case, **body).accepted()

    do("ObjectToCoordinator", RAISER, reason="he plays golf with them")
    do("RequestSupport", RAISER, kind="adjustment", detail="a reader for the blind")
    do("RecordExternalRemedy", RAISER, kind="ombudsman", detail="the delay of a year")
    do("LeaveCase", pair[1], why="no time left")
    do("SuspendCase", RESPONDENT, reason="the officer is ill")
    do("AgreeSuspension", RAISER)
    do("ResumeCase", RESPONDENT, why="asked_by_party", reason="she is well again")
    do("WithdrawCase", RAISER)
    do("RecordLesson", RAISER, text="talk sooner")

    with stored(intake, tmp_path) as on_record:
        on_record.stays_sealed(SAID_AT_ANY_STAGE)
