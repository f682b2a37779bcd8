"""Told by intake of what may happen at any stage: who leaves, waits, asks for help, goes outside or has learnt."""

from typing import Literal

from concord_shared.contracts.base import Contract, OfficeHeld
from concord_shared.sealed import Sealed


class SecondLookRequested(Contract):
    """Row 7: `office` of the triage chain looks again; `ground` is ciphertext under the case's key."""

    office: str
    ground: Sealed


class PartyLeft(Contract):
    """Row 11: `why` is a code (own_wish)."""

    org: str
    side: str
    why: str


CHAMPION = "champion"
"""The kind of support that is asked of a champion, where a Compact has them."""


SupportKind = Literal["adjustment", "translator", "champion"]


class SupportRequested(Contract):
    """Row 12: `kind` is adjustment, translator or champion; what is needed stays with intake."""

    kind: str
    by_party: str | None = None


class SupportProvided(Contract):
    """That support of this `kind` was seen to; neither for whom nor what it was."""

    kind: str


class SurveyAnswered(Contract):
    """From 1 to 5 each, or none: told about no case and nobody (its subject ends in an id of its own)."""

    fair: int | None = None
    clear: int | None = None
    useful: int | None = None


class ExternalRemedyRecorded(Contract):
    """Row 23: `effect` is the pack's word (record, pause or parallel), or waiting: the procedure of `by_party` that
    sent the concern over waits for this one."""

    kind: str
    by_party: str
    effect: str


class SuspensionProposed(Contract):
    """Row 30c: no party where the coordinator proposes it."""

    party: str | None = None


class SuspensionAgreed(Contract):
    party: str


class CaseSuspended(Contract):
    """Row 24: `why` is all_agree, outside_body_asks or outside_route."""

    stage_id: str | None = None
    agreed_by: tuple[str, ...] = ()
    why: str


class CaseResumed(Contract):
    """Row 24: `why` is outcome_reported or asked_by_party."""

    stage_id: str | None = None
    why: str


class CoordinatorObjectedTo(Contract):
    """From here on these officers (opaque ids) act no more as coordinator in this case, in whatever service."""

    party: str
    coordinators: tuple[OfficeHeld, ...]


class LessonRecorded(Contract):
    """Row 31, without its text: `capacity` is party, mediator or reviewer, `about` process or matter."""

    lesson_id: str = ""
    by_office: str
    capacity: str
    by_party: str | None = None
    kind: str
    about: str
    shareable: bool
