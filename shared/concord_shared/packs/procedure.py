"""What a pack says of the way through: triage, stages and their exits."""

from typing import Literal

from pydantic import Field

from concord_shared.packs.deadline_rule import DeadlineRule
from concord_shared.packs.ruled import Ruled
from concord_shared.packs.vocabulary import ConflictRule, RouteEffect, Sector, StageType


class Requires(Ruled):
    confirmations: Literal["all_parties", "any_party"] | None = None
    statements: tuple[str, ...] = ()


class Exit(Ruled):
    """Where an outcome leads: `to` a stage or waiting id, or `close` for a reason."""

    outcome: str
    to: str | None = None
    close: str | None = None
    when: str | None = None
    event: str | None = None
    requires: Requires | None = None
    on_missing: Literal["stay"] | None = None
    automatic: bool = False
    times: int | None = None
    also: str | None = None


class AnyStageExit(Ruled):
    """A way out of every stage: an outcome that closes, or an outside route with its effect."""

    id: str
    outcome: str | None = None
    close: str | None = None
    effect: RouteEffect | None = None
    by: str | None = None
    needs: str | None = None
    leave_needed: bool | None = None
    condition: str | None = None


class Waiting(Ruled):
    """A place where an accepted concern waits before its first stage."""

    id: str
    exits: tuple[Exit, ...]


class Triage(Ruled):
    by: str
    advice_effect: Literal["gate", "form_check"]
    conflict: tuple[ConflictRule, ...] = ()
    waivable: tuple[ConflictRule, ...] = ()
    fallback_when_conflicted: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    exits: tuple[Exit, ...]
    waiting: tuple[Waiting, ...] = ()


class Entry(Ruled):
    on: str


class Consent(Ruled):
    required: Literal["all_parties", "none"]
    refusal_by: str | None = None
    refusal_outcome: str | None = None
    answer_deadline: str | None = None
    silence: str | None = None


class Seat(Ruled):
    area: str
    sector: Sector


class Office(Ruled):
    """Who is appointed in a stage, by whom, and under which conflict rules."""

    name: str
    appointers: tuple[str, ...] = ()
    trained: str | None = None
    preferred_from: str | None = None
    preferred_when: str | None = None
    conflict: tuple[ConflictRule, ...] = ()
    waivable: tuple[ConflictRule, ...] = ()
    appoint_deadline: str | None = None
    seats: tuple[Seat, ...] = ()
    pick: str | None = None


class Group(Ruled):
    """Who reviews together."""

    kind: str
    body: str
    drawn_from: str | None = None
    convened_by: str | None = None
    convener_fallback: str | None = None
    may_delegate_to: str | None = None
    excluded: str | None = None
    also_excluded: tuple[str, ...] = ()
    size: int | None = None
    quorum: int | None = None
    sectors_needed: tuple[Sector, ...] = ()
    sectors_needed_at_least: int | None = None
    conflict: tuple[ConflictRule, ...] = ()
    waivable: tuple[ConflictRule, ...] = ()
    independence_source: str | None = None


class Report(Ruled):
    parts: tuple[str, ...]
    copies_to: tuple[str, ...] = ()


class Statement(Ruled):
    parts: tuple[str, ...]
    logged: bool = False
    incomplete: str | None = None


class StageRequires(Ruled):
    commitment_named: bool = False


class Stage(Ruled):
    id: str
    order: int
    sub: str | None = None
    type: StageType
    label: str
    entry: Entry
    sub_states: tuple[str, ...] = ()
    third_party_allowed: bool | None = None
    actors: tuple[str, ...] = ()
    requires: StageRequires | None = None
    parallel_allowed: tuple[str, ...] = ()
    parallel_source: str | None = None
    consent: Consent | None = None
    office: Office | None = None
    group: Group | None = None
    report: Report | None = None
    statement: Statement | None = None
    conflict: tuple[ConflictRule, ...] = ()
    waivable: tuple[ConflictRule, ...] = ()
    confidential: bool = False
    outcome_owned_by: str | None = None
    questions: tuple[str, ...] = ()
    output: str | None = None
    addressed_to: str | None = None
    binding: bool | None = None
    bodies: tuple[str, ...] = ()
    expectation: str | None = None
    availability: str | None = None
    hears: str | None = None
    no_winner_or_loser: bool = False
    no_winner_source: str | None = None
    support_by: str | None = None
    guards: tuple[str, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    exits: tuple[Exit, ...]


class Exclusion(Ruled):
    id: str
    text: str
    signpost: str


class ReferralIn(Ruled):
    from_: str = Field(alias="from")
    allowed: bool


class Example(Ruled):
    text: str


class Scope(Ruled):
    who_may_raise: str
    time_bar: str | None = None
    must_cite: str
    exclusions: tuple[Exclusion, ...] = ()
    in_scope_examples: tuple[Example, ...] = ()
    referral_in: ReferralIn | None = None
    party_must_be: str
    cross_sector_required: bool = False


class AfterClosing(Ruled):
    deadlines: tuple[DeadlineRule, ...] = ()


class ExternalRouteEffect(Ruled):
    default: RouteEffect
    pause_when: tuple[str, ...] = ()
    resume_on: tuple[str, ...] = ()


class Procedure(Ruled):
    title: str
    scope: Scope
    triage: Triage
    first_stage: str
    closing_reasons: tuple[str, ...]
    stages: tuple[Stage, ...] = Field(min_length=1)
    after_closing: AfterClosing = AfterClosing()
    exits_any_stage: tuple[AnyStageExit, ...] = ()
    external_route_effect: ExternalRouteEffect
