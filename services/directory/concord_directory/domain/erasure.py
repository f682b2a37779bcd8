"""The erasure of one person's data: decided once, carried out until it is done, safe to ask for again."""

from dataclasses import dataclass, replace
from datetime import date

from concord_directory.domain import commands, facts
from concord_directory.domain.authority import Scene, not_administrator
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


@dataclass(frozen=True)
class Erasure:
    """`wanted_on` is set while keys are still to be destroyed."""

    person: str
    wanted_on: date | None = None


def start(stream: str) -> Erasure:
    return Erasure(stream.removeprefix("person-"))


def evolve(state: Erasure, fact: Fact, on: date) -> Erasure:
    match fact:
        case facts.PersonalDataErased():
            return replace(state, wanted_on=on)
        case facts.ErasureCarriedOut():
            return replace(state, wanted_on=None)
        case _:
            return state


def next_on(state: Erasure) -> date | None:
    return state.wanted_on


def decide(command: commands.ErasePersonalData, scene: Scene) -> Decision:
    """The ground has a key of its own, so that it can still be read when the person's are gone."""
    if refusal := not_administrator(scene):
        return refuse(refusal)
    ground = Sealed("contact", f"erasure-{command.person}", command.ground)
    return accept(facts.PersonalDataErased(person=command.person, ground=ground))


def carried_out(state: Erasure, keys: int) -> Decision:
    if state.wanted_on is None:
        return accept()
    return accept(facts.ErasureCarriedOut(person=state.person, keys=keys))
