"""One officer: in which cases they ever held an office of ours, so that news of them finds these cases."""

from dataclasses import dataclass, replace
from datetime import date

from concord_mediation.domain import facts as f
from concord_shared.facts import Fact

PREFIX = "offices-"


@dataclass(frozen=True)
class Offices:
    officer: str
    cases: tuple[str, ...] = ()


def stream_of(officer: str) -> str:
    return f"{PREFIX}{officer}"


def start(stream: str) -> Offices:
    return Offices(stream.removeprefix(PREFIX))


def evolve(state: Offices, fact: Fact, _on: date) -> Offices:
    if isinstance(fact, f.OfficeTaken) and fact.case not in state.cases:
        return replace(state, cases=(*state.cases, fact.case))
    return state
