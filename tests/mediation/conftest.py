"""A mediation between Green Doorstep and the Fire and Rescue Service, on paper, with the real Rotherham pack."""

from datetime import date

import pytest

from concord_mediation.main import service
from concord_shared.contracts.base import Party
from concord_shared.contracts.intake import StageOpened
from concord_shared.envelope import Actor
from concord_shared.packs.loading import builtin, load
from concord_shared.testing.directory_sample import rotherham_sample, told_by_directory
from concord_shared.testing.paper_desk import Came, PaperDesk

OPENED = date(2027, 3, 15)
TERMS = "Invoices are paid within thirty days."


class CaseOnPaper(PaperDesk):
    """Everything is done in one case; `raiser` and `respondent` are its parties."""

    case = "ROT-7K3M-9QX"
    raiser, respondent = "green-doorstep", "syfr"
    mediator = "officer-var-mediator"

    @property
    def orgs(self) -> tuple[str, str]:
        return self.raiser, self.respondent

    def opened(self, on=OPENED, stage="mediation", kind="facilitated", orgs=None, asked=None, offices=()) -> Came:
        sides = zip(orgs or self.orgs, ("raising", "responding", "responding"), strict=False)
        contract = StageOpened(
            stage_id=stage,
            stage_type=kind,
            label="",
            caused_by="FormalResolutionInvoked",
            parties=tuple(Party(org=org, side=side) for org, side in sides),
            pack_version=self.in_force.version,
            accepted_on=date(2027, 2, 1),
            asked=asked,
            offices_held=offices,
        )
        return self.hear("intake", contract, self.case, on)

    def by(self, org, name, on=None, office="representative", officer=None, **body) -> Came:
        return self.do(name, Actor(organisation=org, office=office, officer=officer), self.case, on, **body)

    def consented(self, on=None) -> "CaseOnPaper":
        for org in self.orgs:
            self.by(org, "ConsentToMediation", on).accepted()
        return self

    def appoint(self, officer=mediator, on=None, org="syp", office="ceo_group") -> Came:
        appointer = Actor(organisation=org, office=office)
        return self.do("AppointMediator", appointer, self.case, on, officer=officer)

    def by_mediator(self, name, on=None, officer=mediator, **body) -> Came:
        return self.by("var", name, on, "mediator", officer, **body)

    def directory_tells(self, contract, on=None) -> Came:
        """Our copy of the directory takes it in, and the service hears it."""
        self.directory.hear(told_by_directory(self.directory.position + 1, contract, on or self.today))
        return self.hear("directory", contract, None, on)

    def knows(self, *contracts) -> "CaseOnPaper":
        """The directory held these before anything happened in the case."""
        for contract in contracts:
            self.directory.hear(told_by_directory(self.directory.position + 1, contract))
        return self

    def working(self) -> "CaseOnPaper":
        """Everybody agreed, a mediator is in office and has held a session."""
        self.consented()
        self.appoint().accepted()
        self.by_mediator("RecordSession", held_on=self.today).accepted()
        return self

    def with_terms(self) -> "CaseOnPaper":
        self.working().by_mediator("RecordTerms", text=TERMS).accepted()
        return self


@pytest.fixture(scope="session")
def pack():
    return load(builtin()["rotherham"])


@pytest.fixture
def untouched(pack):
    return CaseOnPaper(service(), pack, rotherham_sample(pack).copy, OPENED)


@pytest.fixture
def case(untouched):
    """The stage is open, nothing else has happened."""
    untouched.opened().accepted()
    return untouched
