"""A case between Green Doorstep and Rotherham Council before panel, on paper, with the real Rotherham pack."""

from datetime import UTC, date, datetime

import pytest

from concord_panel.main import service
from concord_shared.contracts.base import Party
from concord_shared.contracts.intake import StageClosed, StageOpened
from concord_shared.contracts.notify import NoticeDelivered, Recipient
from concord_shared.envelope import Actor
from concord_shared.packs.loading import builtin, load
from concord_shared.testing.directory_sample import rotherham_sample, told_by_directory
from concord_shared.testing.paper_desk import Came, PaperDesk

INVESTIGATION, REVIEW, RESPONSES = "investigation", "review", "responses"
TYPES = {INVESTIGATION: "investigation", REVIEW: "panel_review", RESPONSES: "response"}
OPENED = date(2027, 3, 18)
PARTS = ("issues", "compact_breach_detail", "process_to_date", "recommendations_to_date")


class CaseOnPaper(PaperDesk):
    """Everything is done in one case; `raiser` and `respondent` are its parties."""

    case = "ROT-7K3M-9QX"
    raiser, respondent = "green-doorstep", "rmbc"
    parties: tuple[str, ...] = ()
    investigator = "officer-independent-1"

    @property
    def orgs(self) -> tuple[str, ...]:
        return self.parties or (self.raiser, self.respondent)

    @property
    def now_known(self):
        return self.load(f"panel-{self.case}")

    def opened(
        self, stage, on=None, orgs=None, first_time=True, offices_held=(), kind=None, asked=None, sectors=()
    ) -> Came:
        sides = zip(orgs or self.orgs, ("raising", "responding", "responding", "responding"), strict=False)
        contract = StageOpened(
            stage_id=stage,
            stage_type=kind or TYPES[stage],
            label="",
            caused_by="MediationFailed",
            parties=tuple(Party(org=org, side=side, sector=dict(sectors).get(org)) for org, side in sides),
            offices_held=offices_held,
            pack_version=self.in_force.version,
            accepted_on=date(2027, 2, 1),
            first_time=first_time,
            asked=asked,
        )
        return self.hear("intake", contract, self.case, on)

    def closed(self, stage, outcome="done", on=None) -> Came:
        return self.hear("intake", StageClosed(stage_id=stage, outcome=outcome), self.case, on)

    def by(self, org, name, on=None, office="representative", officer=None, **body) -> Came:
        return self.do(name, Actor(organisation=org, office=office, officer=officer), self.case, on, **body)

    def chief(self, name, on=None, org="syp", **body) -> Came:
        return self.by(org, name, on, "ceo_group", **body)

    def learn(self, contract) -> Came:
        """The directory tells it: in the copy first, then as news."""
        self.directory.hear(told_by_directory(self.directory.position + 1, contract))
        return self.hear("directory", contract)

    def appoint(self, officer=investigator, on=None, org="syp", office="ceo_group") -> Came:
        appointer = Actor(organisation=org, office=office)
        return self.do("AppointInvestigator", appointer, self.case, on, officer=officer)

    def report(self, on=None, officer=investigator, parts=None, **body) -> Came:
        texts = parts if parts is not None else {part: f"About {part}." for part in PARTS}
        body = {"prior_recommendations": "none", **body, "parts": texts}
        return self.by("review-associates", "SubmitReport", on, "investigator", officer, **body)

    def reported(self, on=None) -> "CaseOnPaper":
        self.appoint().accepted()
        self.report(on).accepted()
        self.closed(INVESTIGATION, "report_submitted", on)
        self.opened(REVIEW, on)
        return self

    def findings(self, on=None, org="syp", **body) -> Came:
        heard = dict.fromkeys(self.orgs, True)
        whole = {"is_breach": "partly", "fair_hearing": heard, "prior_recommendations_reasonable": "none"}
        return self.chief("RecordFindings", on, org, **{**whole, **body})

    def convened(self, on=None) -> "CaseOnPaper":
        self.reported(on)
        self.chief("ConveneReview", on).accepted()
        return self

    def recommend(self, on=None, org="syp", **body) -> Came:
        return self.chief("MakeRecommendation", on, org, **{"text": "Agree a date for answers.", **body})

    def recommended(self, on=None, **body) -> "CaseOnPaper":
        self.convened(on).findings(on).accepted()
        self.recommend(on, **body).accepted()
        self.closed(REVIEW, "recommended", on)
        self.opened(RESPONSES, on)
        return self

    def delivered(self, org, on=None, notice="recommendation") -> Came:
        day = on or self.today
        contract = NoticeDelivered(
            notice_id=f"n-{org}",
            notice_type=notice,
            to=Recipient(office="representative", org=org),
            at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
            attempt=1,
        )
        return self.hear("notify", contract, self.case, on)

    def answer(self, org, response, on=None, **body) -> Came:
        if response != "accept":
            body = {"reason": "It does not fit our funding.", **body}
        return self.by(org, "RespondToRecommendation", on, response=response, **body)


@pytest.fixture(scope="session")
def pack():
    return load(builtin()["rotherham"])


@pytest.fixture
def untouched(pack):
    return CaseOnPaper(service(), pack, rotherham_sample(pack).copy, OPENED)


@pytest.fixture
def case(untouched):
    """The investigation is open, nothing else has happened."""
    untouched.opened(INVESTIGATION, OPENED).accepted()
    return untouched
