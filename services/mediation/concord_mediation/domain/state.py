"""What a mediation has to remember in order to decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from concord_shared.contracts.base import Asked, OfficeHeld, Party, Seat
from concord_shared.deadlines.clocks import Running

MEDIATOR, CRITICAL_FRIEND = "mediator", "critical_friend"


@dataclass(frozen=True)
class Stage:
    """The facilitated stage that is open."""

    id: str
    type: str
    opened_on: date


@dataclass(frozen=True)
class Mediator:
    """Who helps: a mediator, or a critical friend by a `seat`. `acts` are what was done in this office, the appointment
    first, each with its day; `flagged` while an interest of theirs waits to be cleared; `checked_at` is the directory
    position of the last check."""

    ref: str
    org: str
    acts: tuple[tuple[str, date], ...] = ()
    flagged: bool = False
    checked_at: int = 0
    seat: Seat | None = None

    def did(self, what: str, on: date) -> "Mediator":
        return replace(self, acts=(*self.acts, (what, on)))


@dataclass(frozen=True)
class Item:
    """One thing said or written here that is to be shown `to` others; `released` once every party agreed."""

    ref: str
    to: str
    agreed: tuple[str, ...] = ()
    released: bool = False


@dataclass(frozen=True)
class Mediation:
    """One per case; a second facilitated stage of the case begins it anew. `stage_id` stays when the stage has ended.

    `helper` is the office of who helps here; None where that is arranged elsewhere. `asked` says whose wish opened the
    stage. `agreed` once every party had consented; `supported` once the panel of the case has helped to a mediation
    elsewhere, and `settled_outside` are those who say that they agreed there.

    `met` once a session was held in any of them. `objected` are parties that used their objection; `objection_open`
    until the appointer has answered it. `stood_down` are mediators who read no more; `left_after_session` are parties
    that have left, though what was said in a session is theirs too."""

    case: str
    stage: Stage | None = None
    stage_id: str | None = None
    pack_version: str | None = None
    parties: tuple[Party, ...] = ()
    offices_held: tuple[OfficeHeld, ...] = ()
    accepted_on: date | None = None
    suspended: bool = False
    helper: str | None = MEDIATOR
    asked: Asked | None = None
    consents: frozenset[str] = frozenset()
    agreed: bool = False
    supported: bool = False
    settled_outside: frozenset[str] = frozenset()
    mediator: Mediator | None = None
    mediators: frozenset[str] = frozenset()
    stood_down: frozenset[str] = frozenset()
    objected: frozenset[str] = frozenset()
    objection_open: bool = False
    sessions: int = 0
    met: bool = False
    terms_sha256: str | None = None
    confirmed: frozenset[str] = frozenset()
    items: tuple[Item, ...] = ()
    left_after_session: frozenset[str] = frozenset()
    result: str | None = None
    set_aside: str | None = None
    clocks: Mapping[str, Running] = field(default_factory=dict)

    @property
    def orgs(self) -> tuple[str, ...]:
        return tuple(party.org for party in self.parties)

    @property
    def missing_consents(self) -> tuple[str, ...]:
        return tuple(org for org in self.orgs if org not in self.consents)

    @property
    def all_confirmed(self) -> bool:
        """The terms recorded here, or that the parties agreed elsewhere."""
        recorded = self.terms_sha256 is not None and set(self.orgs) <= self.confirmed
        return recorded or set(self.orgs) <= self.settled_outside

    @property
    def with_a_say(self) -> tuple[str, ...]:
        """Without whom nothing said here is shown to others."""
        return (*self.orgs, *sorted(self.left_after_session - set(self.orgs)))

    def has_lapsed(self, deadline_id: str) -> bool:
        return any(each.deadline_id == deadline_id and each.lapsed for each in self.clocks.values())
