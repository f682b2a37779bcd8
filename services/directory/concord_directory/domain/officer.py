"""One officer, by an opaque id: offices held for organisations, and interests declared."""

from dataclasses import dataclass, replace
from datetime import date

from concord_directory.domain import commands, facts
from concord_directory.domain.authority import ADMINISTRATOR, Scene, not_administrator
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed

Office = tuple[str, str]


@dataclass(frozen=True)
class Officer:
    """`offices` are open ones, as (office, organisation), each with the training on record for it."""

    officer: str
    offices: tuple[tuple[Office, tuple[tuple[str, date], ...]], ...] = ()

    def training_for(self, office: Office) -> tuple[tuple[str, date], ...] | None:
        return dict(self.offices).get(office)


def start(stream: str) -> Officer:
    return Officer(stream.removeprefix("officer-"))


def evolve(state: Officer, fact: Fact, _on: date) -> Officer:
    match fact:
        case facts.RoleAssigned():
            office = (fact.office, fact.org)
            others = _without(state, office)
            return replace(state, offices=(*others, (office, tuple(sorted(fact.training.items())))))
        case facts.RoleEnded():
            return replace(state, offices=_without(state, (fact.office, fact.org)))
        case _:
            return state


def _without(state: Officer, office: Office) -> tuple[tuple[Office, tuple[tuple[str, date], ...]], ...]:
    return tuple(each for each in state.offices if each[0] != office)


def assign(command: commands.AssignRole, state: Officer, scene: Scene) -> Decision:
    starts_on = command.starts_on or scene.on
    held = state.training_for((command.office, command.org))
    if refusal := not_administrator(scene):
        return refuse(refusal)
    if command.ends_on is not None and command.ends_on < starts_on:
        return refuse(_refusal("EndsBeforeStart", "The role would end before it starts.", "ends_on"))
    if held is not None and held == tuple(sorted(command.training.items())):
        return refuse(_refusal("AlreadyRegistered", "This officer holds that office there already.", "office"))
    return accept(_assigned(command, state.officer, starts_on))


def _assigned(command: commands.AssignRole, officer: str, starts_on: date) -> facts.RoleAssigned:
    return facts.RoleAssigned(
        officer=officer,
        office=command.office,
        org=command.org,
        employer_org=command.employer_org or command.org,
        starts_on=starts_on,
        ends_on=command.ends_on,
        training=command.training,
        name=Sealed("contact", officer, command.name) if command.name else None,
        contact=Sealed("contact", officer, command.contact) if command.contact else None,
    )


def end(command: commands.EndRole, state: Officer, scene: Scene) -> Decision:
    if refusal := not_administrator(scene):
        return refuse(refusal)
    if state.training_for((command.office, command.org)) is None:
        return refuse(_refusal("RoleNotHeld", "This officer does not hold that office there.", "officer"))
    ended_on = command.ended_on or scene.on
    held = {"officer": command.officer, "office": command.office, "org": command.org}
    return accept(facts.RoleEnded(**held, ended_on=ended_on))


def declare(command: commands.DeclareInterest, case: str | None, scene: Scene) -> Decision:
    """The officer who declares is meant unless another officer or an organisation is named."""
    officer = command.officer or (None if command.org else scene.actor.officer)
    if refusal := _may_not_declare(command, officer, scene):
        return refuse(refusal)
    if command.with_org is None and case is None:
        return refuse(_refusal("InterestInWhat", "Say with which organisation, or in which case.", "with_org"))
    if command.until_on and command.from_on and command.until_on < command.from_on:
        return refuse(_refusal("EndsBeforeStart", "The interest would end before it starts.", "until_on"))
    said = command.model_dump(exclude={"officer"})
    return accept(facts.InterestDeclared(**said, officer=officer, case_id=case))


def _may_not_declare(command: commands.DeclareInterest, officer: str | None, scene: Scene) -> Refusal | None:
    if officer is None and command.org is None:
        return _refusal("InterestOfWhom", "Say whose interest it is: an officer's or an organisation's.", "officer")
    own = officer in {None, scene.actor.officer} and command.org in {None, scene.actor.organisation}
    if own or scene.actor.office == ADMINISTRATOR:
        return None
    return _refusal("NoAuthority", "You may declare your own interests only; an administrator enters others.", "as")


def _refusal(code: str, message: str, field: str) -> Refusal:
    return Refusal(code=code, message=message, field=field)
