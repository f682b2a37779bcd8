"""A case whose clocks are extended by commands, as a service would."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from concord_shared.deadlines.clocks import AgreeExtension, ExtendDeadline, agree, carried_through, extend
from concord_shared.decisions import Decision
from concord_shared.envelope import Actor
from concord_shared.facts import On
from concord_shared.packs.guards import Unmet
from concord_shared.testing.clocked import ClockedCase
from concord_shared.world import World

from .conftest import PACK, PARTIES, a_case, day

CASE = "ROT-7K3M-9QX"
WORDS = "The mediator is ill."


def anybody(_who: str) -> Unmet | None:
    return None


def nobody(_who: str) -> Unmet | None:
    return Unmet("NotTheChair")


class Extended:
    """A case whose clocks are extended by commands."""

    def __init__(self, case: ClockedCase, entitled: Callable[[str], Unmet | None] = anybody) -> None:
        self.case, self.entitled = case, entitled
        self.parties: tuple[str, ...] = PARTIES

    def ask(self, days: int, by: str, on: date, **fields: Any) -> Decision:
        command = ExtendDeadline(
            working_days=days, reason=fields.pop("reason", WORDS), deadline_id=fields.pop("id", "ROT-D01"), **fields
        )
        return self.took(extend(command, self.case.clocks, self.parties, self.entitled, self.world(by, on), CASE), on)

    def agree(self, by: str, on: date, office: str = "representative", behalf: str | None = None, **f: Any) -> Decision:
        command = AgreeExtension(deadline_id=f.pop("id", "ROT-D01"), **f)
        return self.took(agree(command, self.case.clocks, self.parties, self.world(by, on, office, behalf), CASE), on)

    def gone(self, org: str, on: date) -> list[str]:
        """What follows when that party is no party any more; it stays one for the next step."""
        still_there = tuple(each for each in self.parties if each != org)
        return self.case.take(carried_through(self.case.clocks, still_there, on, self.world(org, on)))

    def world(self, org: str, on: date, office: str = "representative", behalf: str | None = None) -> World:
        actor = Actor(organisation=org, office=office, on_behalf_of=behalf)
        now = datetime.combine(on, time(9), UTC)
        return World(actor, on, now, PACK, self.case.calendar, self.case.directory)

    def took(self, decision: Decision, on: date) -> Decision:
        self.case.take([each if isinstance(each, On) else On(each, on) for each in decision.facts])
        return decision

    def status(self, key: str) -> str:
        return self.case.clocks[key].status

    @property
    def due(self) -> date:
        return self.case.clocks["ROT-D01"].due_on


def a_mediation(*owned: str) -> Extended:
    case = a_case(*(owned or ("ROT-D01",)))
    case.happens("StageOpened", date(2026, 12, 18), stage="mediation")
    return Extended(case)


def a_review() -> Extended:
    case = a_case("ROT-D03")
    case.happens("InvestigationReportSubmitted", day("04-19"))
    return Extended(case)


def names(decision: Decision) -> list[str]:
    return [type(each.fact if isinstance(each, On) else each).__name__ for each in decision.facts]


def code(decision: Decision) -> str | None:
    assert not (decision.refusal and decision.facts)
    return decision.refusal.code if decision.refusal else None
