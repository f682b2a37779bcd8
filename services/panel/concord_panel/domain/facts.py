"""What happened in an investigation, a review and the answers. Texts are sealed; decisions stand in the clear."""

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from concord_panel.domain import facts_of_changes as changes
from concord_shared.contracts.base import Asked, Citation, OfficeHeld, Party
from concord_shared.contracts.panel import Findings, MadeBy, Member
from concord_shared.deadlines import facts as clock
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class PanelStageOpened(Fact):
    """Intake opened a stage of ours: from now on this service may act. `deliver_by` is the day by which a letter
    that starts a period in it should have arrived."""

    stored_name: ClassVar[str] = "panel.stage-opened.v1"
    stage_id: str
    stage_type: str
    parties: tuple[Party, ...]
    cited: tuple[Citation, ...] = ()
    offices_held: tuple[OfficeHeld, ...] = ()
    pack_version: str
    accepted_on: date | None = None
    first_time: bool = True
    deliver_by: date | None = None
    asked: Asked | None = None


class PanelStageEnded(Fact):
    """The stage, or the case, ended from outside before a result of ours. `stage_id` is None between two stages."""

    stored_name: ClassVar[str] = "panel.stage-ended.v1"
    stage_id: str | None = None
    why: str


class InvestigatorAppointed(Fact):
    stored_name: ClassVar[str] = "panel.investigator-appointed.v1"
    investigator_ref: str
    investigator_org: str
    appointed_by: str
    checks: tuple[str, ...] = ()
    directory_position: int


class AppointmentRejected(Fact):
    stored_name: ClassVar[str] = "panel.appointment-rejected.v1"
    office: str
    rule: str
    why: str
    proposed_by: str
    candidate_org: str


class InvestigatorStoodDown(Fact):
    """`why` is own_wish, by_appointer, replaced, conflict or stage_ended; `reason` are the words given for it."""

    stored_name: ClassVar[str] = "panel.investigator-stood-down.v1"
    investigator_ref: str
    investigator_org: str
    why: str
    reason: Sealed | None = None
    replaced: bool = False


class EvidenceSubmitted(Fact):
    """`items` are those that it quotes from the mediation, each released by every party."""

    stored_name: ClassVar[str] = "panel.evidence-submitted.v1"
    evidence_id: str
    by: str
    holder: str
    in_confidence: bool
    foi_mark: bool
    sha256: str
    text: Sealed
    items: tuple[str, ...] = ()


class StatementLogged(Fact):
    """`statement` is the JSON object of the parts submitted now; `parts_present` and `missing` count earlier ones."""

    stored_name: ClassVar[str] = "panel.statement-logged.v1"
    stage_id: str
    parts_present: tuple[str, ...]
    missing: tuple[str, ...] = ()
    by_party: str
    statement: Sealed


class PartyHeard(Fact):
    stored_name: ClassVar[str] = "panel.party-heard.v1"
    party: str
    held_on: date
    means: str
    declined: bool


class InvestigationReportSubmitted(Fact):
    """`report` is the JSON object of the parts; `next_meeting_on` what the calendar said on that day."""

    stored_name: ClassVar[str] = "panel.investigation-report-submitted.v1"
    stage_id: str
    report: Sealed
    parts_present: tuple[str, ...]
    prior_recommendations: str
    next_meeting_on: date | None = None
    items: tuple[str, ...] = ()


class ReviewDelegated(Fact):
    """For this case alone: to the whole group, or to those `members` of it."""

    stored_name: ClassVar[str] = "panel.review-delegated.v1"
    from_body: str
    to_group: str
    members: tuple[Member, ...] = ()
    terms: Sealed | None = None


class ReviewGroupConvened(Fact):
    stored_name: ClassVar[str] = "panel.review-group-convened.v1"
    body: str
    kind: str
    members: tuple[Member, ...]
    chair_ref: str
    chair_office: str
    quorum: int
    directory_position: int


class PanelMemberExcluded(Fact):
    """`member_ref` is set where somebody leaves a group that was convened; `quorum_left` is then False where too few
    remain: the group has to be convened anew before it decides."""

    stored_name: ClassVar[str] = "panel.member-excluded.v1"
    org: str
    rule: str
    why: str
    member_ref: str | None = None
    quorum_left: bool | None = None


class ReviewerRefused(Fact):
    """Somebody who is left out of the review tried to act in it: `what` is the command."""

    stored_name: ClassVar[str] = "panel.reviewer-refused.v1"
    org: str
    office: str
    what: str
    rule: str


class ReportReferredBack(Fact):
    stored_name: ClassVar[str] = "panel.report-referred-back.v1"
    stage_id: str
    why: Sealed
    return_by: date | None = None


class ReviewFindingsRecorded(Fact):
    """`answers`, a JSON object, are those to questions of the Compact without a field of their own."""

    stored_name: ClassVar[str] = "panel.review-findings-recorded.v1"
    findings: Findings
    answers: Sealed | None = None


class ActionFor(BaseModel):
    """One of the actions asked for; what it is stands sealed, at the same place in `action_texts`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    for_org: str
    by: date | None = None


class PanelRecommendation(Fact):
    stored_name: ClassVar[str] = "panel.recommendation.v1"
    stage_id: str
    recommendation_id: str
    kind: str
    findings: Findings | None = None
    resolution: Sealed
    actions: tuple[ActionFor, ...] = ()
    action_texts: tuple[Sealed, ...] = ()
    addressed_to: tuple[str, ...]
    made_by: MadeBy
    binding: bool = False
    made_on: date


class AnswersCounted(Fact):
    """The last answer period is over where the Compact waits for it: `outcome` is what the answers come to."""

    stored_name: ClassVar[str] = "panel.answers-counted.v1"
    stage_id: str
    outcome: str


class RecommendationResponseRecorded(Fact):
    """`response` is accept, accept_with_changes, reject, silent where the period ended without an answer, or left where
    the party left the case; `outcome` is what the answers come to, once they decide it; `takes_up` names parties whose
    changes are accepted. `counts_on` is the day on which they are counted, where all have answered and the Compact
    waits for the end of the last period."""

    stored_name: ClassVar[str] = "panel.recommendation-response-recorded.v1"
    stage_id: str
    party: str
    response: str
    takes_up: tuple[str, ...] = ()
    reason: Sealed | None = None
    outcome: str | None = None
    counts_on: date | None = None


OWN: tuple[type[Fact], ...] = (
    PanelStageOpened,
    PanelStageEnded,
    InvestigatorAppointed,
    AppointmentRejected,
    InvestigatorStoodDown,
    EvidenceSubmitted,
    StatementLogged,
    PartyHeard,
    InvestigationReportSubmitted,
    ReviewDelegated,
    ReviewGroupConvened,
    PanelMemberExcluded,
    ReviewerRefused,
    ReportReferredBack,
    ReviewFindingsRecorded,
    PanelRecommendation,
    RecommendationResponseRecorded,
    AnswersCounted,
)
FACTS: tuple[type[Fact], ...] = (*OWN, *changes.FACTS, *clock.FACTS)
