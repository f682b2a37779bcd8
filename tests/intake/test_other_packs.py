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


def raised(desk):
    cited = [next(iter(desk.in_force.commitments))]
    return desk.do("RaiseConcern", actor("allotments"), None, **concern(cited=cited)).accepted().answer["case"]
