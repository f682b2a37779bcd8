"""One case in two parts (S15): who agrees, which stage opens, who stays."""

from datetime import date

import pytest

from concord_intake.domain import bundle_facts as bundle
from concord_intake.domain import facts
from concord_shared.contracts import intake as told
from concord_shared.contracts.mediation import MediationFailed, MediatorAppointed
from concord_shared.deadlines.facts import DeadlineSet

from .conftest import RAISER, RESPONDENT, actor

OTHER_GROUP, CCG = "swallownest-lunch-club", "rotherham_ccg"
THREE = [RAISER, OTHER_GROUP, RESPONDENT]
COORDINATOR = actor("var", "coordinator")
SPLIT_ON = date(2027, 9, 20)
WHY = "The Council would still like to talk."


@pytest.fixture
def s15(intake):
    """Talks of four, all confirmed; the CCG declines mediation on 17 September 2027."""
    raised = {"raiser_kind": "representative", "represents": [RAISER, OTHER_GROUP]}
    case = intake.advised(on=date(2027, 8, 2), **raised, respondent_orgs=[RESPONDENT, CCG])
    days = {RAISER: 6, OTHER_GROUP: 7, RESPONDENT: 10, CCG: 15}
    for org, day in days.items():
        intake.confirm(case, org, date(2027, 9, day)).accepted()
    failed = MediationFailed(
        stage_id="mediation",
        reason="declined",
        stage_opened_on=date(2027, 9, 15),
        ended_on=date(2027, 9, 17),
        working_days_used=2,
        sessions=0,
    )
    intake.hear("mediation", failed, case, date(2027, 9, 17))
    intake.today = SPLIT_ON
    return intake, case


def proposed(intake, case, parties=THREE, stage_id="mediation", **body):
    said = {"parties_moved": parties, "stage_id": stage_id, "reason": WHY, **body}
    return intake.do("SplitCase", COORDINATOR, case, SPLIT_ON, **said)


def agree(intake, case, org, **acting):
    return intake.do("AgreeSplit", actor(org, **acting), case, SPLIT_ON)


def split(intake, case, parties=THREE):
    proposed(intake, case, parties).accepted()
    came = [agree(intake, case, org).accepted() for org in parties]
    return came[-1], came[-1].answer["other_case"]


def orgs(intake, case):
    return intake.load(f"case-{case}").orgs


def test_with_the_last_agreement_a_linked_case_opens_at_the_stage_proposed(s15):
    intake, case = s15
    came, linked = split(intake, case)

    opened = came.one(facts.StageOpened)
    assert (opened.stage_id, opened.caused_by, opened.first_time) == ("mediation", "CaseSplit", True)
    assert [(each.org, each.side) for each in opened.parties] == [
        (RAISER, "raising"),
        (OTHER_GROUP, "raising"),
        (RESPONDENT, "responding"),
    ]
    assert opened.accepted_on == intake.load(f"case-{case}").accepted_on
    assert opened.pack_version == intake.load(f"case-{linked}").pack_version
    assert intake.history(f"case-{linked}")[1].envelope.occurred_on == SPLIT_ON


def test_the_ccg_stays_in_the_first_case_with_those_who_raised_it(s15):
    intake, case = s15
    came, linked = split(intake, case)

    assert came.one(bundle.CaseSplit).parties_moved == (RESPONDENT,)
    assert orgs(intake, case) == (RAISER, OTHER_GROUP, CCG)
    assert intake.load(f"case-{case}").stage.id == "investigation"
    assert orgs(intake, linked) == (RAISER, OTHER_GROUP, RESPONDENT)
    assert intake.load(f"case-{case}").bundle.linked == (linked,)
    assert intake.load(f"case-{linked}").bundle.linked == (case,)


def test_before_the_last_agreement_nothing_moves(s15):
    intake, case = s15
    proposed(intake, case).accepted()
    for org in THREE[:2]:
        assert agree(intake, case, org).accepted().names == ["SplitAgreed"]

    assert len(orgs(intake, case)) == 4


def test_the_parts_are_told_so_that_nobody_counts_a_new_concern(s15):
    intake, case = s15
    _, linked = split(intake, case)

    about = [type(intake.service.tell(each)).__name__ for each in intake.recorded if each.stream == f"case-{linked}"]
    assert about == ["CasesLinked", "StageOpened"]
    (told_split,) = [each for each in intake.told() if isinstance(each, told.CaseSplit)]
    assert (told_split.other_case_ids, told_split.parties_moved) == ((linked,), (RESPONDENT,))


def test_the_reason_is_sealed_and_told_to_nobody(s15):
    intake, case = s15
    reason = proposed(intake, case).one(bundle.SplitProposed).reason

    assert (reason.kind, reason.subject, reason.clear) == ("case", case, WHY)
    assert WHY not in " ".join(each.model_dump_json() for each in intake.told() if isinstance(each, told.SplitProposed))


def test_only_the_coordinator_proposes(s15):
    intake, case = s15
    said = {"parties_moved": THREE, "reason": WHY}

    intake.do("SplitCase", actor(RESPONDENT), case, SPLIT_ON, **said).refused("NotTheCoordinator")


def test_each_party_agrees_for_itself_and_once(s15):
    intake, case = s15
    agree(intake, case, RAISER).refused("AgreementOfAllRequired", "ROT-G32")
    proposed(intake, case).accepted()

    agree(intake, case, "var", office="coordinator", on_behalf_of=RAISER).refused("NoAuthority", "ROT-G32")
    agree(intake, case, CCG).refused("NotAParty", "ROT-G32")
    agree(intake, case, RAISER).accepted()
    agree(intake, case, RAISER).refused("AlreadyConfirmed")


@pytest.mark.parametrize(
    ("parties", "code"),
    [
        ([RAISER, OTHER_GROUP], "SplitNotPossible"),
        ([RAISER, OTHER_GROUP, RESPONDENT, CCG], "SplitNotPossible"),
        ([RAISER, "syp"], "NotAParty"),
    ],
)
def test_the_other_case_needs_both_sides_and_somebody_has_to_go(s15, parties, code):
    intake, case = s15
    proposed(intake, case, parties).refused(code)


@pytest.mark.parametrize("stage_id", ["review", "responses", "no-such-stage"])
def test_it_opens_at_a_stage_that_the_case_has_been_in(s15, stage_id):
    intake, case = s15
    assert (
        "informal, mediation, investigation"
        in proposed(intake, case, stage_id=stage_id).refused("StageNotReached").refusal.message
    )


def test_a_new_proposal_begins_with_no_agreement(s15):
    intake, case = s15
    proposed(intake, case).accepted()
    agree(intake, case, RAISER).accepted()
    proposed(intake, case, [OTHER_GROUP, RESPONDENT]).accepted()
    agree(intake, case, OTHER_GROUP).accepted()

    came = agree(intake, case, RESPONDENT).accepted()

    assert came.one(bundle.CaseSplit).parties_moved == (OTHER_GROUP, RESPONDENT)
    assert orgs(intake, case) == (RAISER, CCG)


def test_a_split_in_the_talks_starts_their_clock_anew_and_opens_the_formal_stage_for_who_had_confirmed(intake):
    case = intake.advised(respondent_orgs=[RESPONDENT, CCG])
    for org in (RAISER, CCG):
        intake.confirm(case, org).accepted()
    intake.today = SPLIT_ON
    proposed(intake, case, [RAISER, RESPONDENT], None).accepted()
    agree(intake, case, RAISER).accepted()
    came = agree(intake, case, RESPONDENT).accepted()

    assert intake.load(f"case-{case}").stage.id == "mediation"
    linked = intake.load(f"case-{came.answer['other_case']}")
    assert (linked.stage.id, linked.confirmed) == ("informal", ())
    starts = [each.start_on for each in came.facts if isinstance(each, DeadlineSet)]
    assert starts and set(starts) == {SPLIT_ON}


def test_whoever_held_an_office_is_known_in_the_linked_case_too(s15):
    intake, case = s15
    appointed = MediatorAppointed(
        mediator_ref="officer-var-mediator", mediator_org="var", appointed_by="x", directory_position=1
    )
    intake.hear("mediation", appointed, case, date(2027, 9, 16))
    came, _ = split(intake, case)

    held = {each.office for each in came.one(facts.StageOpened).offices_held}
    assert held == {"triage_advice", "mediator"}


def test_the_linked_case_goes_on_by_itself(s15):
    intake, case = s15
    _, linked = split(intake, case)
    failed = MediationFailed(
        stage_id="mediation",
        reason="no_agreement",
        stage_opened_on=SPLIT_ON,
        ended_on=date(2027, 10, 4),
        working_days_used=10,
        sessions=2,
    )
    came = intake.hear("mediation", failed, linked, date(2027, 10, 4))

    assert came.one(facts.StageOpened).stage_id == "investigation"
    assert {each.org for each in came.one(facts.StageOpened).parties} == set(THREE)
    line = intake.ask("Case", actor(RESPONDENT), case=linked)
    assert (line["state"], line["linked"]) == ("open", [case])
    assert linked in [each["case"] for each in intake.ask("Cases", actor(RESPONDENT))["cases"]]


def test_in_the_list_each_case_has_its_own_parties(s15):
    intake, case = s15
    _, linked = split(intake, case)

    lines = {each["case"]: each for each in intake.ask("Cases", COORDINATOR)["cases"]}
    assert lines[case]["responding"] == [CCG]
    assert lines[linked]["responding"] == [RESPONDENT]
    assert lines[linked]["accepted_on"] == lines[case]["accepted_on"]


def test_nothing_is_split_before_it_is_a_case_or_after_it_closed(intake):
    case = intake.raised()
    proposed(intake, case).refused("ConcernNotAccepted")
    proposed(intake, "ROT-0000-000").refused("NoSuchCase")
    settled = intake.formal()
    intake.do("WithdrawCase", actor(RAISER), settled).accepted()
    proposed(intake, settled).refused("AlreadyClosed")


def test_while_a_case_waits_it_is_neither_split_nor_merged_but_may_be_linked(intake):
    case, other = intake.advised(respondent_orgs=[RESPONDENT, CCG]), intake.advised()
    intake.do("SuspendCase", COORDINATOR, case).accepted()
    for org in (RAISER, RESPONDENT, CCG):
        intake.do("AgreeSuspension", actor(org), case).accepted()

    proposed(intake, case, [RAISER, RESPONDENT], None).refused("CaseSuspended")
    intake.do("MergeCases", COORDINATOR, case, SPLIT_ON, into=other, reason=WHY).refused("CaseSuspended")
    intake.do("LinkCases", COORDINATOR, case, SPLIT_ON, other=other).accepted()
