"""Bank holidays declared since the calendar was made."""

from dataclasses import dataclass, replace
from datetime import date

from concord_directory.domain import commands, facts
from concord_directory.domain.authority import Scene, not_administrator
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.refusals import Refusal

STREAM = "calendar-declared"


@dataclass(frozen=True)
class Declared:
    days: frozenset[date] = frozenset()


def start(_stream: str) -> Declared:
    return Declared()


def evolve(state: Declared, fact: Fact, _on: date) -> Declared:
    match fact:
        case facts.BankHolidayDeclared(on=day):
            return replace(state, days=state.days | {day})
        case _:
            return state


def decide(command: commands.DeclareBankHoliday, state: Declared, scene: Scene, known: str | None) -> Decision:
    """`known` is the name under which the calendar has that day already."""
    if refusal := not_administrator(scene):
        return refuse(refusal)
    if command.on in state.days or known is not None:
        message = f"{command.on:%d %B %Y} is a bank holiday in the calendar already."
        return refuse(Refusal(code="AlreadyRegistered", message=message, field="on"))
    return accept(facts.BankHolidayDeclared(on=command.on, name=command.name))
