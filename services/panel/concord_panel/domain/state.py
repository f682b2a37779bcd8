"""What panel has to remember of a case in order to decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from concord_shared.contracts.base import Asked, OfficeHeld, Party
from concord_shared.contracts.panel import Findings, Member
from concord_shared.deadlines.clocks import Running
from concord_shared.deadlines.clocks import next_on as clocks_next_on

INVESTIGATOR, REVIEWER, MEDIATOR = "investigator", "reviewer", "mediator"
PANEL_MEMBER, CRITICAL_FRIEND = "panel_member", "critical_friend"
INVESTIGATION, REVIEW, RESPONSE = "investigation", "panel_review", "response"


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
    since: date


@dataclass(frozen=True)
class Group:
    body: str
    members: tuple[Member, ...]
    chair_ref: str
    chair_office: str
    quorum: int
    since: date
    office: str = REVIEWER

    @property
    def has_chair(self) -> bool:
        return any(member.member_ref == self.chair_ref for member in self.members)


def office_in(kind: str) -> str:
    """The office that members of a group of that kind hold in the case."""
    return REVIEWER if kind == "review" else PANEL_MEMBER


@dataclass(frozen=True)
class Answer:
    response: str
    takes_up: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Act:
    """Something that was done by virtue of an office, and by whom: listed where the office is looked at again."""

    name: str
    on: date
    officers: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name} {self.on}"


@dataclass(frozen=True)
class Panel:
    """One per case. `offices_held` counts everybody who held a decisive office in it, here or before; `former` are
    organisations that were parties once; `released` are items of the mediation and where each may be used; `not_begun`
    are parties of whom the coordinator knows that no letter has reached them; `flagged` are officers whose office was
    questioned, `out_of_office` those who stood down or left the group; `outcome` is what the answers came to, and
    `counts_on` the day on which they are counted, where the last answer period is awaited; `statement` are the parts of
    it that are there, `asked` says whose wish opened the stage."""

    case: str
    stage: Stage | None = None
    pack_version: str | None = None
    parties: tuple[Party, ...] = ()
    former: frozenset[str] = frozenset()
    offices_held: tuple[OfficeHeld, ...] = ()
    accepted_on: date | None = None
    suspended: bool = False
    released: frozenset[tuple[str, str]] = frozenset()
    barred_coordinators: frozenset[str] = frozenset()
    investigator: Investigator | None = None
    evidence: int = 0
    asked: Asked | None = None
    statement: tuple[str, ...] = ()
    reports: int = 0
    referrals: int = 0
    delegated_to: str | None = None
    delegates: tuple[str, ...] = ()
    group: Group | None = None
    excluded: tuple[str, ...] = ()
    heard: frozenset[str] = frozenset()
    findings: Findings | None = None
    recommendations: int = 0
    deliver_by: date | None = None
    not_begun: frozenset[str] = frozenset()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    outcome: str | None = None
    counts_on: date | None = None
    acts: tuple[Act, ...] = ()
    flagged: frozenset[str] = frozenset()
    out_of_office: frozenset[str] = frozenset()
    clocks: Mapping[str, Running] = field(default_factory=dict)

    @property
    def orgs(self) -> tuple[str, ...]:
        return tuple(party.org for party in self.parties)

    @property
    def in_dispute(self) -> frozenset[str]:
        """Parties of today and those that have left: neither reviews what it was part of."""
        return self.former | set(self.orgs)

    @property
    def without_period(self) -> tuple[str, ...]:
        """Parties that have not answered and whose own answer period has not begun."""
        begun = {each.party for each in self.clocks.values() if self.stage and each.stage_id == self.stage.id}
        return tuple(org for org in self.orgs if org not in begun and org not in self.answers)

    @property
    def acted_on(self) -> date | None:
        """The last day on which anybody held or used an office here."""
        days = [each.since for each in (self.investigator, self.group) if each is not None]
        return max([*days, *(act.on for act in self.acts)], default=None)

    def held_by(self, officer: str, office: str) -> bool:
        return any(held.officer == officer and held.office == office for held in self.offices_held)


def start(stream: str) -> Panel:
    return Panel(case=stream.removeprefix("panel-"))


def next_on(state: Panel) -> date | None:
    """The earliest day on which a sweep has something to do."""
    days = (clocks_next_on(state.clocks), task_on(state), None if state.suspended else state.counts_on)
    return min((day for day in days if day is not None), default=None)


def task_on(state: Panel) -> date | None:
    """The day on which somebody has to look why a letter did not arrive; none while the case rests."""
    if state.stage is None or state.deliver_by is None or state.suspended:
        return None
    return state.deliver_by + timedelta(days=1) if set(state.without_period) - state.not_begun else None
