"""A sample directory for Rotherham: who belongs, who holds which office. No real persons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from concord_shared.contracts.base import Contract, Told
from concord_shared.contracts.directory import (
    OrganisationRegistered,
    OrganisationSignedUp,
    PackPublished,
    RoleAssigned,
)
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import SYSTEM, Actor
from concord_shared.packs.model import Pack
from concord_shared.sealed import Sealed

SINCE = date(2017, 3, 29)
TRAINED = date(2024, 3, 4)
SET_UP = datetime(2020, 1, 6, 9, tzinfo=UTC)
ADMINISTRATOR = Actor(organisation=SYSTEM, office="administrator", officer="officer-system-administrator")

PUBLIC = ("rmbc", "rotherham_ccg", "trft", "rdash", "rnn", "syp", "syfr")
VCS = ("var", "green-doorstep", "swallownest-lunch-club", "eastwood-youth")
NAMES = {
    "green-doorstep": "Green Doorstep",
    "swallownest-lunch-club": "Swallownest Lunch Club",
    "eastwood-youth": "Eastwood Youth Project",
    "review-associates": "Review Associates (sample)",
}


@dataclass(frozen=True)
class SampleOffices:
    """The ids that the pack gives to the offices of the sample, whatever they are called there."""

    advice: str
    manager: str
    executive: str
    mediator: str
    investigator: str
    learning: str
    lead: str


@dataclass(frozen=True)
class Sample:
    """`told` are directory's messages in order, all heard by `copy`; `commands` would bring them about."""

    told: tuple[Told, ...]
    copy: DirectoryCopy
    offices: SampleOffices
    commands: tuple[tuple[str, dict[str, Any]], ...]


def rotherham_sample(pack: Pack) -> Sample:
    """The sample for `pack`, which is Rotherham's or the same with other ids."""
    offices = sample_offices(pack)
    told = tuple(told_by_directory(number, each) for number, each in enumerate(_contracts(pack, offices), 1))
    copy = DirectoryCopy()
    for each in told:
        copy.hear(each)
    return Sample(told, copy, offices, tuple(_commands(pack, offices)))


def told_by_directory(position: int, contract: Contract, on: date = SINCE) -> Told:
    """`contract` as directory would tell it at `position`."""
    return Told(
        service="directory",
        position=position,
        about=f"sample-{position}",
        case=None,
        event_id=f"directory-{position}",
        occurred_on=on,
        recorded_at=SET_UP,
        correlation_id="sample",
        contract=contract,
        previous=position - 1,
    )


def sample_offices(pack: Pack) -> SampleOffices:
    data: Mapping[str, Any] = pack.to_data()
    stages = {stage["type"]: stage for stage in data["procedure"]["stages"]}
    told = data["monitoring"]["repeat_rule"]["told"]
    return SampleOffices(
        advice=data["procedure"]["triage"]["by"],
        manager=stages["facilitated"]["office"]["appointers"][0],
        executive=stages["panel_review"]["group"]["body"],
        mediator=stages["facilitated"]["office"]["name"],
        investigator=stages["investigation"]["office"]["name"],
        learning=told["compact_review"][0],
        lead=next(word for word in told["pattern"] if word.startswith("respondent_")).removeprefix("respondent_"),
    )


def _organisations(pack: Pack) -> Iterator[tuple[str, str, str, str]]:
    named = {each["id"]: each for each in pack.to_data()["signatories"]}
    for org in PUBLIC:
        yield org, named[org]["name"], "public", named[org]["kind"]
    yield "var", named["var"]["name"], "vcs", "infrastructure"
    for org in VCS[1:]:
        yield org, NAMES[org], "vcs", "community_group"
    yield "review-associates", NAMES["review-associates"], "private", "independent"


def _roles(offices: SampleOffices) -> Iterator[tuple[str, str, str, str, bool]]:
    """(officer, office, organisation it is held for, employer, trained in mediation)."""
    yield "officer-system-administrator", "administrator", SYSTEM, SYSTEM, False
    yield "officer-system-auditor", "auditor", SYSTEM, SYSTEM, False
    yield "officer-var-advice", offices.advice, "var", "var", False
    yield "officer-var-coordinator", "coordinator", "var", "var", False
    yield "officer-rmbc-manager", offices.manager, "rmbc", "rmbc", False
    yield "officer-rmbc-secretary", "secretary", "rmbc", "rmbc", False
    yield "officer-var-mediator", offices.mediator, "var", "var", True
    yield "officer-var-mediator-2", offices.mediator, "var", "var", True
    yield "officer-var-untrained", offices.mediator, "var", "var", False
    yield "officer-syfr-mediator", offices.mediator, "syfr", "syfr", True
    yield "officer-independent-1", offices.investigator, "review-associates", "review-associates", False
    for org in (*PUBLIC, "var"):
        yield f"officer-{org}-chief", offices.executive, org, org, False
        yield f"officer-{org}-lead", offices.lead, org, org, False
        yield f"officer-{org}-learning", offices.learning, org, org, False
    for org in (*PUBLIC, *VCS):
        yield f"officer-{org}-representative", "representative", org, org, False


def _contracts(pack: Pack, offices: SampleOffices) -> Iterator[Contract]:
    yield PackPublished(
        pack_id=pack.id,
        version=pack.version,
        sha256=pack.sha256,
        status=pack.status,
        content=pack.to_data(),
    )
    for org, name, sector, kind in _organisations(pack):
        contact = Sealed("contact", org, contact_of(org))
        yield OrganisationRegistered(org=org, name=name, sector=sector, kind=kind, contact=contact)
        if sector != "private":
            yield OrganisationSignedUp(org=org, compact=pack.id, signed_on=SINCE)
    for officer, office, org, employer, trained in _roles(offices):
        training = {"mediation": TRAINED} if trained else {}
        yield RoleAssigned(
            officer=officer, office=office, org=org, employer_org=employer, starts_on=SINCE, training=training
        )


def _commands(pack: Pack, offices: SampleOffices) -> Iterator[tuple[str, dict[str, Any]]]:
    """(command of directory, body), for the administrator of the installation to give."""
    yield "PublishPack", {"content": pack.to_data()}
    for org, name, sector, kind in _organisations(pack):
        contact = contact_of(org)
        yield (
            "RegisterOrganisation",
            {"org": org, "name": name, "sector": sector, "kind": kind, "contact": contact},
        )
        if sector != "private":
            yield "SignUpOrganisation", {"org": org, "compact": pack.id, "signed_on": SINCE.isoformat()}
    for officer, office, org, employer, trained in _roles(offices):
        body: dict[str, Any] = {"officer": officer, "office": office, "org": org, "employer_org": employer}
        training = {"mediation": TRAINED.isoformat()} if trained else {}
        yield "AssignRole", {**body, "starts_on": SINCE.isoformat(), "training": training}


def contact_of(org: str) -> str:
    """The e-mail address of the sample's organisation; `.example` belongs to nobody."""
    return f"compact@{org.replace('_', '-')}.example"
