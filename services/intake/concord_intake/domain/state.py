"""What intake needs to know of a case to decide, and how each fact changes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from concord_intake.domain import facts
from concord_shared.contracts.base import Citation, OfficeHeld, Party
from concord_shared.deadlines.clocks import Clocks, evolve_clocks
from concord_shared.deadlines.facts import DeadlineFact
from concord_shared.facts import Fact

NOT_RAISED = "not_raised"
RECEIVED = "received"
AWAITING = "awaiting_information"
WAITING = "waiting"
OPEN = "open"
SIGNPOSTED = "signposted"
CLOSED = "closed"
PREFIX = "case-"


@dataclass(frozen=True)
class Raised:
    """How the concern came in: who raised it and whom it is about, by organisation; no person."""

    on: date
    kind: str
    org: str | None
    represents: tuple[str, ...]
    respondents: tuple[str, ...]
    can_be_reached: bool

    @property
    def side(self) -> tuple[str, ...]:
        """The organisations that the concern comes from: those represented, else the raiser's own."""
        if self.kind == "anonymous":
            return ()
        return self.represents or ((self.org,) if self.org else ())


@dataclass(frozen=True)
class OpenStage:
    id: str
    type: str
    opened_on: date


@dataclass(frozen=True)
class Settlement:
    ref: str
    confirmed: tuple[str, ...]


@dataclass(frozen=True)
class Attempt:
    by_party: str
    by_office: str


@dataclass(frozen=True)
class Case:
    """`phase` is one of the words above; `waiting` the pack's id of the place where an accepted concern waits."""

    id: str
    phase: str = NOT_RAISED
    raised: Raised | None = None
    pack_id: str = ""
    pack_version: str = ""
    acknowledged: bool = False
    cited: tuple[Citation, ...] = ()
    accepted_on: date | None = None
    raising: tuple[str, ...] = ()
    responding: tuple[str, ...] = ()
    waiting: str | None = None
    parties: tuple[Party, ...] = ()
    stage: OpenStage | None = None
    opened: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    confirmed: tuple[str, ...] = ()
    settlement: Settlement | None = None
    withdrawing: tuple[str, ...] = ()
    adviser: OfficeHeld | None = None
    closed_for: str | None = None
    clocks: Clocks = field(default_factory=dict)

    @property
    def orgs(self) -> tuple[str, ...]:
        return tuple(party.org for party in self.parties)

    @property
    def stage_id(self) -> str | None:
        return self.stage.id if self.stage else None

    @property
    def known_as(self) -> str:
        """The state by the name that packs use for it."""
        return self.waiting or self.phase if self.phase == WAITING else self.phase

    def side_of(self, org: str) -> str | None:
        return next((party.side for party in self.parties if party.org == org), None)


def start(stream: str) -> Case:
    return Case(id=stream.removeprefix(PREFIX))


def evolve(state: Case, fact: Fact, on: date) -> Case:
    """The case after `fact`. Facts that decide nothing later leave it as it was."""
    if isinstance(fact, DeadlineFact):
        return replace(state, clocks=evolve_clocks(state.clocks, fact, on))
    change = _CHANGES.get(type(fact))
    return state if change is None else change(state, fact, on)


def _raised(state: Case, fact: facts.ConcernRaised, on: date) -> Case:
    can_be_reached = fact.reach is not None
    raised = Raised(on, fact.raiser_kind, fact.raiser_org, fact.represents, fact.respondent_orgs, can_be_reached)
    return replace(
        state,
        phase=RECEIVED,
        raised=raised,
        pack_id=fact.pack_id,
        pack_version=fact.pack_version,
        cited=fact.cited,
        responding=fact.respondent_orgs,
    )
