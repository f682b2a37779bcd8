"""What happens to a case at any stage, beside its way through them (handbook 2.0, 8.2)."""

from typing import ClassVar

from concord_shared.contracts.base import OfficeHeld
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed

WAITING = "waiting"


class SecondLookRequested(Fact):
    """`office` looks again; `first_office` and `first_officer` gave the advice that is looked at."""

    stored_name: ClassVar[str] = "intake.second-look-requested.v1"
    ground: Sealed
    office: str
    first_office: str
    first_officer: str | None = None


class PartyLeft(Fact):
    stored_name: ClassVar[str] = "intake.party-left.v1"
    org: str
    side: str
    why: str
    reason: Sealed | None = None


class ExternalRemedyRecorded(Fact):
    """`effect` is the pack's: record, pause or parallel; or waiting, where the procedure that sent the concern over
    waits for this one."""

    stored_name: ClassVar[str] = "intake.external-remedy-recorded.v1"
    kind: str
    by_party: str
    effect: str
    detail: Sealed | None = None


class SuspensionProposed(Fact):
    """The own agreement of `party`; no party where the coordinator proposes."""

    stored_name: ClassVar[str] = "intake.suspension-proposed.v1"
    party: str | None = None
    reason: Sealed | None = None


class SuspensionAgreed(Fact):
    stored_name: ClassVar[str] = "intake.suspension-agreed.v1"
    party: str


class CaseSuspended(Fact):
    """`why` is all_agree, outside_body_asks or outside_route."""

    stored_name: ClassVar[str] = "intake.case-suspended.v1"
    stage_id: str | None = None
    agreed_by: tuple[str, ...] = ()
    why: str
    reason: Sealed | None = None


class CaseResumed(Fact):
    """`why` is outcome_reported or asked_by_party."""

    stored_name: ClassVar[str] = "intake.case-resumed.v1"
    stage_id: str | None = None
    why: str
    reason: Sealed | None = None


class SupportRequested(Fact):
    """`detail` may say something of a person's health: sealed under an id of its own (`person_ref`)."""

    stored_name: ClassVar[str] = "intake.support-requested.v1"
    kind: str
    by_party: str | None = None
    person_ref: str | None = None
    detail: Sealed | None = None


class CoordinatorObjectedTo(Fact):
    """From here on these officers act no more as coordinator in this case."""

    stored_name: ClassVar[str] = "intake.coordinator-objected-to.v1"
    party: str
    coordinators: tuple[OfficeHeld, ...]
    reason: Sealed | None = None


class SupportProvided(Fact):
    """`detail` is sealed under an id of its own (`person_ref`)."""

    stored_name: ClassVar[str] = "intake.support-provided.v1"
    kind: str
    person_ref: str | None = None
    detail: Sealed | None = None


class SurveyTaken(Fact):
    """That `who` (a party, or ``raiser``) has answered, so that nobody does twice. The answers stand elsewhere, without
    case or person (`SurveyAnswered`)."""

    stored_name: ClassVar[str] = "intake.survey-taken.v1"
    who: str


class LessonRecorded(Fact):
    """`capacity` is party, mediator or reviewer; `about` is process or matter. `lesson_id` says nothing of the case."""

    stored_name: ClassVar[str] = "intake.lesson-recorded.v1"
    lesson_id: str = ""
    text: Sealed
    by_office: str
    capacity: str
    by_party: str | None = None
    kind: str
    about: str
    shareable: bool


LifeFact = (
    SecondLookRequested
    | PartyLeft
    | ExternalRemedyRecorded
    | SuspensionProposed
    | SuspensionAgreed
    | CaseSuspended
    | CaseResumed
    | SupportRequested
    | CoordinatorObjectedTo
    | LessonRecorded
    | SupportProvided
    | SurveyTaken
)
