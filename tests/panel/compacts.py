"""The three other Compacts on paper: six organisations, each with a seat in the body from which a panel is drawn."""

from datetime import date

from concord_panel.main import service
from concord_shared.contracts.base import Asked
from concord_shared.contracts.directory import OrganisationRegistered, PackPublished, RoleAssigned
from concord_shared.contracts.intake import FirstContactRecorded
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.loading import builtin, load

from .conftest import CaseOnPaper

SECTORS = {
    "council": "public",
    "police": "public",
    "fire": "public",
    "group": "vcs",
    "charity": "vcs",
    "firm": "private",
}
TODAY = date(2027, 2, 1)
BODIES = {"darlington": "steering_group", "derbyshire": "partner_group", "staffordshire": "working_group"}
CONVENERS = {"darlington": "lead_body", "derbyshire": "coordinator", "staffordshire": "working_group"}


def role(org, office, officer=None, employer=None):
    named = officer or f"{org}-{office}"
    return RoleAssigned(officer=named, office=office, org=org, employer_org=employer or org, starts_on=date(2020, 1, 1))


def directory(pack, *roles):
    copy = DirectoryCopy()
    published = {"version": pack.version, "sha256": pack.sha256, "status": pack.status}
    copy.apply(PackPublished(pack_id=pack.id, content=pack.to_data(), **published))
    for org, sector in SECTORS.items():
        copy.apply(OrganisationRegistered(org=org, name=org, sector=sector, kind="any"))
    for org, office in roles:
        copy.apply(role(org, office))
    return copy


class Elsewhere(CaseOnPaper):
    """A case between a group and the council; `convener` is who may bring a panel together."""

    raiser, respondent = "group", "council"
    body = convener_office = ""
    convener = "charity"

    @property
    def review(self):
        return next(stage for stage in self.in_force.stages if stage.type == "panel_review")

    @property
    def kinds(self):
        return {"kind": "solution_offered"} if self.in_force.id == "staffordshire" else {}

    def begin(self, on=TODAY, asked_by=None, **more):
        asked = Asked(by_party=asked_by) if asked_by else None
        return self.opened(self.review.id, on, kind="panel_review", asked=asked, **more)

    def contacted(self, on):
        contact = FirstContactRecorded(body=self.body, by_party=self.raiser)
        return self.hear("intake", contact, self.case, on)

    def named(self, *orgs):
        return [f"{org}-{self.body}" for org in orgs]

    def convene(self, *orgs, on=None, org=None, office=None, **body):
        members = self.named(*orgs) if orgs else None
        if "police" in orgs:
            body = {"chair": self.named("police")[0], **body}
        return self.by(
            org or self.convener, "ConveneReview", on, office or self.convener_office, members=members, **body
        )

    def chair(self, name, on=None, **body):
        return self.by("police", name, on, self.body, **body)

    def all_heard(self, on=None):
        for org in self.orgs:
            self.chair("HearParty", on, party=org, held_on=on or self.today).accepted()
        return self

    def answers_open(self, on=None):
        """Convened, heard, recommended; the letters have come."""
        self.convene("police", "charity", "fire", on=on).accepted()
        self.all_heard(on).chair("MakeRecommendation", on, text="Talk again in May.", **self.kinds).accepted()
        self.closed(self.review.id, "recommended", on)
        self.opened("responses", on, kind="response")
        for org in self.orgs:
            self.delivered(org, on)
        return self


def before(compact, on=TODAY) -> Elsewhere:
    """Nothing has happened in the case yet."""
    pack = load(builtin()[compact])
    body, office = BODIES[compact], CONVENERS[compact]
    seats = [(org, body) for org in SECTORS]
    extra = [] if (Elsewhere.convener, office) in seats else [(Elsewhere.convener, office)]
    case = Elsewhere(service(), pack, directory(pack, *seats, *extra), on)
    case.body, case.convener_office = body, office
    return case
