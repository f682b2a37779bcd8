"""Told by panel: who investigates and reviews, what was recommended and how it was answered; texts as ciphertext."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from concord_shared.contracts import clock
from concord_shared.contracts.base import Contract
from concord_shared.contracts.mediation import AppointmentRejected
from concord_shared.sealed import Sealed


class Member(BaseModel):
    """A member of a review group; `member_ref` is opaque and stripped on release."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    member_ref: str
    org: str
    sector: str


class InvestigatorAppointed(Contract):
    investigator_ref: str
    investigator_org: str
    appointed_by: str
    directory_position: int


class InvestigationReportSubmitted(Contract):
    stage_id: str
    parts_present: tuple[str, ...]
    prior_recommendations: str
    next_meeting_on: date | None = None


class ReportReferredBack(Contract):
    """Row 49, without its reason: the stage before it opens again."""

    stage_id: str
    return_by: date | None = None


class ReviewGroupConvened(Contract):
    body: str
    kind: str
    members: tuple[Member, ...]
    chair_office: str
    quorum: int
    directory_position: int


class PanelMemberExcluded(Contract):
    org: str
    rule: str
    why: str


class Findings(BaseModel):
    """Answers to the pack's questions; `fair_hearing` is per party."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    is_breach: str
    commitments: tuple[str, ...] = ()
    fair_hearing: dict[str, bool] = {}
    prior_recommendations_reasonable: str


class Action(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")
    for_org: str
    what: str
    by: date | None = None


class MadeBy(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")
    body: str
    member_orgs: tuple[str, ...]
    excluded_orgs: tuple[str, ...]


class PanelRecommendation(Contract):
    """Row 55. It binds nobody (001:661); `resolution` is its text as ciphertext."""

    stage_id: str
    recommendation_id: str
    kind: str
    findings: Findings | None = None
    resolution: Sealed | None = None
    actions: tuple[Action, ...] = ()
    addressed_to: tuple[str, ...]
    made_by: MadeBy
    binding: bool = False
    made_on: date


class RecommendationResponseRecorded(Contract):
    """`outcome` is what the answers so far come to for the stage, once they decide it; else None."""

    stage_id: str
    party: str
    response: str
    outcome: str | None = None


TOLD = (
    InvestigatorAppointed,
    AppointmentRejected,
    InvestigationReportSubmitted,
    ReportReferredBack,
    ReviewGroupConvened,
    PanelMemberExcluded,
    PanelRecommendation,
    RecommendationResponseRecorded,
    *clock.TOLD,
)
