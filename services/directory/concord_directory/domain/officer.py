"""One officer, by an opaque id: offices held for organisations, and interests declared."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from concord_directory.domain import commands, facts, interest
from concord_directory.domain.authority import Scene, not_administrator
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed

Office = tuple[str, str]


@dataclass(frozen=True)
class Seat:
    """An office that is held: since when, till when, for whose pay, with the dates of the training on record, and for
    which area where there is a seat for each."""

    starts_on: date
    ends_on: date | None
    employer_org: str
    training: Mapping[str, date]
    area: str | None = None


@dataclass(frozen=True)
class Officer:
    """`offices` are open ones, as (office, organisation); `employers` everybody the officer is known to have worked
    for or acted for, with the time."""

    officer: str
    offices: Mapping[Office, Seat] = field(default_factory=dict)
    employers: Mapping[str, interest.Span] = field(default_factory=dict)
    interests: interest.Interests = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        return bool(self.employers)

    def held(self, office: Office, on: date) -> Seat | None:
        """None where it was never held, or its term is over."""
        seat = self.offices.get(office)
        return seat if seat is not None and (seat.ends_on is None or seat.ends_on >= on) else None


def start(stream: str) -> Officer:
    return Officer(stream.removeprefix("officer-"))


def evolve(state: Officer, fact: Fact, _on: date) -> Officer:
    match fact:
        case facts.RoleAssigned():
            seat = Seat(fact.starts_on, fact.ends_on, fact.employer_org, fact.training, fact.area)
            tied = dict.fromkeys((fact.org, fact.employer_org), (fact.starts_on, fact.ends_on))
            offices = {**state.offices, (fact.office, fact.org): seat}
            return replace(state, offices=offices, employers={**state.employers, **tied})
        case facts.RoleEnded():
            return _ended(state, fact)
        case _:
            return replace(state, interests=interest.evolve(state.interests, fact))


def _ended(state: Officer, fact: facts.RoleEnded) -> Officer:
    seat = state.offices.get((fact.office, fact.org))
    offices = {office: each for office, each in state.offices.items() if office != (fact.office, fact.org)}
    if seat is None:
        return replace(state, offices=offices)
    tied = dict.fromkeys((fact.org, seat.employer_org), (seat.starts_on, fact.ended_on))
    return replace(state, offices=offices, employers={**state.employers, **tied})


def assign(command: commands.AssignRole, state: Officer, scene: Scene) -> Decision:
    """An office that is held is given again only to put something right: training, pay, term, area, name or contact."""
    if refusal := not_administrator(scene):
        return refuse(refusal)
    held = state.held((command.office, command.org), scene.on)
    fact = _assigned(command, state.officer, held or Seat(scene.on, None, command.org, {}))
    if fact.ends_on is not None and fact.ends_on < fact.starts_on:
        return refuse(_refusal("EndsBeforeStart", "The role would end before it starts.", "ends_on"))
    if any(day > scene.on for day in command.training.values()):
        return refuse(_refusal("DateInFuture", "Evidence of training has a date that has been.", "training"))
    if held is not None and _says_nothing_new(fact, held):
        return refuse(_refusal("AlreadyRegistered", "This officer holds that office there already.", "office"))
    return accept(fact)


def _says_nothing_new(fact: facts.RoleAssigned, held: Seat) -> bool:
    same = Seat(fact.starts_on, fact.ends_on, fact.employer_org, fact.training, fact.area) == held
    return same and fact.name is None and fact.contact is None


def _assigned(command: commands.AssignRole, officer: str, held: Seat) -> facts.RoleAssigned:
    return facts.RoleAssigned(
        officer=officer,
        office=command.office,
        org=command.org,
        employer_org=command.employer_org or held.employer_org,
        starts_on=command.starts_on or held.starts_on,
        ends_on=command.ends_on or held.ends_on,
        training={**held.training, **command.training},
        area=command.area or held.area,
        name=Sealed("contact", officer, command.name) if command.name else None,
        contact=Sealed("contact", officer, command.contact) if command.contact else None,
    )


def end(command: commands.EndRole, state: Officer, scene: Scene) -> Decision:
    if refusal := not_administrator(scene):
        return refuse(refusal)
    held = state.offices.get((command.office, command.org))
    if held is None:
        return refuse(_refusal("RoleNotHeld", "This officer does not hold that office there.", "officer"))
    ended_on = command.ended_on or scene.on
    if ended_on < held.starts_on:
        return refuse(_refusal("EndsBeforeStart", "The role would end before it starts.", "ended_on"))
    named = {"officer": command.officer, "office": command.office, "org": command.org}
    return accept(facts.RoleEnded(**named, ended_on=ended_on))


def _refusal(code: str, message: str, field: str) -> Refusal:
    return Refusal(code=code, message=message, field=field)
