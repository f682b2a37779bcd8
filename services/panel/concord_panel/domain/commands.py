"""What may be asked of panel. Each says who may ask."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from concord_shared.deadlines.clocks import EXTENSION_COMMANDS

ID = Field(min_length=1, max_length=120)
Words = Annotated[str, StringConstraints(min_length=1, max_length=5_000)]
# Sealed and passed on, a text grows by a third; a character may take four bytes; a message holds 1 MB.
LONGEST = 100_000
Item = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]


def _within_bounds(parts: dict[str, str]) -> dict[str, str]:
    if sum(len(text) for text in parts.values()) > LONGEST:
        raise ValueError(f"all parts together may have {LONGEST:,} characters")
    return parts


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ActionWanted(BaseModel):
    """What one party is asked to do, and by when."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    for_org: str = ID
    what: Words
    by: date | None = None


class AppointInvestigator(Asked):
    """An office that the Compact lets appoint: names the officer who is to investigate. Once the period has run out,
    this also replaces an investigator in office."""

    officer: str = ID


class StandDownInvestigator(Asked):
    """The investigator, or an office that may appoint one."""

    reason: str | None = Field(None, max_length=5_000)


class SubmitStatement(Asked):
    """The party that asked for the stage: its written statement, one text for each part that the Compact asks for. It
    is logged even if parts are missing; they can be put in later."""

    parts: dict[Annotated[str, StringConstraints(max_length=120)], str] = Field(max_length=20)

    @field_validator("parts")
    @classmethod
    def _not_too_long(cls, parts: dict[str, str]) -> dict[str, str]:
        return _within_bounds(parts)


class SubmitEvidence(Asked):
    """A party, or the investigator. What comes from mediation stays there but for items that every party released."""

    text: Text
    holder: str | None = Field(None, max_length=120, description="Organisation that holds it; the own one if left out")
    in_confidence: bool = False
    foi_mark: bool = Field(False, description="The holder is subject to the Freedom of Information Act")
    from_mediation: bool = Field(False, description="True where it was said or written in mediation")
    items: tuple[Item, ...] = Field((), max_length=20, description="Released items of the mediation that it tells")


class SubmitReport(Asked):
    """The investigator: the report, one text for each part that the Compact asks for."""

    parts: dict[Annotated[str, StringConstraints(max_length=120)], str] = Field(max_length=20)
    prior_recommendations: Literal["disclosed", "none", "none_disclosed"]
    from_mediation: bool = Field(False, description="True where it tells what was said or written in mediation")
    items: tuple[Item, ...] = Field((), max_length=20, description="Released items of the mediation that it tells")

    @field_validator("parts")
    @classmethod
    def _not_too_long(cls, parts: dict[str, str]) -> dict[str, str]:
        return _within_bounds(parts)


class DelegateReview(Asked):
    """The body that reviews: hands this one case to the group that the Compact names for it, or to some of it. Before
    the review it may do so too, where that group may appoint the investigator."""

    to_group: str | None = Field(None, max_length=120)
    members: tuple[str, ...] | None = Field(None, max_length=60, description="Officers; the whole group if left out")
    terms: str | None = Field(None, max_length=5_000)


class ConveneReview(Asked):
    """The body that reviews, or whom the Compact lets convene: all its members, or the officers named. Those with a
    part in the case are left out."""

    members: tuple[str, ...] | None = Field(None, max_length=60)
    chair: str | None = Field(None, max_length=120, description="Officer who chairs; else who convenes, if a member")


class HearParty(Asked):
    """The chair: a party was heard, or declined to be."""

    party: str = ID
    held_on: date
    means: Literal["meeting", "call", "in_writing"] = "meeting"
    declined: bool = False


class ReferReportBack(Asked):
    """The chair, as often as the Compact allows, with a reason: the report goes back to the investigator."""

    why: str = Field(max_length=5_000)


class RecordFindings(Asked):
    """The chair: the answers to the Compact's questions, `fair_hearing` for each party, `answers` to any others."""

    is_breach: Literal["yes", "partly", "no", "undetermined"] | None = None
    commitments: tuple[str, ...] = Field((), max_length=60)
    fair_hearing: dict[str, bool] = Field({}, max_length=20)
    prior_recommendations_reasonable: Literal["yes", "no", "none"] | None = None
    answers: dict[str, Words] = Field({}, max_length=20)


class MakeRecommendation(Asked):
    """The chair: what the group recommends to every party. It binds nobody."""

    text: Text
    kind: str | None = Field(None, max_length=60, description="Only where the Compact knows several kinds")
    actions: tuple[ActionWanted, ...] = Field((), max_length=60)
    binding: bool = False


class RespondToRecommendation(Asked):
    """Each party, for itself. `takes_up` names parties whose proposed changes are accepted as well."""

    response: Literal["accept", "accept_with_changes", "reject"]
    reason: str | None = Field(None, max_length=20_000)
    takes_up: tuple[str, ...] = Field((), max_length=20)


COMMANDS: tuple[type[BaseModel], ...] = (
    AppointInvestigator,
    StandDownInvestigator,
    SubmitStatement,
    SubmitEvidence,
    SubmitReport,
    DelegateReview,
    ConveneReview,
    HearParty,
    ReferReportBack,
    RecordFindings,
    MakeRecommendation,
    RespondToRecommendation,
    *EXTENSION_COMMANDS,
)
