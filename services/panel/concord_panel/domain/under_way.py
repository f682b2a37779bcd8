"""Which cases are under way here: an interest or a role that is heard without a case may touch any of them."""

from dataclasses import dataclass, replace
from datetime import date

from concord_panel.domain.facts_of_changes import PanelOver, PanelUnderWay
from concord_shared.facts import Fact

STREAM = "panels-open"


@dataclass(frozen=True)
class UnderWay:
    cases: tuple[str, ...] = ()


def start(_stream: str) -> UnderWay:
    return UnderWay()


def evolve(state: UnderWay, fact: Fact, _on: date) -> UnderWay:
    match fact:
        case PanelUnderWay():
            return replace(state, cases=(*state.cases, fact.case_id))
        case PanelOver():
            return replace(state, cases=tuple(case for case in state.cases if case != fact.case_id))
        case _:
            return state
