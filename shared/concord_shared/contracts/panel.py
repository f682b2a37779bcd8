"""Told by panel: who investigates and reviews, what was recommended and how it was answered; texts as ciphertext."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from concord_shared.contracts import clock
from concord_shared.contracts.base import Contract
from concord_shared.contracts.mediation import AppointmentRejected
from concord_shared.contracts.offices import OfficeRechecked as OfficeRechecked
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


class InvestigatorStoodDown(Contract):
    """Row 44. `why` is own_wish, by_appointer, replaced, conflict or stage_ended; the words given for it stay with
    panel."""

    investigator_ref: str
    investigator_org: str
    why: str
    replaced: bool = False


class StatementLogged(Contract):
    """Row 45. The written statement of the party that asked for the stage, without its text: which parts are there
    (this and earlier submissions together), and which the Compact asks for besides."""

    stage_id: str
    parts_present: tuple[str, ...]
    missing: tuple[str, ...] = ()
    by_party: str


class PartyHeard(Contract):
    party: str
    held_on: date
    means: str
    declined: bool


class InvestigationReportSubmitted(Contract):
    stage_id: str
    parts_present: tuple[str, ...]
    prior_recommendations: str
    next_meeting_on: date | None = None


class ReportReferredBack(Contract):
    """Row 49: the stage before it opens again. `why` is ciphertext, for the letter about it."""

    stage_id: str
    return_by: date | None = None
    why: Sealed | None = None


class ReviewDelegated(Contract):
    """Row 51, without its terms. `member_orgs` is empty where the whole group was meant."""

    from_body: str
    to_group: str
    member_orgs: tuple[str, ...] = ()


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
    """What one party is asked to do, as ciphertext, and by when."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    for_org: str
    what: Sealed | None = None
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


class AnswerPeriodNotBegun(Contract):
    """The letter (`notice_type`) that starts a party's answer period has not reached it in so many working days: no
    period runs for it, and somebody has to look (8.5)."""

    stage_id: str
    deadline_id: str
    party: str
    notice_type: str
    waiting_since: date
    after_working_days: int


class AnswersCounted(Contract):
    """All answer periods are over where the Compact waits for the last: `outcome` is what the answers come to."""

    stage_id: str
    outcome: str


class RecommendationResponseRecorded(Contract):
    """`outcome` is what the answers so far come to for the stage, once they decide it; else None. `response` is
    ``silent`` where the period ended without one, ``left`` where the party left the case before it answered."""

    stage_id: str
    party: str
    response: str
    outcome: str | None = None


TOLD = (
    InvestigatorAppointed,
    AppointmentRejected,
    InvestigatorStoodDown,
    OfficeRechecked,
    StatementLogged,
    PartyHeard,
    InvestigationReportSubmitted,
    ReportReferredBack,
    ReviewDelegated,
    ReviewGroupConvened,
    PanelMemberExcluded,
    PanelRecommendation,
    AnswerPeriodNotBegun,
    RecommendationResponseRecorded,
    AnswersCounted,
    *clock.TOLD,
)
