"""One organisation: registered, signed up, closed on a day, tied to others."""

from dataclasses import dataclass, field, replace
from datetime import date

from concord_directory.domain import commands, facts, interest
from concord_directory.domain.authority import Scene, not_administrator
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.envelope import SYSTEM
from concord_shared.facts import Fact
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed

RESERVED = frozenset({SYSTEM, "public"})
Asked = commands.RegisterOrganisation | commands.SignUpOrganisation | commands.DeclareClosure


@dataclass(frozen=True)
class Organisation:
    """`named` is its name, sector and kind as last entered; `interests` are its own, no officer's."""

    org: str
    named: tuple[str, str, str] | None = None
    signed_up_to: frozenset[str] = frozenset()
    closed_on: frozenset[date] = frozenset()
    interests: interest.Interests = field(default_factory=dict)


def start(stream: str) -> Organisation:
    return Organisation(stream.removeprefix("org-"))


def evolve(state: Organisation, fact: Fact, _on: date) -> Organisation:
    match fact:
        case facts.OrganisationRegistered():
            return replace(state, named=(fact.name, fact.sector, fact.kind))
        case facts.OrganisationSignedUp(compact=compact):
            return replace(state, signed_up_to=state.signed_up_to | {compact})
        case facts.ClosureDeclared(on=day):
            return replace(state, closed_on=state.closed_on | {day})
        case _:
            return replace(state, interests=interest.evolve(state.interests, fact))


def decide(command: Asked, state: Organisation, scene: Scene) -> Decision:
    refusal = not_administrator(scene) or _not_ready(command, state, scene.on)
    return refuse(refusal) if refusal else accept(_fact(command))


def _not_ready(command: Asked, state: Organisation, today: date) -> Refusal | None:
    """What is registered may be put right: another name, sector or kind, or a contact, which nobody can compare."""
    match command:
        case commands.RegisterOrganisation(org=org) if org in RESERVED:
            message = f"'{org}' stands for the installation or the public itself: choose another id."
            return Refusal(code="ReservedName", message=message, field="org")
        case commands.RegisterOrganisation():
            same = state.named == (command.name, command.sector, command.kind) and command.contact is None
            return _already(state.org, "registered") if same else None
        case commands.SignUpOrganisation(signed_on=day) if day is not None and day > today:
            message = f"{day:%d %B %Y} has not come yet: enter the endorsement when it is given."
            return Refusal(code="DateInFuture", message=message, field="signed_on")
        case commands.SignUpOrganisation(compact=compact):
            signed = _already(state.org, "signed up") if compact in state.signed_up_to else None
            return unknown(state) or signed
        case commands.DeclareClosure(on=day):
            closed = _already(state.org, f"closed on {day:%d %B %Y}") if day in state.closed_on else None
            return unknown(state) or closed


def _fact(command: Asked) -> Fact:
    match command:
        case commands.RegisterOrganisation():
            contact = Sealed("contact", command.org, command.contact) if command.contact else None
            named = {"org": command.org, "name": command.name, "sector": command.sector, "kind": command.kind}
            return facts.OrganisationRegistered(**named, contact=contact)
        case commands.SignUpOrganisation():
            return facts.OrganisationSignedUp(org=command.org, compact=command.compact, signed_on=command.signed_on)
        case commands.DeclareClosure():
            return facts.ClosureDeclared(org=command.org, on=command.on, name=command.name)


def unknown(state: Organisation, field: str = "org") -> Refusal | None:
    """None where the organisation is registered."""
    if state.named is not None:
        return None
    return Refusal(
        code="UnknownOrganisation",
        message=f"The directory has no organisation '{state.org}': register it first (RegisterOrganisation).",
        field=field,
    )


def _already(org: str, what: str) -> Refusal:
    return Refusal(code="AlreadyRegistered", message=f"'{org}' is {what} already.", field="org")
