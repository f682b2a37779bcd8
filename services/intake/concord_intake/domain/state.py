"""What intake needs to know of a case to decide: no texts, no persons but the adviser's opaque id."""

from dataclasses import dataclass, field
from datetime import date

from concord_intake.domain.bundle_state import Bundle
from concord_shared.contracts.base import Citation, OfficeHeld, Party
from concord_shared.deadlines.clocks import Clocks

NOT_RAISED = "not_raised"
RECEIVED = "received"
AWAITING = "awaiting_information"
WAITING = "waiting"
OPEN = "open"
SIGNPOSTED = "signposted"
CLOSED = "closed"
PREFIX = "case-"
INFORMAL = "informal"


@dataclass(frozen=True)
class Raised:
    """How the concern came in: who raised it and whom it is about, by organisation; no person."""

    on: date
    kind: str
    org: str | None
    represents: tuple[str, ...]
    respondents: tuple[str, ...]
    can_be_reached: bool
    referred_from: str | None = None
    referred_by: str | None = None

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
    took_part: tuple[str, ...] = ()


@dataclass(frozen=True)
class Advised:
    """The office and the officer that gave the first advice."""

    office: str
    officer: str | None


@dataclass(frozen=True)
class Case:
    """`phase` is one of the words above; `waiting` the pack's id of the place where it waits. `suspended` is why it
    is, if so; `pausing` who agrees to a proposal to suspend it. `outside` are parties that went to an outside body,
    `left` those that left; `replaced` are officers who act no more as coordinator. `prompted` are the due days of
    prompts that nobody answered since `active_on`, the last day on which somebody did something. `surveyed` have
    answered the questions after closing. `asked_for` are the pack's own words for what the raiser was asked for,
    `supporters` those who tried on a party's side to settle it."""

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
    advisers: tuple[OfficeHeld, ...] = ()
    advised: Advised | None = None
    second_look: bool = False
    asked_for: tuple[str, ...] = ()
    referred_to: str | None = None
    supporters: tuple[OfficeHeld, ...] = ()
    suspended: str | None = None
    pausing: tuple[str, ...] | None = None
    outside: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    active_on: date | None = None
    prompted: tuple[date, ...] = ()
    bundle: Bundle = field(default_factory=Bundle)
    closed_for: str | None = None
    closed_on: date | None = None
    surveyed: tuple[str, ...] = ()
    trial: bool = False
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
