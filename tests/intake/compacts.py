"""The three other Compacts on paper: a council, a trust, a lead body and a group that raises a concern."""

from datetime import date

from concord_intake.main import service
from concord_shared.contracts.directory import OrganisationRegistered, OrganisationSignedUp, PackPublished, RoleAssigned
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.loading import builtin, load

from .conftest import Intake, actor

SINCE = date(2020, 1, 6)
TODAY = date(2027, 2, 1)
ORGS = (("council", "public"), ("trust", "public"), ("evolution", "vcs"), ("allotments", "vcs"), ("a-firm", "private"))
RAISING, RESPONDING = actor("allotments"), actor("council")
COORDINATOR = actor("evolution", "coordinator")
LEAD = actor("evolution", "lead_body")
UNLINKED = actor("trust", "steering_group")
GROUP = actor("trust", "working_group")
OFFICES = {
    "darlington": (
        ("lead_body", "evolution"),
        ("steering_group", "trust"),
        ("compact_champion", "allotments"),
        ("compact_champion", "council"),
        ("coordinator", "evolution"),
    ),
    "derbyshire": (("coordinator", "evolution"), ("coordinator", "trust")),
    "staffordshire": (
        ("working_group", "trust"),
        ("working_group", "evolution"),
        ("compact_champion", "council"),
        ("coordinator", "evolution"),
    ),
}
CITED = {"darlington": ["DA-DP-1"], "derbyshire": ["13.2"], "staffordshire": []}
IN_SCOPE = {"darlington": ["timely"], "staffordshire": ["compact_working_failed"]}
ATTEMPT = {"held_on": "2027-02-01", "means": "meeting", "result": "none"}
UNSATISFIED = {"statements": ["no_satisfactory_outcome"]}
TRIED = {"statements": ["champions_attempt_recorded"]}


def on_paper(name, *offices, signed=True):
    """The Compact `name`; `offices` stand in place of those that its sample has."""
    pack, copy = load(builtin()[name]), DirectoryCopy()
    published = {"pack_id": pack.id, "version": pack.version, "sha256": pack.sha256, "status": pack.status}
    copy.apply(PackPublished(**published, content=pack.to_data()))
    for org, sector in ORGS:
        copy.apply(OrganisationRegistered(org=org, name=org, sector=sector, kind="group"))
        if signed:
            copy.apply(OrganisationSignedUp(org=org, compact=pack.id, signed_on=SINCE))
    for office, org in offices or OFFICES[name]:
        held = {"office": office, "org": org, "employer_org": org, "starts_on": SINCE}
        copy.apply(RoleAssigned(officer=f"o-{org}-{office}", **held))
    return Intake(service(), pack, copy, TODAY)


def concern(desk, **changed):
    body = {
        "channel": "web",
        "raiser_kind": "organisation",
        "raiser_org": "allotments",
        "respondent_orgs": ["council"],
        "text": "What happened.",
        "cited": CITED[desk.in_force.id],
    }
    return {**body, **changed}


def received(desk, **changed):
    said = concern(desk, **changed)
    return desk.do("RaiseConcern", actor(said["raiser_org"]), None, **said).accepted().answer["case"]


def first_look(desk, case, **body):
    """By whoever the pack has for it, and in its way."""
    said = {"in_scope": IN_SCOPE.get(desk.in_force.id, []), **body}
    if desk.in_force.triage.advice_effect == "gate":
        return desk.do("AdviseCompactRelated", LEAD, case, **{"advice": "yes", "reasons": "Named.", **said})
    return desk.do("AcceptConcern", COORDINATOR if desk.in_force.id == "derbyshire" else GROUP, case, **said)


def in_talks(desk, **changed):
    case = received(desk, **changed)
    first_look(desk, case).accepted()
    return case


def tried(desk):
    """In the talks, with an attempt on record by whoever the pack wants."""
    case = in_talks(desk)
    office = "compact_champion" if desk.in_force.id == "darlington" else "representative"
    desk.do("RecordInformalAttempt", actor("allotments", office), case, **ATTEMPT).accepted()
    return case
