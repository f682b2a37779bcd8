"""What was noted for reports about one case or pattern: how far each service was heard, so that nothing is double.
Of a trial nothing is noted but that it is one."""

from dataclasses import dataclass, field, replace
from datetime import date

from concord_oversight.domain import facts
from concord_shared.facts import Fact

PREFIX = "report-"


@dataclass(frozen=True)
class Report:
    positions: dict[str, int] = field(default_factory=dict)
    trial: bool = False

    def has(self, service: str, position: int) -> bool:
        return position <= self.positions.get(service, 0)


def start(_stream: str) -> Report:
    return Report()


def evolve(state: Report, fact: Fact, _on: date) -> Report:
    match fact:
        case facts.Reported(of=of, position=position) if position:
            return replace(state, positions={**state.positions, of.partition(".")[0]: position})
        case facts.TrialLeftOut():
            return replace(state, trial=True)
        case _:
            return state
