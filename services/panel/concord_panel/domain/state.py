"""What panel has to remember of a case in order to decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from concord_shared.contracts.base import OfficeHeld, Party
from concord_shared.contracts.panel import Findings, Member
from concord_shared.deadlines.clocks import Running

INVESTIGATOR, REVIEWER, MEDIATOR = "investigator", "reviewer", "mediator"


@dataclass(frozen=True)
class Stage:
    """The stage of ours that is open and has no result yet."""

    id: str
    type: str
    opened_on: date


@dataclass(frozen=True)
class Investigator:
    ref: str
    org: str


@dataclass(frozen=True)
class Group:
    body: str
    members: tuple[Member, ...]
    chair_ref: str
    chair_office: str


@dataclass(frozen=True)
class Answer:
    response: str
    takes_up: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Panel:
    """One per case. `offices_held` counts everybody who held a decisive office in it, here or before; `referrals`
    how often the report went back; `outcome` what the answers came to."""

    case: str
    stage: Stage | None = None
    pack_version: str | None = None
    parties: tuple[Party, ...] = ()
    offices_held: tuple[OfficeHeld, ...] = ()
    accepted_on: date | None = None
    investigator: Investigator | None = None
    evidence: int = 0
    reports: int = 0
    referrals: int = 0
    delegated_to: str | None = None
    group: Group | None = None
    excluded: tuple[str, ...] = ()
    heard: frozenset[str] = frozenset()
    findings: Findings | None = None
    recommendations: int = 0
    answers: Mapping[str, Answer] = field(default_factory=dict)
    outcome: str | None = None
    clocks: Mapping[str, Running] = field(default_factory=dict)

    @property
    def orgs(self) -> tuple[str, ...]:
        return tuple(party.org for party in self.parties)

    def held_by(self, officer: str, office: str) -> bool:
        return any(held.officer == officer and held.office == office for held in self.offices_held)


def start(stream: str) -> Panel:
    return Panel(case=stream.removeprefix("panel-"))
