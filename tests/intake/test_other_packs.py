"""Rules that other Compacts give: the same service, another pack."""

from datetime import date

import pytest

from concord_intake.domain import facts
from concord_intake.main import service
from concord_shared.contracts.directory import OrganisationRegistered, OrganisationSignedUp, PackPublished, RoleAssigned
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.loading import builtin, load

from .conftest import Intake, actor

SINCE = date(2020, 1, 6)
ORGS = (("council", "public"), ("trust", "public"), ("evolution", "vcs"), ("allotments", "vcs"))
LEAD = actor("evolution", "lead_body")


@pytest.fixture
def darlington():
    return on_paper("darlington", ("lead_body", "evolution"), ("compact_champion", "allotments"))


@pytest.fixture
def derbyshire():
    return on_paper("derbyshire", ("coordinator", "evolution"))


def on_paper(name, *offices):
    pack, copy = load(builtin()[name]), DirectoryCopy()
    copy.apply(
        PackPublished(
            pack_id=pack.id, version=pack.version, sha256=pack.sha256, status=pack.status, content=pack.to_data()
        )
    )
    for org, sector in ORGS:
        copy.apply(OrganisationRegistered(org=org, name=org, sector=sector, kind="group"))
        copy.apply(OrganisationSignedUp(org=org, compact=pack.id, signed_on=SINCE))
    for office, org in offices:
        copy.apply(RoleAssigned(officer=f"o-{org}", office=office, org=org, employer_org=org, starts_on=SINCE))
    return Intake(service(), pack, copy, date(2027, 2, 1))


def concern(**changed):
    body = {
        "channel": "web",
        "raiser_kind": "organisation",
        "raiser_org": "allotments",
        "respondent_orgs": ["council"],
        "text": "What happened.",
    }
    return {**body, **changed}


def test_where_only_organisations_are_admitted_a_person_is_not(darlington):
    body = concern(raiser_kind="person", raiser_org=None)

    darlington.do("RaiseConcern", LEAD, None, **body).refused("RaiserNotAdmitted", "DAR-G01")


def test_where_the_sides_have_to_be_of_different_sectors_they_are(darlington):
    same = concern(respondent_orgs=["evolution"])

    darlington.do("RaiseConcern", actor("allotments"), None, **same).refused("RaiserNotAdmitted", "DAR-G01")
    stranger = concern(respondent_orgs=["a-shop"])
    darlington.do("RaiseConcern", actor("allotments"), None, **stranger).refused("NotACompactMember", "DAR-G02")


def test_advice_names_what_of_it_is_in_scope_where_the_pack_lists_that(darlington):
    case = raised(darlington)

    darlington.advise(case, by=LEAD).refused("OutOfScope", "DAR-G03")
    assert darlington.advise(case, by=LEAD, in_scope=["timely"]).accepted().one(facts.StageOpened)


def test_one_party_is_enough_once_an_attempt_is_on_record(darlington):
    case = raised(darlington)
    darlington.advise(case, by=LEAD, in_scope=["timely"]).accepted()
    attempt = {"held_on": "2027-02-01", "means": "meeting"}

    darlington.do("ConfirmExhausted", actor("council"), case).refused("AttemptNotRecorded")
    darlington.do("RecordInformalAttempt", actor("council"), case, **attempt).refused("NoAuthority", "DAR-G04")
    by_champion = actor("allotments", "compact_champion")
    darlington.do("RecordInformalAttempt", by_champion, case, **attempt).accepted()
    came = darlington.do("ConfirmExhausted", actor("council"), case).accepted()
    assert came.one(facts.FormalResolutionInvoked).basis == "one_party"
    assert came.one(facts.StageOpened).stage_type == "panel_review"


def test_where_a_commitment_is_named_a_principle_is_not_one(derbyshire):
    case = derbyshire.do("RaiseConcern", actor("allotments"), None, **concern()).accepted().answer["case"]

    derbyshire.do("CiteCommitments", actor("allotments"), case, cited=["honesty"]).refused(
        "CommitmentNotNamed", "DER-G02"
    )


def test_where_the_pack_says_so_an_outside_route_stops_the_clock_until_its_outcome(darlington):
    case = in_talks(darlington)

    came = darlington.do("RecordExternalRemedy", actor("allotments"), case, date(2027, 2, 15), kind="ombudsman")
    assert came.accepted().names == ["ExternalRemedyRecorded", "CaseSuspended", "DeadlinePaused"]
    assert (came.facts[0].effect, came.one(facts.CaseSuspended).why) == ("pause", "outside_route")
    again = darlington.do("RecordExternalRemedy", actor("council"), case, kind="judicial_review").accepted()
    assert again.names == ["ExternalRemedyRecorded"], "it waits already"
    resumed = darlington.do("ResumeCase", actor("council"), case, date(2027, 4, 6), why="outcome_reported").accepted()
    assert resumed.one(facts.CaseResumed).stage_id == darlington.in_force.first_stage


def test_an_outside_route_that_runs_beside_the_case_is_recorded_as_such(derbyshire):
    case = raised(derbyshire)
    derbyshire.advise(case, by=actor("evolution", "coordinator")).accepted()

    came = derbyshire.do("RecordExternalRemedy", actor("allotments"), case, kind="legal_redress").accepted()
    assert (came.names, came.facts[0].effect) == (["ExternalRemedyRecorded"], "parallel")


def test_champions_are_asked_for_support_where_the_compact_has_them(darlington):
    case = in_talks(darlington)

    asked = darlington.do("AskChampionSupport", actor("council"), case).accepted().one(facts.SupportRequested)
    assert (asked.kind, asked.by_party, asked.detail) == ("champion", "council", None)


def test_where_the_pack_has_no_rule_for_it_no_coordinator_is_replaced(darlington):
    darlington.do("ObjectToCoordinator", actor("council"), in_talks(darlington)).refused("NotKnownHere")


def test_where_the_pack_does_not_ask_for_lessons_those_who_took_part_may_still_give_them(darlington):
    case = in_talks(darlington)
    darlington.do("WithdrawCase", actor("allotments"), case).accepted()

    assert darlington.do("RecordLesson", actor("council"), case, text="Write sooner.").accepted()


def in_talks(desk):
    case = raised(desk)
    desk.advise(case, by=LEAD, in_scope=["timely"]).accepted()
    return case


def raised(desk):
    cited = [next(iter(desk.in_force.commitments))]
    return desk.do("RaiseConcern", actor("allotments"), None, **concern(cited=cited)).accepted().answer["case"]
